import { finished, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Agent, type Dispatcher, request } from 'undici'
import { HubError } from '../errors/hub-error.js'
import { counted, flow } from './byte-flow.js'
import { explainFetchError, explainStatus, shownAddress } from './fetch-errors.js'
import { guardedConnect, type Resolve } from './guarded-connect.js'

export interface GuardedFetchOptions {
  /** Longest answer, in bytes, both as sent and as unpacked. */
  limitBytes: number
  /** For the whole answer, redirects included. */
  timeoutMs: number
  /** Whether addresses inside private networks may be asked. */
  privateAddresses: boolean
  signal: AbortSignal
  resolve?: Resolve
}

const maxRedirects = 5
const headersTimeoutMs = 30_000
const idleTimeoutMs = 30_000
const redirectStatuses = new Set([301, 302, 303, 307, 308])

/**
 * Asks an address somebody else chose, and streams the answer, gunzipped.
 * Every hop, redirects included, must be http or https, carry no password, and lead to a public address.
 *
 * @throws HubError ADDRESS_REFUSED, SOURCE_UNAVAILABLE (address, status, timeout, network) or SOURCE_TOO_LARGE;
 *   while the answer is streamed, the stream fails with the same. Cancelling fails with the signal's reason.
 */
export async function guardedFetch(address: string | URL, options: GuardedFetchOptions): Promise<Readable> {
  const url = checkedUrl(address)
  const deadline = AbortSignal.timeout(options.timeoutMs)
  const signal = AbortSignal.any([options.signal, deadline])
  const agent = new Agent({
    connect: guardedConnect(options),
    headersTimeout: Math.min(headersTimeoutMs, options.timeoutMs),
    bodyTimeout: Math.min(idleTimeoutMs, options.timeoutMs),
  })
  const explain = (error: unknown): Error => {
    if (options.signal.aborted) return options.signal.reason
    return explainFetchError(error, url, deadline.aborted ? options.timeoutMs : undefined)
  }
  try {
    const body = unpacked(await answer(url, agent, signal), url, options.limitBytes, explain)
    finished(body, () => void agent.destroy())
    return body
  } catch (error) {
    await agent.destroy()
    throw explain(error)
  }
}

async function answer(start: URL, dispatcher: Agent, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  let url = start
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const response = await request(url, {
      dispatcher,
      signal,
      headers: { 'user-agent': 'bindeglied', 'accept-encoding': 'gzip' },
    })
    const { location } = response.headers
    if (!redirectStatuses.has(response.statusCode) || typeof location !== 'string') {
      if (response.statusCode !== 200) throw explainStatus(response.statusCode, url)
      return response
    }
    await response.body.dump({ limit: 64 * 1024, signal })
    url = checkedUrl(location, url)
  }
  throw unusable(start, `redirects more than ${maxRedirects} times; give the address it ends at`)
}

function unpacked(
  { headers, body }: Dispatcher.ResponseData,
  url: URL,
  limitBytes: number,
  explain: (error: unknown) => Error,
): Readable {
  if (Number(headers['content-length']) > limitBytes) {
    body.on('error', () => {}).destroy()
    throw tooLarge(url, limitBytes)
  }
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase()
  const limit = () => counted(upTo(limitBytes, () => tooLarge(url, limitBytes)))
  if (encoding === 'identity') return flow(body, [limit()], explain)
  if (encoding === 'gzip' || encoding === 'x-gzip') {
    return flow(body, [limit(), createGunzip(), limit()], explain)
  }
  body.on('error', () => {}).destroy()
  throw unusable(url, `answers in the encoding ${encoding}, which was not asked for`)
}

/** @param base the address that redirects here */
function checkedUrl(address: string | URL, base?: URL): URL {
  const url = URL.parse(String(address), base)
  if (!url)
    throw unusable(base ?? address, base ? 'redirects to something that is no address' : 'is no address')
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw unusable(url, 'is not an http or https address')
  if (url.username || url.password) throw unusable(url, 'has a user name or password in it; leave them out')
  return url
}

function upTo(limitBytes: number, exceeded: () => HubError): (bytes: number) => void {
  let total = 0
  return (bytes) => {
    total += bytes
    if (total > limitBytes) throw exceeded()
  }
}

function unusable(url: URL | string, reason: string): HubError {
  return new HubError('SOURCE_UNAVAILABLE', `${shownAddress(url)} ${reason}.`)
}

function tooLarge(url: URL, limitBytes: number): HubError {
  return new HubError('SOURCE_TOO_LARGE', `${shownAddress(url)} answers with more than ${limitBytes} bytes.`)
}
