import type { GraphQLDataSource } from '@apollo/gateway'
import type { GatewayContext } from '../context.js'
import { fetchOperation, type SubgraphSource } from '../subgraphs/subgraph-fetch.js'

type FetchResult = Awaited<ReturnType<GraphQLDataSource['process']>>

/** A subgraph as Apollo's executor asks it. */
export function asDataSource(source: SubgraphSource): GraphQLDataSource<GatewayContext> {
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
