import type { IncomingHttpHeaders } from 'node:http'

/** What tells one version of a document from another. */
export interface Validators {
  /** Strong entity tag, with its quotes. */
  etag: string
  /** Not given where a document also changes by what is removed from it. */
  lastModified?: Date
}

/** Whether the client has this version already (RFC 9110, 13.2.2, for GET and HEAD). */
export function isNotModified(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const match = headers['if-none-match']
  if (match !== undefined) {
    const tags = match.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
    return tags.includes('*') || tags.includes(etag)
  }
  const since = Date.parse(headers['if-modified-since'] ?? '')
  // The header has no fractions of a second.
  return lastModified !== undefined && Math.floor(lastModified.getTime() / 1_000) * 1_000 <= since
}
