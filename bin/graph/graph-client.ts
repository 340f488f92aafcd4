import { setTimeout as sleep } from 'node:timers/promises'
import { type ErrorCode, errorCodes } from '../../platform/errors/codes.js'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'

/** Asks a graph one operation after the other. */
export type Ask = <Data>(query: string, variables: Record<string, unknown>) => Promise<Data>

export interface GraphClientOptions {
  url: string
  apiKey: string
  signal: AbortSignal
  /** Before the first repetition, ms; it doubles each time. */
  firstPauseMs?: number
  /** For one answer, ms. */
  patienceMs?: number
}

const usualFirstPauseMs = 500
/** With the usual pauses, half a minute of a hub that does not answer is got over. */
const attempts = 7
const usualPatienceMs = 30_000

/** What may go away by itself: the same operation is sent again. */
const passing = new Set<unknown>([
  'SUBGRAPH_UNAVAILABLE',
  'DATABASE_UNAVAILABLE',
  'IDENTITY_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
])

interface GraphError {
  message: string
  extensions?: { code?: unknown }
}

class Passing extends Error {}

/**
 * A client of a graph that sends again what was lost on the way; mutations must carry idempotency keys.
 *
 * @returns throws HubError with the code of the graph's answer, SOURCE_UNAVAILABLE if nothing usable answers
 */
export function createGraphClient(options: GraphClientOptions): Ask {
  const { signal, firstPauseMs = usualFirstPauseMs } = options
  return async <Data>(query: string, variables: Record<string, unknown>) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await send(options, JSON.stringify({ query, variables }))) as Data
      } catch (error) {
        if (!(error instanceof Passing) || signal.aborted) throw error
        if (attempt === attempts) throw unavailable(options.url, error.message)
        await sleep(firstPauseMs * 2 ** (attempt - 1), undefined, { signal })
      }
    }
  }
}

async function send(options: GraphClientOptions, body: string): Promise<unknown> {
  const { url } = options
  const { status, text } = await post(options, body)
  const answer = parsed(text)
  const [error] = answer?.errors ?? []
  if (status >= 500 || status === 429 || passing.has(error?.extensions?.code)) {
    throw new Passing(error?.message ?? `HTTP status ${status}`)
  }
  if (answer === undefined) throw unavailable(url, `HTTP status ${status}, and no answer of a graph`)
  if (error !== undefined) throw coded(error)
  return answer.data
}

async function post(options: GraphClientOptions, body: string) {
  const { url, apiKey, signal, patienceMs = usualPatienceMs } = options
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw new Passing(messageOf((error as { cause?: unknown }).cause ?? error))
  }
}

function parsed(text: string): { data?: unknown; errors?: GraphError[] } | undefined {
  try {
    const answer = JSON.parse(text)
    return typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer)
      ? answer
      : undefined
  } catch {
    return undefined
  }
}

function coded({ message, extensions }: GraphError): HubError {
  const { code, ...details } = extensions ?? {}
  return new HubError(isErrorCode(code) ? code : 'BAD_REQUEST', message, { details })
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code)
}

function unavailable(url: string, reason: string): HubError {
  return new HubError('SOURCE_UNAVAILABLE', `The graph at ${url} does not answer as it should (${reason}).`)
}
