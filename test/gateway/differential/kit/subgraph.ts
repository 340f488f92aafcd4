import {
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from 'graphql'
import type { SubgraphAnswer } from '../../../../gateway/subgraphs/answer.js'
import { createExecution } from './execution.js'
import type { Faults } from './faults.js'
import type { WorldSubgraph } from './world.js'

export interface SubgraphRequest {
  query: string
  variables: Record<string, unknown>
}

/** Operations that were found valid. */
const documents = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>()

/**
 * Answers an operation as a subgraph does (GraphQL specification, October 2021, 6), but for its faults.
 *
 * @throws TypeError if the operation is none the subgraph's schema allows: no gateway may send it
 */
export function answer(subgraph: WorldSubgraph, request: SubgraphRequest, faults: Faults): SubgraphAnswer {
  const { schema, world } = subgraph
  const document = documentOf(schema, request.query)
  const definition = getOperationAST(document)
  const rootType = definition && schema.getRootType(definition.operation)
  if (!rootType) throw new TypeError(`Subgraph "${subgraph.name}" cannot execute ${request.query}`)
  const { coerced, errors: wrong } = getVariableValues(
    schema,
    definition.variableDefinitions ?? [],
    request.variables,
  )
  if (wrong) return { errors: wrong.map(({ message }) => ({ message, extensions: {} })) }
  const errors: GraphQLFormattedError[] = []
  const execution = createExecution({ subgraph, document, variables: coerced, faults, errors })
  const data = execution.root(world.roots[rootType.name] ?? {}, rootType, definition.selectionSet)
  // A copy: what a gateway gets it may write into.
  return JSON.parse(JSON.stringify({ data, ...(errors.length === 0 ? {} : { errors }) }))
}

function documentOf(schema: GraphQLSchema, query: string): DocumentNode {
  const known = documents.get(schema) ?? new Map<string, DocumentNode>()
  documents.set(schema, known)
  const document = known.get(query) ?? parse(query, { noLocation: true })
  if (known.has(query)) return document
  const problems = validate(schema, document)
  if (problems.length > 0) throw new TypeError(`${problems.join('; ')} in ${query}`)
  known.set(query, document)
  return document
}
