import { Pool } from 'undici'
import type { Config } from '../../platform/config/config.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { readAnswer, type SubgraphAnswer } from './answer.js'
import { AnswerTooLarge, exchange } from './exchange.js'
import { subgraphFailure } from './failure.js'

export interface SubgraphClientOptions {
  name: string
  url: URL
  /** Times are from the request's first byte to the answer's last. */
  limits: Pick<Config['gateway'], 'subgraphTimeoutMs' | 'changeTimeoutMs' | 'subgraphAnswerLimitBytes'>
}

export interface SubgraphRequest {
  /** JSON text of a GraphQL over HTTP request. */
  body: string
  /** How many entities it asks for; undefined where none. */
  entities: number | undefined
  /** Whether it is a mutation. */
  isChange: boolean
  /** Names and values in turn. */
  headers: readonly string[]
  signal: AbortSignal
}

export interface SubgraphClient {
  /** @throws HubError SUBGRAPH_UNAVAILABLE or SUBGRAPH_INVALID_ANSWER, with the real reason as its cause */
  ask(request: SubgraphRequest): Promise<SubgraphAnswer>
  /** Lets what runs end, then ends all connections. */
  close(): Promise<void>
  /** Ends all connections at once. */
  destroy(): Promise<void>
}

/** Most connections to one subgraph, so that a slow one cannot use up the gateway's sockets; more requests wait. */
const maxConnections = 128

const fixedHeaders = [
  'content-type',
  'application/json',
  'accept',
  'application/graphql-response+json, application/json;q=0.9',
]

/** Asks one subgraph over kept-alive HTTP connections of its own. */
export function createSubgraphClient(options: SubgraphClientOptions): SubgraphClient {
  const { name, url } = options
  // An exchange has one deadline for all of it.
  const pool = new Pool(url.origin, { connections: maxConnections, headersTimeout: 0, bodyTimeout: 0 })
  return {
    ask: async (request) => {
      try {
        return await answerTo(pool, request, options)
      } catch (error) {
        if (error instanceof HubError) throw error
        const code = error instanceof AnswerTooLarge ? 'SUBGRAPH_INVALID_ANSWER' : 'SUBGRAPH_UNAVAILABLE'
        throw subgraphFailure(code, name, error)
      }
    },
    close: () => pool.close(),
    destroy: () => pool.destroy(),
  }
}

/** @throws HubError SUBGRAPH_UNAVAILABLE or SUBGRAPH_INVALID_ANSWER; else whatever became of the connection */
async function answerTo(
  pool: Pool,
  request: SubgraphRequest,
  { name, url, limits }: SubgraphClientOptions,
): Promise<SubgraphAnswer> {
  const { status, text } = await exchange(pool, {
    path: url.pathname + url.search,
    headers: [...request.headers, ...fixedHeaders],
    body: request.body,
    signal: request.signal,
    timeoutMs: request.isChange ? limits.changeTimeoutMs : limits.subgraphTimeoutMs,
    answerLimitBytes: limits.subgraphAnswerLimitBytes,
  })
  const answer = readAnswer(text, request.entities)
  if (!('problem' in answer)) return answer
  // A proxy in front of a subgraph says that it is away by status, in a page of its own.
  const away = status >= 500 || status === 429
  throw subgraphFailure(
    away ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_INVALID_ANSWER',
    name,
    `HTTP ${status}: ${answer.problem}`,
  )
}
