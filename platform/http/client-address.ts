import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { HubError } from '../errors/hub-error.js'

/** Names that Fastify has for ranges: RFC 1122 loopback, RFC 3927 and RFC 4291 link-local, RFC 1918 and RFC 4193. */
const namedRanges = ['loopback', 'linklocal', 'uniquelocal']

/**
 * Fastify's `trustProxy` option: who may say, in `x-forwarded-for`, for whom it asks.
 *
 * @param proxies addresses, ranges in CIDR notation, or names of ranges
 * @throws HubError CONFIG_INVALID naming what is none of these
 */
export function trustedProxies(proxies: readonly string[]): string[] | false {
  const unusable = proxies.filter(
    (proxy) => !namedRanges.includes(proxy) && !ipaddr.isValid(proxy) && !ipaddr.isValidCIDR(proxy),
  )
  if (unusable.length > 0) {
    throw new HubError(
      'CONFIG_INVALID',
      `Settings to correct: HUB_TRUSTED_PROXIES takes addresses and ranges such as 10.0.0.0/8, not ${unusable.join(', ')}.`,
    )
  }
  return proxies.length > 0 && [...proxies]
}

/**
 * The address a request comes from: the last one that no trusted proxy stands for, in one spelling (RFC 5952), and
 * as IPv4 where it is one. Where a proxy names no address, it is the proxy's own.
 */
export function clientAddress({ ip, socket }: FastifyRequest): string {
  const address = ipaddr.isValid(ip) ? ip : (socket.remoteAddress ?? '')
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : ''
}
