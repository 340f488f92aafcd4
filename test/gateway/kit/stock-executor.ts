import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway'
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner'
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface'
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from 'graphql'
import type { GatewayContext } from '../../../gateway/context.js'
import { readProtection } from '../../../gateway/policy/protection/read-protection.js'
import { fetchOperation, type SubgraphSource } from '../../../gateway/subgraphs/subgraph-fetch.js'

type RequestContext = GatewayGraphQLRequestContext<GatewayContext>
type FetchResult = Awaited<ReturnType<GraphQLDataSource['process']>>

/** What Apollo's executor makes of an operation. */
export interface StockResult {
  /** Undefined where it gave up on the whole answer. */
  data?: unknown
  errors: readonly GraphQLFormattedError[]
  /** Nulls it made of values that were none of their type, of which it tells nobody but in an extension. */
  valueCompletion: readonly GraphQLFormattedError[]
}

export interface StockRequest {
  plan: QueryPlan
  document: DocumentNode
  operationName: string | undefined
  variables: Record<string, unknown>
  sources: Readonly<Record<string, SubgraphSource>>
  context: GatewayContext
}

export interface StockExecutor {
  /** What clients see. */
  schema: GraphQLSchema
  /** @throws whatever Apollo's planner throws */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan
  /** @throws whatever Apollo's executor throws */
  execute(request: StockRequest): Promise<StockResult>
}

/** The planner and the executor of @apollo/gateway over a supergraph; they ask the same sources as ours. */
export function createStockExecutor(supergraphSdl: string): StockExecutor {
  const supergraph = Supergraph.build(readProtection(supergraphSdl).supergraph, {
    supportedFeatures: null,
    validateSupergraph: false,
  })
  const apiSchema = supergraph.apiSchema()
  const schema = apiSchema.toGraphQLJSSchema()
  const wholeSchema = supergraph.schema.toGraphQLJSSchema()
  const planner = new QueryPlanner(supergraph)
  const naming = (operationName: string | undefined) => (operationName === undefined ? {} : { operationName })
  return {
    schema,
    plan: (document, operationName) =>
      planner.buildQueryPlan(operationFromDocument(apiSchema, document, naming(operationName))),
    execute: async ({ plan, document, operationName, variables, sources, context }) => {
      const operation = buildOperationContext({
        schema,
        operationDocument: document,
        ...naming(operationName),
      })
      const dataSources = Object.fromEntries(
        Object.entries(sources).map(([name, source]) => [name, asDataSource(source)]),
      )
      // All of a request that its executor looks at.
      const part = { request: { variables }, context, metrics: {} }
      const request = part as unknown as RequestContext
      const { data, errors, extensions } = await executeQueryPlan(
        plan,
        dataSources,
        request,
        operation,
        wholeSchema,
        apiSchema,
      )
      return {
        ...(data === undefined ? {} : { data }),
        errors: errors ?? [],
        valueCompletion: (extensions?.valueCompletion as GraphQLFormattedError[] | undefined) ?? [],
      }
    },
  }
}

/** A subgraph as Apollo's executor asks it. */
function asDataSource(source: SubgraphSource): GraphQLDataSource<GatewayContext> {
  return {
    process: async ({ request: { query = '', variables = {}, operationName }, context }) => {
      const { representations, ...others } = variables
      const fetch = {
        operation: fetchOperation(query),
        body: JSON.stringify({ query, variables, operationName }),
        variables: others,
        entityTypes: (representations as { __typename: string }[] | undefined)?.map(
          ({ __typename }) => __typename,
        ),
      }
      return (await source.ask(fetch, context as GatewayContext)) as FetchResult
    },
  }
}
