import { HubError } from '../../platform/errors/hub-error.js'

export type SubgraphFailureCode = 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_INVALID_ANSWER'

const messages: Record<SubgraphFailureCode, (subgraph: string) => string> = {
  SUBGRAPH_UNAVAILABLE: (subgraph) =>
    `Subgraph "${subgraph}" did not answer; its fields are null. Ask again later.`,
  SUBGRAPH_INVALID_ANSWER: (subgraph) =>
    `Subgraph "${subgraph}" gave an answer that cannot be used; its fields are null.`,
}

/**
 * A subgraph that could not be asked. The message is for clients and names the subgraph only; the cause,
 * which may hold internal addresses, is for the log.
 */
export function subgraphFailure(code: SubgraphFailureCode, subgraph: string, cause: unknown): HubError {
  return new HubError(code, messages[code](subgraph), { cause })
}
