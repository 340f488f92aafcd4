import { promises as dns } from 'node:dns'
import { isAddressLiteral, isPublicAddress } from './address-guard.js'
import type { Resolve } from './guarded-connect.js'

const resolveBySystem: Resolve = (host) => dns.lookup(host, { all: true })

/**
 * Whether a URL's host is one that `guardedConnect` would connect to now. Said early to who gives the address; the
 * connection is checked again, for names can be pointed elsewhere later.
 *
 * @returns UNKNOWN_HOST if the name cannot be looked up, NOT_PUBLIC if it leads into an internal network
 */
export async function checkReachable(
  url: URL,
  resolve = resolveBySystem,
): Promise<'PUBLIC' | 'NOT_PUBLIC' | 'UNKNOWN_HOST'> {
  if (isAddressLiteral(url.hostname)) return isPublicAddress(url.hostname) ? 'PUBLIC' : 'NOT_PUBLIC'
  try {
    const addresses = await resolve(url.hostname)
    if (addresses.length === 0) return 'UNKNOWN_HOST'
    return addresses.every(({ address }) => isPublicAddress(address)) ? 'PUBLIC' : 'NOT_PUBLIC'
  } catch {
    return 'UNKNOWN_HOST'
  }
}
