import type { ApolloServerPlugin } from '@apollo/server'
import type { FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql'
import type { GatewayContext } from '../context.js'
import { isInternal, logText } from './client-errors.js'

/** Logs what clients are not told, and gives them the request id under which the log has it. */
export const errorReports: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue: { logger } }) => {
      for (const error of errors.filter(isInternal)) {
        // What @apollo/gateway catches it passes on as it was thrown, which may be an error without extensions.
        const { path, extensions }: Partial<GraphQLError> = error
        logger.error(
          { error: logText(error), path, subgraph: extensions?.subgraph },
          'an operation failed unexpectedly',
        )
      }
    },
    willSendResponse: async ({ response: { body }, contextValue: { requestId } }) => {
      if (body.kind !== 'single') return
      reportMissingValues(body.singleResult)
      body.singleResult.errors = body.singleResult.errors?.map((error) =>
        isInternal(error) ? { ...error, extensions: { ...error.extensions, requestId } } : error,
      )
    },
  }),
}

/**
 * A null where the schema has non-null is a field error (GraphQL specification, October 2021, 6.4.4).
 * @apollo/gateway nulls the parent and hides the error in an extension; here it goes where clients look.
 */
function reportMissingValues(result: FormattedExecutionResult): void {
  const { valueCompletion, ...extensions } = result.extensions ?? {}
  if (!Array.isArray(valueCompletion)) return
  const missing = (valueCompletion as GraphQLFormattedError[]).map(({ message, path }) => ({
    message,
    ...(path ? { path } : {}),
    extensions: { code: 'SUBGRAPH_INVALID_ANSWER' },
  }))
  result.errors = [...(result.errors ?? []), ...missing]
  result.extensions = extensions
  if (Object.keys(extensions).length === 0) delete result.extensions
}
