import { buildASTSchema, getOperationAST, getVariableValues, parse } from 'graphql'
import { type GatewayContext, ownContext } from '../../../gateway/context.js'
import { compileFetches, type Fetched } from '../../../gateway/execution/fetches/compile-fetches.js'
import { openSupergraph } from '../../../gateway/planning/open-supergraph.js'
import type { SubgraphAnswer } from '../../../gateway/subgraphs/answer.js'
import type { SubgraphFetch } from '../../../gateway/subgraphs/subgraph-fetch.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { composeTown } from './town.js'

/** A request as its subgraph reads it. */
export interface SeenFetch {
  subgraph: string
  query: string
  operationName?: string
  variables: Record<string, unknown> & { representations?: Record<string, unknown>[] }
}

export interface FetchesToRun {
  /** SDL of each subgraph. */
  subgraphs: Record<string, string>
  query: string
  variables?: Record<string, unknown>
  /** What each subgraph says. */
  answer: (fetch: SeenFetch) => SubgraphAnswer | Promise<SubgraphAnswer>
  context?: Partial<GatewayContext>
  data?: Record<string, unknown>
}

export interface RanFetches extends Fetched {
  seen: SeenFetch[]
  fetches: SubgraphFetch[]
}

/** Plans an operation over subgraphs and asks them, which are functions here. */
export async function runFetches(options: FetchesToRun): Promise<RanFetches> {
  const { subgraphs, query, variables = {}, answer, context, data = {} } = options
  const { schema, wholeSchema, plan } = planned(subgraphs, query)
  const seen: SeenFetch[] = []
  const fetches: SubgraphFetch[] = []
  const ask = (subgraph: string) => async (fetch: SubgraphFetch) => {
    const request = { subgraph, ...JSON.parse(fetch.body) }
    fetches.push(fetch)
    seen.push(request)
    return answer(request)
  }
  const { variableDefinitions = [] } = getOperationAST(parse(query)) ?? {}
  const { coerced = {} } = getVariableValues(schema, variableDefinitions, variables)
  const fetched = await compileFetches(plan, wholeSchema).run({
    variables: { sent: variables, values: coerced },
    sources: Object.fromEntries(Object.keys(subgraphs).map((name) => [name, { ask: ask(name) }])),
    context: { ...ownContext(createLogger({ level: 'silent', format: 'json' }, 'gateway')), ...context },
    data,
  })
  return { ...fetched, seen, fetches }
}

/** How an operation is planned over subgraphs. */
export function planned(subgraphs: Record<string, string>, query: string) {
  const parts = Object.entries(subgraphs).map(([name, typeDefs]) => [name, { typeDefs, resolvers: {} }])
  const supergraph = openSupergraph(composeTown(Object.fromEntries(parts)))
  const { apiSchema, wholeSchema } = supergraph.contents()
  return {
    schema: buildASTSchema(parse(apiSchema)),
    wholeSchema: buildASTSchema(parse(wholeSchema)),
    plan: supergraph.plan(query, undefined),
  }
}

/** Links the directives of federation. */
export const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: [
  "@key", "@external", "@requires", "@provides", "@shareable", "@interfaceObject", "@context", "@fromContext"
])`
