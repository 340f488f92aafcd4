import {
  type DocumentNode,
  executeSync,
  Kind,
  OperationTypeNode,
  SchemaMetaFieldDef,
  separateOperations,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type VariableDefinitionNode,
  visit,
} from 'graphql'
import { type Complete, lost, report } from './run.js'
import type { DecidedOperation, SelectedField } from './selection.js'

/** Whether a field asks for the schema. */
export function isIntrospection({ definition }: SelectedField): boolean {
  return definition === SchemaMetaFieldDef || definition === TypeMetaFieldDef
}

/** Whether a root field has the same value in each response: it tells of the schema, and no variable decides what. */
export function isConstant(operation: DecidedOperation, field: SelectedField): boolean {
  if (field.definition === TypeNameMetaFieldDef) return true
  return isIntrospection(field) && variablesIn(introspectionOf(operation, field)).size === 0
}

/** Completes `__schema` and `__type` by executing them; what subgraphs have answered has nothing to do with them. */
export function completeIntrospection(operation: DecidedOperation, field: SelectedField): Complete {
  const { schema, variableDefinitions } = operation
  const used = variablesIn(introspectionOf(operation, field))
  const defined = variableDefinitions.filter(({ variable }) => used.has(variable.name.value))
  const document = introspectionOf(operation, field, defined)
  const nothing = field.definition === SchemaMetaFieldDef ? lost : null
  return (_value, run) => {
    const { data, errors = [] } = executeSync({ schema, document, variableValues: run.variables })
    // A schema has all it promises; what can fail is a variable that is null where an argument must not be.
    for (const { message } of errors) report(run, message, 'BAD_USER_INPUT')
    return data?.[field.key] ?? nothing
  }
}

/** The field as an operation of its own, with the fragments it needs. */
function introspectionOf(
  { fragments }: DecidedOperation,
  { nodes }: SelectedField,
  variableDefinitions: readonly VariableDefinitionNode[] = [],
): DocumentNode {
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        variableDefinitions,
        selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
      },
      ...fragments.values(),
    ],
  }
  return separateOperations(document)[''] ?? document
}

function variablesIn(document: DocumentNode): Set<string> {
  const names = new Set<string>()
  visit(document, {
    Variable: ({ name }) => {
      names.add(name.value)
    },
  })
  return names
}
