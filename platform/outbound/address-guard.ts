import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** All of IPv6 that is given out to the public internet (RFC 4291, IANA); the rest is special or not in use. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an IP address belongs to the public internet.
 * Private, loopback, link-local, carrier, multicast, documentation and reserved ranges do not; neither do the
 * IPv6 forms that carry an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64), since a translator on the way
 * may turn them into any address.
 *
 * @param address IPv4 or IPv6, with or without brackets or a zone; a host name is not public
 */
export function isPublicAddress(address: string): boolean {
  const literal = withoutBrackets(address)
  // Stricter than ipaddr's own check, which also takes 1.2.3 for an address.
  if (!isIP(literal)) return false
  const parsed = ipaddr.parse(literal)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast)
}

/** Whether a URL's host is an IP address rather than a name. */
export function isAddressLiteral(host: string): boolean {
  return isIP(withoutBrackets(host)) !== 0
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}
