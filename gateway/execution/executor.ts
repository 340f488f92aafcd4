import { createHash } from 'node:crypto'
import { buildOperationContext, executeQueryPlan } from '@apollo/gateway'
import type { GatewayExecutionResult, GatewayExecutor } from '@apollo/server-gateway-interface'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  getVariableValues,
  print,
} from 'graphql'
import type { GatewayContext } from '../context.js'
import type { AskedOperation } from '../policy/operation.js'
import type { Permitted } from '../policy/protection/permitted.js'
import { withNulls } from '../policy/protection/with-nulls.js'
import { withoutForbidden } from '../policy/protection/without-forbidden.js'
import type { SubgraphSource } from '../subgraphs/subgraph-fetch.js'
import type { LoadedSupergraph } from '../supergraph/supergraph.js'
import { asDataSource } from './data-source.js'

type RequestContext = Parameters<GatewayExecutor>[0]

/** Who asks each subgraph on the gateway's behalf, by its name. */
export type Sources = Readonly<Record<string, SubgraphSource>>

/**
 * Executes operations over one supergraph: checks variables, leaves out what the caller may not see, plans (once for
 * each operation), asks the subgraphs, and shapes the answer. Who only rehearses (see `GatewayContext`) gets a plan
 * made and nothing asked.
 */
export function createExecutor(supergraph: LoadedSupergraph, sources: Sources): GatewayExecutor {
  const { schema, plans, rules } = supergraph
  const dataSources = Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, asDataSource(source)]),
  )

  function execute(request: RequestContext, document: DocumentNode, key: string) {
    const { operationName } = request.request
    const named = operationName === undefined ? {} : { operationName }
    const operation = buildOperationContext({ schema, operationDocument: document, ...named })
    const plan = plans.of(key, document, operationName)
    const { wholeSchema, apiSchema } = supergraph
    return executeQueryPlan(plan, dataSources, request, operation, wholeSchema, apiSchema)
  }

  return async (request) => {
    const { document, queryHash } = request
    const { caller, rehearsal } = request.context as GatewayContext
    const { operationName, variables = {} } = request.request
    const key = `${queryHash} ${operationName ?? ''}`
    if (rehearsal) {
      plans.of(key, document, operationName)
      return { data: null }
    }
    const asked = { schema, document, operationName, variables }
    const errors = variableErrors(asked)
    if (errors !== undefined) return { errors }
    const permitted = withoutForbidden(asked, rules, caller)
    if (permitted.forbidden.length === 0) return execute(request, document, key)
    const result =
      permitted.document === null
        ? {}
        : await execute(request, permitted.document, sha256(print(permitted.document)))
    return withForbidden(result, asked, permitted)
  }
}

function variableErrors({
  schema,
  document,
  operationName,
  variables,
}: AskedOperation): readonly GraphQLError[] | undefined {
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {}
  return getVariableValues(schema, variableDefinitions, variables).errors
}

function withForbidden(
  result: GatewayExecutionResult,
  asked: AskedOperation,
  permitted: Permitted,
): GatewayExecutionResult {
  const { data, errors = [] } = withNulls(result, asked, permitted)
  return { ...result, data: data ?? null, errors: errors.map(graphqlError) }
}

function graphqlError(error: GraphQLFormattedError): GraphQLError {
  if (error instanceof GraphQLError) return error
  const { message, path, extensions } = error
  return new GraphQLError(message, { path, extensions })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
