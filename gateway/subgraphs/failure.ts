import type { GraphQLFormattedError } from 'graphql'
import { HubError } from '../../platform/errors/hub-error.js'

export type SubgraphFailureCode = 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_INVALID_ANSWER' | 'SUBGRAPH_SUSPENDED'

const messages: Record<SubgraphFailureCode, (subgraph: string) => string> = {
  SUBGRAPH_UNAVAILABLE: (subgraph) =>
    `Subgraph "${subgraph}" did not answer; its fields are null. Ask again later.`,
  SUBGRAPH_INVALID_ANSWER: (subgraph) =>
    `Subgraph "${subgraph}" gave an answer that cannot be used; its fields are null.`,
  SUBGRAPH_SUSPENDED: (subgraph) => `The town has suspended subgraph "${subgraph}"; its fields are null.`,
}

/**
 * A subgraph that could not be asked. The message is for clients and names the subgraph only; the cause,
 * which may hold internal addresses, is for the log.
 */
export function subgraphFailure(code: SubgraphFailureCode, subgraph: string, cause?: unknown): HubError {
  return new HubError(code, messages[code](subgraph), { cause })
}

/** A value of a subgraph's answer that is not what the subgraph's own schema says. */
export function invalidValue(
  subgraph: string,
  problem: string,
  path: readonly (string | number)[],
): GraphQLFormattedError {
  const code = 'SUBGRAPH_INVALID_ANSWER' satisfies SubgraphFailureCode
  return {
    message: `Subgraph "${subgraph}" gave a value that ${problem}, against its own schema; the field is null.`,
    path,
    extensions: { code, subgraph },
  }
}
