import { Pool } from 'undici'
import type { Config } from '../../platform/config/config.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { readAnswer, type SubgraphAnswer } from './answer.js'
import { subgraphFailure } from './failure.js'
import { readUpTo } from './read-up-to.js'

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
  headers: Record<string, string>
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

/** Asks one subgraph over kept-alive HTTP connections of its own. */
export function createSubgraphClient(options: SubgraphClientOptions): SubgraphClient {
  const { name, url } = options
  const pool = new Pool(url.origin, { connections: maxConnections })
  return {
    ask: async (request) => {
      try {
        return await exchange(pool, request, options)
      } catch (error) {
        if (error instanceof HubError) throw error
        throw subgraphFailure('SUBGRAPH_UNAVAILABLE', name, error)
      }
    },
    close: () => pool.close(),
    destroy: () => pool.destroy(),
  }
}

async function exchange(
  pool: Pool,
  request: SubgraphRequest,
  { name, url, limits }: SubgraphClientOptions,
): Promise<SubgraphAnswer> {
  const { subgraphTimeoutMs, changeTimeoutMs, subgraphAnswerLimitBytes: answerLimitBytes } = limits
  const response = await pool.request({
    method: 'POST',
    path: url.pathname + url.search,
    headers: {
      ...request.headers,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
    },
    body: request.body,
    signal: AbortSignal.any([
      request.signal,
      AbortSignal.timeout(request.isChange ? changeTimeoutMs : subgraphTimeoutMs),
    ]),
  })
  const text = await readUpTo(answerLimitBytes, response.body)
  if (text === undefined) {
    throw subgraphFailure('SUBGRAPH_INVALID_ANSWER', name, `more than ${answerLimitBytes} bytes`)
  }
  const answer = readAnswer(text, request.entities)
  if (!('problem' in answer)) return answer
  // A proxy in front of a subgraph says that it is away by status, in a page of its own.
  const away = response.statusCode >= 500 || response.statusCode === 429
  throw subgraphFailure(
    away ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_INVALID_ANSWER',
    name,
    `HTTP ${response.statusCode}: ${answer.problem}`,
  )
}
