import { Agent, type Dispatcher, errors, request } from 'undici'
import { HubError } from '../errors/hub-error.js'
import { systemCode } from '../errors/system-code.js'
import { guardedConnect, type Resolve } from './guarded-connect.js'

export interface GuardedPostOptions {
  /** For the whole exchange: connecting, sending, and the answer as far as it is read. */
  timeoutMs: number
  /** How much of an answer is read; the rest is not waited for. */
  answerLimitBytes: number
  /** Whether addresses inside private networks, and http instead of https, may be used. */
  privateAddresses: boolean
  signal: AbortSignal
  resolve?: Resolve | undefined
}

/** What became of a message: an answer, whatever it says, or the reason there is none. */
export type PostResult =
  /** `whole` unless the answer is longer than the limit, or broke off. */
  | { answered: true; status: number; text: string; whole: boolean }
  | { answered: false; reason: 'ADDRESS_REFUSED' | 'UNKNOWN_HOST' | 'TIMEOUT' | 'NO_HTTP' | 'UNREACHABLE' }

export interface GuardedSender {
  /**
   * Posts to an address somebody else chose. Redirects are answers like others and are not followed.
   *
   * @throws the signal's reason if it is aborted
   */
  post(url: string, headers: Record<string, string>, body: string): Promise<PostResult>
  /**
   * Reads from an address somebody else chose, by the same rules.
   *
   * @throws the signal's reason if it is aborted
   */
  get(url: string): Promise<PostResult>
  close(): Promise<void>
}

const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
])
const unknownHostCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'])

/** Sends to public addresses only, each checked where the connection is made; see `guardedConnect`. */
export function openGuardedSender(options: GuardedPostOptions): GuardedSender {
  const agent = new Agent({
    connect: guardedConnect(options),
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    keepAliveTimeout: 1_000,
  })
  const exchange = async (address: string, sent: Sent): Promise<PostResult> => {
    const url = URL.parse(address)
    if (url === null || !isAllowed(url, options)) return { answered: false, reason: 'ADDRESS_REFUSED' }
    const deadline = AbortSignal.timeout(options.timeoutMs)
    const signal = AbortSignal.any([options.signal, deadline])
    try {
      const answer = await request(url, { dispatcher: agent, ...sent, signal })
      const beginning = await beginningOf(answer.body, options.answerLimitBytes, deadline)
      return { answered: true, status: answer.statusCode, ...beginning }
    } catch (error) {
      options.signal.throwIfAborted()
      return { answered: false, reason: deadline.aborted ? 'TIMEOUT' : reasonOf(error) }
    }
  }
  return {
    post: (address, headers, body) => exchange(address, { method: 'POST', headers, body }),
    get: (address) => exchange(address, { method: 'GET' }),
    close: () => agent.destroy(),
  }
}

type Sent = { method: 'GET' } | { method: 'POST'; headers: Record<string, string>; body: string }

function isAllowed({ protocol, username, password }: URL, { privateAddresses }: GuardedPostOptions): boolean {
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && privateAddresses)
}

/** The status is the answer; a body that breaks off or never ends takes nothing from it. */
async function beginningOf(
  body: Dispatcher.ResponseData['body'],
  limitBytes: number,
  deadline: AbortSignal,
): Promise<{ text: string; whole: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  let whole = true
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      whole = length <= limitBytes && !deadline.aborted
      if (!whole) break
    }
  } catch {
    whole = false
    body.destroy()
  }
  return { text: Buffer.concat(chunks).subarray(0, limitBytes).toString('utf8'), whole }
}

function reasonOf(error: unknown) {
  if (error instanceof HubError && error.code === 'ADDRESS_REFUSED') return 'ADDRESS_REFUSED'
  if (error instanceof errors.HTTPParserError) return 'NO_HTTP'
  const code = systemCode(error)
  if (timeoutCodes.has(code)) return 'TIMEOUT'
  if (unknownHostCodes.has(code)) return 'UNKNOWN_HOST'
  return 'UNREACHABLE'
}
