import type { ApolloServerPlugin } from '@apollo/server'
import type { GatewayContext } from '../context.js'
import { isInternal, logText } from './client-errors.js'

/** Logs what clients are not told, and gives them the request id under which the log has it. */
export const errorReports: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue: { logger } }) => {
      for (const error of errors.filter(isInternal)) {
        const { path, extensions } = error
        logger.error(
          { error: logText(error), path, subgraph: extensions.subgraph },
          'an operation failed unexpectedly',
        )
      }
    },
    willSendResponse: async ({ response: { body }, contextValue: { requestId } }) => {
      if (body.kind !== 'single') return
      body.singleResult.errors = body.singleResult.errors?.map((error) =>
        isInternal(error) ? { ...error, extensions: { ...error.extensions, requestId } } : error,
      )
    },
  }),
}
