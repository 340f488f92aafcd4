import type { ApolloServerPlugin } from '@apollo/server'
import type { GatewayContext } from '../context.js'

/** Failures of a request that is well-formed as GraphQL over HTTP but not as GraphQL. */
const graphqlRequestErrors: unknown[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]

/**
 * GraphQL over HTTP, "Status Codes", application/json: "The server SHOULD use the 200 status code for every response
 * to a well-formed GraphQL-over-HTTP request, independent of any GraphQL request error or GraphQL field error raised."
 * Apollo Server uses 400 for both media types, which is right for application/graphql-response+json only.
 * Limits keep 400 with both: they are this server's refusal, no error of GraphQL.
 */
export const legacyStatusCodes: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { http, body } }) => {
      if (http.status !== 400 || body.kind !== 'single') return
      // Without a word it is application/json; see ./graphql.ts.
      if (request.http?.headers.has('accept')) return
      const codes = (body.singleResult.errors ?? []).map(({ extensions }) => extensions?.code)
      if (codes.every((code) => graphqlRequestErrors.includes(code))) http.status = 200
    },
  }),
}
