import type { IncomingHttpHeaders } from 'node:http'
import { sessionCookie } from '../../platform/caller/standing.js'
import { credentialRefused } from './refusals.js'

/** What a request shows to be recognized by, before anybody has looked whether it is worth anything. */
export type ShownCredential =
  | { kind: 'nothing' }
  /** An access token of identity, JWT. */
  | { kind: 'token'; value: string }
  /** An API key. */
  | { kind: 'key'; value: string }
  /** Cookies of a browser's session, as a Cookie header without any others. */
  | { kind: 'cookie'; value: string }

/** What a request is for: to ask the graph, or to download a file, which changes nothing. */
export type Purpose = 'OPERATION' | 'DOWNLOAD'

interface ClientRequest {
  method: string
  headers: IncomingHttpHeaders
}

/** A session's cookie where the hub is reached over plain HTTP, and over TLS. */
const sessionCookies = [sessionCookie, `__Secure-${sessionCookie}`]

/** `bg_`, a prefix, and a secret in base64url; identity knows the exact lengths. */
const keyPattern = /^bg_[\w-]{1,200}$/
/** Compact serialization of a signed JWT (RFC 7515, 7.1). */
const tokenPattern = /^[\w-]+\.[\w-]+\.[\w-]+$/

/**
 * Reads what a request shows. An Authorization header is sent on purpose, so it outranks cookies, which browsers add
 * to requests that other pages have made them send: cookies count only where no other page can have done that.
 *
 * @param ownOrigins origins whose pages may use a session: the hub's own, and those CORS lets in by name
 * @throws HubError CREDENTIAL_REFUSED for an Authorization header of any other kind
 */
export function shownCredential(
  request: ClientRequest,
  ownOrigins: ReadonlySet<string>,
  purpose: Purpose = 'OPERATION',
): ShownCredential {
  const { authorization } = request.headers
  if (authorization !== undefined) return bearerCredential(authorization)
  const cookie = sessionCookieIn(request.headers.cookie ?? '')
  if (cookie === '' || !mayUseSession[purpose](request, ownOrigins)) return { kind: 'nothing' }
  return { kind: 'cookie', value: cookie }
}

function bearerCredential(authorization: string): ShownCredential {
  const [, value = ''] = /^bearer +(\S+)$/i.exec(authorization.trim()) ?? []
  if (keyPattern.test(value)) return { kind: 'key', value }
  if (tokenPattern.test(value)) return { kind: 'token', value }
  throw credentialRefused()
}

function sessionCookieIn(header: string): string {
  const pairs = header.split(';').map((pair) => pair.trim())
  return pairs.filter((pair) => sessionCookies.includes(pair.split('=', 1)[0] ?? '')).join('; ')
}

/**
 * A foreign page cannot make a browser POST JSON without asking first (Fetch standard, "CORS protocol"), and where
 * CORS lets everybody in, its Origin gives it away.
 */
function isFromOwnPage({ method, headers }: ClientRequest, ownOrigins: ReadonlySet<string>): boolean {
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';', 1)
  if (method !== 'POST' || mediaType.trim().toLowerCase() !== 'application/json') return false
  return headers.origin === undefined || ownOrigins.has(headers.origin)
}

/**
 * A foreign page can make a browser download something, but not read what came: its script would be given away by its
 * Origin. Whatever else it embeds, such as an image, is no download; browsers that say so are believed (Fetch Metadata).
 */
function isReadElsewhere({ headers }: ClientRequest, ownOrigins: ReadonlySet<string>): boolean {
  if (headers.origin !== undefined) return !ownOrigins.has(headers.origin)
  const { 'sec-fetch-site': site = 'none', 'sec-fetch-dest': destination } = headers
  return site !== 'none' && site !== 'same-origin' && destination !== 'document'
}

const mayUseSession: Record<Purpose, typeof isFromOwnPage> = {
  OPERATION: isFromOwnPage,
  DOWNLOAD: (request, ownOrigins) => !isReadElsewhere(request, ownOrigins),
}
