import type { VariableValues } from '@graphql-tools/utils'
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'

/** A valid operation as a client asks for it. */
export interface AskedOperation {
  schema: GraphQLSchema
  document: DocumentNode
  operationName: string | undefined
  variables: Record<string, unknown>
}

/** What of an operation has to be looked up to walk through it. */
export interface ReadOperation {
  definition: OperationDefinitionNode
  rootType: GraphQLObjectType
  fragments: Record<string, FragmentDefinitionNode>
  /** Values of its variables, with defaults. */
  variables: VariableValues
}

/**
 * @returns undefined where the document does not say which of its operations is meant
 * @throws GraphQLError if a variable has no usable value
 */
export function readOperation({
  schema,
  document,
  operationName,
  variables,
}: AskedOperation): ReadOperation | undefined {
  const definition = getOperationAST(document, operationName)
  const rootType = definition && schema.getRootType(definition.operation)
  if (!definition || !rootType) return undefined
  const { coerced, errors } = getVariableValues(schema, definition.variableDefinitions ?? [], variables)
  const [error] = errors ?? []
  if (error) throw error
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
  return {
    definition,
    rootType,
    fragments: Object.fromEntries(fragments.map((node) => [node.name.value, node])),
    variables: { coerced: coerced ?? {}, sources: {} },
  }
}
