import type { ApolloGateway } from '@apollo/gateway'
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { OperationLimits } from '../../platform/config/config.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import type { GatewayContext } from '../context.js'
import { limitOfGraphqlJs } from '../policy/graphql-js-limits.js'
import { operationLimits } from '../policy/operation-limits.js'
import { clientError } from './client-errors.js'
import { errorReports } from './error-reports.js'

export interface ApolloOptions {
  gateway: ApolloGateway
  limits: OperationLimits
  logger: Logger
  plugins: ApolloServerPlugin<GatewayContext>[]
}

/** Apollo Server over the gateway: parsing, validation and limits of its own, no vendor services, no pages. */
export function createApollo({ gateway, limits, logger, plugins }: ApolloOptions) {
  return new ApolloServer<GatewayContext>({
    gateway,
    logger,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.maxTokens },
    formatError: (formatted, error) => clientError(limitOfGraphqlJs(formatted, error, limits) ?? formatted),
    plugins: [
      operationLimits(limits),
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
