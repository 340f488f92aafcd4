import type { IncomingHttpHeaders } from 'node:http'

/** What a service needs of a client's request; nothing that speaks for a proxy or for the hub is among it. */
const requestHeaders = [
  'accept',
  'accept-language',
  'content-type',
  'content-length',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'user-agent',
  'if-none-match',
  'if-modified-since',
] as const

/** What only the service that gave it out gets back. */
const credentialHeaders = ['cookie', 'authorization'] as const

/** What of a service's answer goes on; the rest, such as hop-by-hop headers (RFC 9110, 7.6.1), is the gateway's own. */
const responseHeaders = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-disposition',
  'content-security-policy',
  'referrer-policy',
  'cache-control',
  'etag',
  'expires',
  'last-modified',
  'location',
  'set-cookie',
  'allow',
  'retry-after',
  'x-retry-after',
  'www-authenticate',
] as const

/** The part of a client's request headers that a service gets. */
export function forwardedRequest(
  headers: IncomingHttpHeaders,
  withCredentials: boolean,
): IncomingHttpHeaders {
  return pick(headers, withCredentials ? [...requestHeaders, ...credentialHeaders] : requestHeaders)
}

/**
 * The part of a service's response headers that the client gets.
 *
 * @param vary what the gateway's own answer already varies by, such as the origin
 */
export function forwardedResponse(
  headers: IncomingHttpHeaders,
  vary: string | undefined,
): IncomingHttpHeaders {
  const varies = [vary, headers.vary].filter(Boolean).join(', ')
  return { ...pick(headers, responseHeaders), ...(varies === '' ? {} : { vary: varies }) }
}

function pick(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  )
}
