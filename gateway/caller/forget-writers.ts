import type { ApolloServerPlugin } from '@apollo/server'
import type { GatewayContext } from '../context.js'

/**
 * Reading one's own writes: a mutation may have made its caller somebody else, such as the owner of what it founded,
 * and the caller's next request must not come before the news of it.
 */
export const forgetWriters: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ operation, contextValue }) => {
      if (operation?.operation === 'mutation') contextValue.forgetCaller()
    },
  }),
}
