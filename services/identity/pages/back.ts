import type { FastifyRequest } from 'fastify'
import { address, languageOf, queryOf } from './page-request.js'

/**
 * A path of this hub with its query, as browsers and programs read it alike: no empty segment, backslash or colon that
 * could lead to another host (RFC 3986, 4.2), and no percent-encoding before the query.
 */
const ownPath = /^(?=\/)(?:\/[\w.~@-]+)*\/?(?:\?[\w.~@/?&=%+-]*)?$/

/** Whether somebody may be sent there who has signed in here. */
export function isOwnPath(path: string): boolean {
  return ownPath.test(path)
}

/** Query with which a page keeps where its reader goes back to; empty where that is nowhere, or not ours. */
export function backQuery(request: FastifyRequest): Record<string, string> {
  const back = queryOf(request, 'back')
  return isOwnPath(back) ? { back } : {}
}

/** Where somebody goes who has signed in: back, or to the account. */
export function afterSignIn(request: FastifyRequest): string {
  return backQuery(request).back ?? address('/account/', languageOf(request))
}
