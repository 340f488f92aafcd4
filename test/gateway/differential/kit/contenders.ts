import type { QueryPlan } from '@apollo/query-planner'
import type { GatewayExecutor } from '@apollo/server-gateway-interface'
import { buildASTSchema, type GraphQLFormattedError, type GraphQLSchema, parse, print } from 'graphql'
import { ownContext } from '../../../../gateway/context.js'
import { createExecutor } from '../../../../gateway/execution/executor.js'
import { openSupergraph } from '../../../../gateway/planning/open-supergraph.js'
import { supergraphHash } from '../../../../gateway/supergraph/supergraph.js'
import { createLogger } from '../../../../platform/telemetry/logger.js'
import { createStockExecutor, type StockResult } from '../../kit/stock-executor.js'
import type { Operation } from './any-operation.js'
import { type Faults, noFaults } from './faults.js'
import type { Scenario } from './scenario.js'

type RequestContext = Parameters<GatewayExecutor>[0]

/** What our executor makes of an operation. */
export interface Result {
  data?: unknown
  errors: readonly GraphQLFormattedError[]
}

/** Our gateway and @apollo/gateway over one scenario. */
export interface Contenders {
  /** What clients see. */
  schema: GraphQLSchema
  /** @throws Error if the planner does not manage to plan it */
  stockPlan(operation: Operation): QueryPlan
  /** @returns undefined where it gives up on the whole answer */
  stock(operation: Operation, plan: QueryPlan, faults: Faults): Promise<StockResult | undefined>
  ours(operation: Operation, faults: Faults): Promise<Result>
}

const context = {
  ...ownContext(createLogger({ level: 'silent', format: 'json' }, 'gateway')),
  // Nothing of a scenario is protected from it.
  caller: {
    subject: 'coordinator',
    roles: ['coordinator' as const],
    memberships: [],
    scopes: ['read' as const],
  },
}

export function contendersOver(scenario: Scenario): Contenders {
  let faults = noFaults
  // What is compiled for an operation is to be used again with other faults.
  const sources = scenario.sources({
    choice: (place, values) => faults.choice(place, values),
    ofField: (place) => faults.ofField(place),
    ofRequest: (place) => faults.ofRequest(place),
  })
  const stock = createStockExecutor(scenario.supergraph)
  const { schema, execute } = createOurs(scenario, sources)
  return {
    schema,
    stockPlan: ({ query, operationName }) => stock.plan(parse(query), operationName),
    stock: async ({ query, operationName, variables }, plan, met) => {
      faults = met
      const request = { plan, document: parse(query), operationName, variables, sources, context }
      const result = await stock.execute(request).catch(() => undefined)
      return result?.data === undefined || hasFailed(result) ? undefined : result
    },
    ours: async ({ query, operationName, variables }, met) => {
      faults = met
      const named = operationName === undefined ? {} : { operationName }
      const request = {
        request: { query, ...named, variables },
        document: parse(query),
        queryHash: query,
        context,
      }
      const { data, errors = [] } = await execute(request as unknown as RequestContext)
      return { data: JSON.parse(JSON.stringify(data ?? null)), errors }
    },
  }
}

function createOurs(scenario: Scenario, sources: ReturnType<Scenario['sources']>) {
  const supergraph = openSupergraph(scenario.supergraph)
  const { apiSchema, wholeSchema, rules, weights } = supergraph.contents()
  const loaded = {
    hash: supergraphHash(scenario.supergraph),
    schema: buildASTSchema(parse(apiSchema)),
    wholeSchema: buildASTSchema(parse(wholeSchema)),
    plans: {
      of: async (...[document, operationName]: Parameters<Plans['of']>) =>
        supergraph.plan(print(document), operationName),
    },
    rules,
    weights,
    subgraphs: [],
    close: async () => {},
  }
  return { schema: loaded.schema, execute: createExecutor(loaded, sources) }
}

type Plans = Parameters<typeof createExecutor>[0]['plans']

/** A mistake of its own, such as an attempt to write into a number, which it passes on as an error of the answer. */
function hasFailed({ errors }: StockResult): boolean {
  return errors.some(({ path, extensions }) => path === undefined && extensions?.code === undefined)
}
