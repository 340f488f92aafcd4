import { fetchOperation, type SubgraphFetch } from '../../../gateway/subgraphs/subgraph-fetch.js'

interface FetchVariables {
  representations?: { __typename?: string }[]
}

/** A request to a subgraph, as a program would make it. */
export function subgraphFetch(query: string, variables: object = {}): SubgraphFetch {
  const { representations, ...others }: FetchVariables = variables
  return {
    operation: fetchOperation(query),
    body: JSON.stringify({ query, variables }),
    variables: others as Record<string, unknown>,
    entityTypes: representations?.map(({ __typename = '' }) => __typename),
  }
}
