import { ApolloServer, type ApolloServerPlugin, type PersistedQueryOptions } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import type { OperationLimits } from '../../platform/config/config.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import type { GatewayContext } from '../context.js'
import { resultText } from '../execution/json-text.js'
import type { CostWeights } from '../policy/cost-weights.js'
import { limitOfGraphqlJs } from '../policy/graphql-js-limits.js'
import { operationLimits } from '../policy/operation-limits.js'
import { clientError } from './client-errors.js'
import { errorReports } from './error-reports.js'

export interface ApolloOptions {
  gateway: GatewayInterface
  limits: OperationLimits
  /** What the supergraph says about the cost of its parts. */
  weights: CostWeights
  /** Texts of automatic persisted queries; false for none. */
  persistedQueries: PersistedQueryOptions | false
  logger: Logger
  plugins: ApolloServerPlugin<GatewayContext>[]
}

/** Apollo Server over the gateway: parsing, validation and limits of its own, no vendor services, no pages. */
export function createApollo({ gateway, limits, weights, persistedQueries, logger, plugins }: ApolloOptions) {
  return new ApolloServer<GatewayContext>({
    gateway,
    logger,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.maxTokens },
    stringifyResult: resultText,
    formatError: (formatted, error) => clientError(limitOfGraphqlJs(formatted, error, limits) ?? formatted),
    plugins: [
      operationLimits(limits, weights),
      errorReports,
      ...plugins,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
}
