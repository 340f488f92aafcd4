import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
} from 'graphql'
import { type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity'

/** Items a list is taken to have where no `first` says it: the hub's lists without pages are short. */
const assumedListSize = 10

/** Cost of a look at the schema. It asks no subgraph, but its answer is large. */
const introspectionCost = 1_000

/** Selections an operation may have with every fragment written out where it is spread; more are not looked at. */
const maxSelections = 10_000

export interface CostedOperation {
  schema: GraphQLSchema
  document: DocumentNode
  operationName: string | undefined
  variables: Record<string, unknown>
}

/**
 * How many objects an operation may return, which is what subgraphs and the merge have work with. An object costs 1
 * and what is asked of it; scalars and enums cost 0; a list or connection costs that for each of its items: as many as
 * its `first` or `last` (or their default), else {@link assumedListSize}.
 *
 * @returns the cost; Infinity for an operation of more than {@link maxSelections} selections
 * @throws GraphQLError if a variable or argument has no usable value
 */
export function costOf({ schema, document, operationName, variables }: CostedOperation): number {
  try {
    return getComplexity({
      schema,
      query: document,
      estimators: [fieldCost],
      variables,
      maxQueryNodes: maxSelections,
      ...(operationName === undefined ? {} : { operationName }),
    })
  } catch (error) {
    // The only error without a node is that there are too many of them.
    if (error instanceof GraphQLError && error.nodes === undefined) return Number.POSITIVE_INFINITY
    throw error
  }
}

function fieldCost({ field, type, args, childComplexity }: ComplexityEstimatorArgs): number {
  if (field.name === '__schema' || field.name === '__type') return introspectionCost
  if (isLeafType(getNamedType(field.type))) return 0
  const isList = isListType(getNullableType(field.type))
  // The edges of a connection have been counted where the connection was asked for.
  const hasItems = isConnection(getNamedType(field.type).name) || (isList && !isConnection(type.name))
  const size = pageSize(args) ?? (hasItems ? assumedListSize : 1)
  return isList ? size * (1 + childComplexity) : 1 + size * childComplexity
}

function pageSize({ first, last }: ComplexityEstimatorArgs['args']): number | undefined {
  const size: unknown = first ?? last
  // Less than nothing is refused by the list itself, and must not lower the cost of the rest.
  return typeof size === 'number' ? Math.max(size, 0) : undefined
}

/** By its name, as the Relay Cursor Connections specification (2, "Connection Types") has it. */
function isConnection(typeName: string): boolean {
  return typeName.endsWith('Connection')
}
