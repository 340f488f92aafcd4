import { Pool } from 'undici'
import type { Config } from '../../platform/config/config.js'
import { guardedConnect, type Resolve } from '../../platform/outbound/guarded-connect.js'
import type { PartnerReport } from '../../platform/registry/report.js'
import { readAnswer, type SubgraphAnswer } from '../subgraphs/answer.js'
import { usableAddress } from './address.js'
import { type ExchangedAnswer, exchange } from './exchange.js'
import { PartnerFailure } from './failure.js'
import type { PartnerCounts } from './health/counts.js'
import { createBreaker } from './policy/breaker.js'
import { createPatience } from './policy/patience.js'
import { createRetry } from './policy/retry.js'
import type { PolicySettings } from './policy/settings.js'
import { createTurns } from './policy/turns.js'

export interface PartnerClientOptions {
  /** The address the supergraph carries. */
  url: string | undefined
  limits: Config['partners']
  policy: PolicySettings
  counts: PartnerCounts
  /** Finds addresses of host names; the system's resolver unless a test brings its own. */
  resolve?: Resolve | undefined
}

export interface PartnerRequest {
  /** JSON text of a GraphQL over HTTP request. */
  body: string
  /** How many entities it asks for; undefined where none. */
  entities: number | undefined
  /** Whether it is a mutation, which is never sent twice. */
  isChange: boolean
  /** Called when the request is sent, for a signature is of that moment. */
  headersFor(url: URL): Promise<Record<string, string>>
  /** Aborted when the client has gone away. */
  signal: AbortSignal
}

export interface PartnerClient {
  /** @throws PartnerFailure */
  ask(request: PartnerRequest): Promise<SubgraphAnswer>
  breakerState(): PartnerReport['breaker']
  /** Lets what runs end, then ends all connections. */
  close(): Promise<void>
  /** Ends all connections at once. */
  destroy(): Promise<void>
}

/** Asks one partner's subgraph at one address, so that neither its silence nor its answers cost others anything. */
export function createPartnerClient(options: PartnerClientOptions): PartnerClient {
  const { limits, policy, counts, resolve } = options
  const { privateAddresses, timeoutMs } = limits
  const url = usableAddress(options.url, privateAddresses)
  const connect = guardedConnect({ privateAddresses, resolve, connectTimeoutMs: timeoutMs })
  // One connection more than there are turns, for the breaker's probe.
  const pool = new Pool(url?.origin ?? 'https://address.invalid', {
    connections: limits.connections + 1,
    connect,
  })
  const breaker = createBreaker(policy.breaker)
  // Late ones take half of the turns at most.
  const mostLate = Math.min(policy.patience.mostLate, Math.ceil(limits.connections / 2))
  const lateOfStalled = Math.min(policy.patience.lateOfStalled, mostLate)
  const patience = createPatience({ ...policy.patience, mostLate, lateOfStalled }, timeoutMs)
  const turns = createTurns(limits.connections, policy.turns)
  const retry = createRetry(policy.retry, Math.random, counts.retried)

  async function askOnce(to: URL, request: PartnerRequest, signal: AbortSignal): Promise<SubgraphAnswer> {
    const headers = await request.headersFor(to)
    const begun = performance.now()
    const { body } = request
    const { answerLimitBytes } = limits
    const answered = await exchange(pool, { url: to, headers, body, signal, answerLimitBytes })
    const answer = usableAnswer(answered, request.entities)
    counts.answered(performance.now() - begun)
    return answer
  }

  async function askInTurn(to: URL, request: PartnerRequest, deadline: AbortSignal): Promise<SubgraphAnswer> {
    const signal = AbortSignal.any([deadline, request.signal])
    // What changes something may take what it takes, and says nothing about queries.
    if (request.isChange) return turns.execute(() => askOnce(to, request, signal))
    const once = () => patience.execute((late) => askOnce(to, request, AbortSignal.any([signal, late])))
    patience.admit()
    return turns.execute(() => retry.execute(once, signal))
  }

  async function askByPolicy(request: PartnerRequest): Promise<SubgraphAnswer> {
    if (url === undefined) {
      throw new PartnerFailure('ADDRESS_REFUSED', 'The address is no https:// address; publish it with one.')
    }
    // Over everything: a turn that is waited for, the connection, an answer that drips, a retry.
    const deadline = AbortSignal.timeout(timeoutMs)
    retry.earn()
    return breaker.execute(
      () => askInTurn(url, request, deadline),
      () => {
        // A client that goes away, or is told in time, would take the probe along, and the news it is sent for.
        const probe = askOnce(url, request, deadline)
        return { outcome: probe, answer: request.isChange ? probe : patience.waitFor(probe) }
      },
    )
  }

  return {
    ask: async (request) => {
      counts.requested()
      try {
        return await askByPolicy(request)
      } catch (error) {
        if (error instanceof PartnerFailure) counts.failed(error)
        throw error
      }
    },
    breakerState: breaker.state,
    close: () => pool.close(),
    destroy: () => pool.destroy(),
  }
}

/** @throws PartnerFailure HTTP_ERROR, NO_GRAPHQL or WRONG_ENTITIES */
function usableAnswer({ status, text }: ExchangedAnswer, entities: number | undefined): SubgraphAnswer {
  const answer = readAnswer(text, entities)
  if ('problem' in answer) {
    const kind = status >= 400 ? 'HTTP_ERROR' : answer.kind
    throw new PartnerFailure(kind, `HTTP ${status}: ${answer.problem}`, { status })
  }
  if (answer.data || answer.errors) return answer
  throw new PartnerFailure('NO_GRAPHQL', '"data" is null, and no errors say why.', { status })
}
