import { HubError, messageOf } from '../../platform/errors/hub-error.js'
import type { CallerTokens } from '../caller/tokens.js'
import type { SubgraphAnswer } from './answer.js'
import type { SubgraphClient } from './own-client.js'
import type { SubgraphSource } from './subgraph-fetch.js'

/** Asks one subgraph of the hub's own: with a token that says who asks, unless nobody is to be named, and the request's id. */
export function createOwnSource(
  name: string,
  client: SubgraphClient,
  tokenFor: CallerTokens | null,
): SubgraphSource {
  return {
    ask: async ({ operation, body, entityTypes }, { caller, requestId, signal, logger }) => {
      try {
        const answer = await client.ask({
          body,
          entities: entityTypes?.length,
          isChange: operation.isChange,
          headers: [
            ...(tokenFor ? ['authorization', `Bearer ${await tokenFor(caller, name)}`] : []),
            'x-request-id',
            requestId,
          ],
          signal,
        })
        return named(answer, name)
      } catch (error) {
        if (!(error instanceof HubError)) throw error
        const level = signal.aborted ? 'debug' : 'warn'
        logger[level](
          { subgraph: name, code: error.code, cause: causeOf(error) },
          `subgraph ${name} could not be used`,
        )
        const { code, message } = error
        return { errors: [{ message, path: operation.lostPath, extensions: { code, subgraph: name } }] }
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
