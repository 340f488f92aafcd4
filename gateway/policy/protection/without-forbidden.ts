import { Kind, type OperationDefinitionNode, visit } from 'graphql'
import type { Caller } from '../../../platform/caller/caller.js'
import { type AskedOperation, readOperation } from '../operation.js'
import { narrowOperation } from './narrow-operation.js'
import type { ForbiddenField, Permitted } from './permitted.js'
import { rightsOf } from './rights.js'
import { isWithoutRules, type ProtectionRules } from './rules.js'
import { unusedKey } from './unused-key.js'

/**
 * What of an operation its caller may ask for. Fields that are forbidden are gone from it, with the variables and
 * fragments only they used; a mutation with a forbidden root field is not to be executed at all, for its caller meant
 * all of it to happen. What is left out by `@skip` or `@include` is not forbidden.
 *
 * @throws GraphQLError if a variable has no usable value
 */
export function withoutForbidden(
  operation: AskedOperation,
  rules: ProtectionRules,
  caller: Caller,
): Permitted {
  const { schema, document } = operation
  const asked = { document, forbidden: [], typeKey: '' }
  const read = isWithoutRules(rules) ? undefined : readOperation(operation)
  // Where it is not said which operation of the document is meant, the executor refuses it.
  if (read === undefined) return asked
  const { definition } = read
  const typeKey = unusedKey(document)
  const rights = rightsOf(caller)
  const { selections, forbidden } = narrowOperation({ schema, operation: read, rules, rights, typeKey })
  if (forbidden.length === 0) return asked
  if (selections.length === 0 || isRefusedChange(definition, forbidden)) {
    return { document: null, forbidden, typeKey }
  }
  const left = { ...definition, selectionSet: { ...definition.selectionSet, selections } }
  return { document: { kind: Kind.DOCUMENT, definitions: [withUsedVariables(left)] }, forbidden, typeKey }
}

/** Whether nothing of an operation may be executed since one of the changes it asks for is forbidden. */
function isRefusedChange(
  { operation }: OperationDefinitionNode,
  forbidden: readonly ForbiddenField[],
): boolean {
  return operation === 'mutation' && forbidden.some(({ path }) => path.length === 1)
}

function withUsedVariables(definition: OperationDefinitionNode): OperationDefinitionNode {
  const used = new Set<string>()
  visit(
    { ...definition, variableDefinitions: [] },
    {
      [Kind.VARIABLE]: ({ name }) => {
        used.add(name.value)
      },
    },
  )
  return {
    ...definition,
    variableDefinitions: definition.variableDefinitions?.filter(({ variable }) =>
      used.has(variable.name.value),
    ),
  }
}
