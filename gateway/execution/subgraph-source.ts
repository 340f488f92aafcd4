import type { GraphQLDataSource } from '@apollo/gateway'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'
import type { CallerTokens } from '../caller/tokens.js'
import type { GatewayContext } from '../context.js'
import type { SubgraphAnswer } from './answer.js'
import { lostPath } from './lost-path.js'
import type { SubgraphClient } from './subgraph-client.js'
import { bodyOf, entityCount, type FetchResult, isMutation } from './subgraph-request.js'

/**
 * Lets the executor ask one subgraph: with a token that says who asks, unless nobody is to be named, and the request's
 * id. A subgraph that fails is an answer too, one with a coded error and no data, so that it costs its own fields only.
 */
export function createSubgraphSource(
  name: string,
  client: SubgraphClient,
  tokenFor: CallerTokens | null,
): GraphQLDataSource<GatewayContext> {
  return {
    process: async ({ request, context }) => {
      const { caller, requestId, signal, logger } = context as GatewayContext
      try {
        const answer = await client.ask({
          body: bodyOf(request),
          entities: entityCount(request.variables),
          isChange: isMutation(request),
          headers: {
            ...(tokenFor && { authorization: `Bearer ${await tokenFor(caller, name)}` }),
            'x-request-id': requestId,
          },
          signal,
        })
        return named(answer, name) as FetchResult
      } catch (error) {
        if (!(error instanceof HubError)) throw error
        const level = signal.aborted ? 'debug' : 'warn'
        logger[level](
          { subgraph: name, code: error.code, cause: causeOf(error) },
          `subgraph ${name} could not be used`,
        )
        const path = lostPath(request.query ?? '')
        const { code, message } = error
        return { errors: [{ message, path, extensions: { code, subgraph: name } }] } as FetchResult
      }
    },
  }
}

/** The answer with the subgraph's name in each of its errors. */
function named(answer: SubgraphAnswer, subgraph: string): SubgraphAnswer {
  if (answer.errors === undefined) return answer
  const errors = answer.errors.map((error) => ({ ...error, extensions: { ...error.extensions, subgraph } }))
  return { ...answer, errors }
}

function causeOf({ cause }: HubError): string {
  // Where one name has many addresses, Node reports one error for each of them, and no message of its own.
  if (cause instanceof AggregateError) return cause.errors.map(messageOf).join('; ')
  return messageOf(cause)
}
