import type { Dispatcher } from 'undici'
import { readUpTo } from '../subgraphs/read-up-to.js'
import { failureOfAbort, failureOfConnection, PartnerFailure } from './failure.js'

export interface Exchange {
  url: URL
  headers: Record<string, string>
  body: string
  signal: AbortSignal
  answerLimitBytes: number
}

/** Most of an answer nobody reads that is waited for, so that its connection can be used again, bytes. */
const dumpLimitBytes = 16 * 1024

export interface ExchangedAnswer {
  status: number
  text: string
}

/**
 * Asks once, and reads the answer, whatever it says. Redirects are not followed: they lead where nobody has checked.
 *
 * @throws PartnerFailure ADDRESS_REFUSED, UNREACHABLE, TIMEOUT, HTTP_ERROR, TOO_LARGE, NO_GRAPHQL, or CANCELLED
 */
export async function exchange(dispatcher: Dispatcher, request: Exchange): Promise<ExchangedAnswer> {
  const { signal } = request
  try {
    // While a connection is being made undici heeds no signal.
    return await Promise.race([asked(dispatcher, request), abortionOf(signal)])
  } catch (error) {
    if (error instanceof PartnerFailure) throw error
    if (!signal.aborted) throw failureOfConnection(error)
    throw failureOfAbort(signal, { kind: 'TIMEOUT', message: 'The answer was not complete in time.' })
  }
}

function abortionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

async function asked(
  dispatcher: Dispatcher,
  { url, headers, body, signal, answerLimitBytes }: Exchange,
): Promise<ExchangedAnswer> {
  const answer = await dispatcher.request({
    method: 'POST',
    origin: url.origin,
    path: url.pathname + url.search,
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'accept-encoding': 'identity',
    },
    body,
    signal,
  })
  const refusal = refusalOf(answer, answerLimitBytes)
  if (refusal?.kind === 'HTTP_ERROR') {
    answer.body.dump({ limit: dumpLimitBytes, signal }).catch(() => {})
    throw refusal
  }
  if (refusal) {
    answer.body.on('error', () => {}).destroy()
    throw refusal
  }
  const text = await readUpTo(answerLimitBytes, answer.body)
  if (text === undefined) throw tooLarge(answerLimitBytes)
  return { status: answer.statusCode, text }
}

/** Why an answer is not read. */
function refusalOf(
  { statusCode: status, headers }: Dispatcher.ResponseData,
  limitBytes: number,
): PartnerFailure | undefined {
  if (status >= 300 && status < 400)
    return new PartnerFailure('HTTP_ERROR', `HTTP ${status}: redirects are not followed.`, { status })
  if (status >= 500 || status === 429) return new PartnerFailure('HTTP_ERROR', `HTTP ${status}`, { status })
  const encoding = String(headers['content-encoding'] ?? 'identity').slice(0, 100)
  // A few bytes may unpack to gigabytes.
  if (encoding.toLowerCase() !== 'identity')
    return new PartnerFailure('NO_GRAPHQL', `The answer is packed (${encoding}), which was not asked for.`)
  return Number(headers['content-length']) > limitBytes ? tooLarge(limitBytes) : undefined
}

function tooLarge(limitBytes: number): PartnerFailure {
  return new PartnerFailure('TOO_LARGE', `The answer has more than ${limitBytes} bytes.`)
}
