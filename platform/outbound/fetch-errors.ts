import { HubError, messageOf } from '../errors/hub-error.js'
import { systemCode } from '../errors/system-code.js'

/** An address as messages show it: without user, password and query, which may hold secrets. */
export function shownAddress(url: URL | string): string {
  const parsed = URL.parse(String(url))
  return parsed?.host
    ? `${parsed.protocol}//${parsed.host}${parsed.pathname}`
    : String(url).split('?', 1).join('')
}

/**
 * Says in one line why an address could not be read and what to do.
 *
 * @param expiredMs the deadline, if it has passed
 */
export function explainFetchError(error: unknown, url: URL, expiredMs: number | undefined): HubError {
  if (error instanceof HubError) return error
  if (expiredMs !== undefined) {
    return unavailable(
      url,
      `was not read within ${expiredMs / 1000} s; try again later or allow more time`,
      error,
    )
  }
  return unavailable(url, causes[systemCode(error)] ?? `cannot be read: ${messageOf(error)}`, error)
}

/** What a status other than 200 means for the person who named the address. */
export function explainStatus(status: number, url: URL): HubError {
  const advice =
    status === 401 || status === 403
      ? 'it is not open to everyone; download it yourself and name the file'
      : status === 404 || status === 410
        ? 'check the address'
        : 'try again later'
  return unavailable(url, `answers with HTTP status ${status}; ${advice}`)
}

const causes: Partial<Record<string, string>> = {
  ENOTFOUND: 'has a host name that does not exist; check the address',
  EAI_AGAIN: 'has a host name that cannot be looked up now; check the network',
  ECONNREFUSED: 'does not accept connections; check the port or try again later',
  ECONNRESET: 'broke off the connection; try again later',
  UND_ERR_SOCKET: 'broke off the connection; try again later',
  UND_ERR_CONNECT_TIMEOUT: 'does not answer; check the address or try again later',
  UND_ERR_HEADERS_TIMEOUT: 'does not answer; try again later',
  UND_ERR_BODY_TIMEOUT: 'stopped in the middle of its answer; try again later',
  Z_DATA_ERROR: 'sends damaged gzip data; try again later',
  Z_BUF_ERROR: 'sends gzip data that ends too early; try again later',
}

function unavailable(url: URL, reason: string, cause?: unknown): HubError {
  return new HubError('SOURCE_UNAVAILABLE', `${shownAddress(url)} ${reason}.`, { cause })
}
