import { promises as dns, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { HubError } from '../errors/hub-error.js'
import { isAddressLiteral, isPublicAddress } from './address-guard.js'

/** Finds the addresses of a host name; the operating system's resolver unless a test brings its own. */
export type Resolve = (host: string) => Promise<LookupAddress[]>

const longestConnectMs = 10_000

/**
 * A connector for an undici Agent that opens connections to public addresses only.
 * The address is checked where the connection is made from it, so a name that resolves differently the second
 * time (DNS rebinding) gains nothing.
 * Requests fail with HubError ADDRESS_REFUSED.
 *
 * @param options.privateAddresses true allows every address
 * @param options.connectTimeoutMs for a connection, with its TLS
 */
export function guardedConnect(options: {
  privateAddresses: boolean
  resolve?: Resolve | undefined
  connectTimeoutMs?: number
}): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.connectTimeoutMs ?? longestConnectMs,
    allowH2: false,
    lookup: guardedLookup(options.resolve ?? resolveBySystem, options.privateAddresses),
  })
  return (target, callback) => {
    // An address needs no lookup, so the check there does not see it.
    const literal = isAddressLiteral(target.hostname)
    if (literal && !options.privateAddresses && !isPublicAddress(target.hostname)) {
      callback(refused(target.hostname), null)
    } else connect(target, callback)
  }
}

function guardedLookup(resolve: Resolve, privateAddresses: boolean): LookupFunction {
  return (host, { all }, callback) => {
    resolve(host).then(
      (addresses) => {
        // One bad answer among good ones is a trick or a mistake; either way the name is not used.
        const bad = privateAddresses ? undefined : addresses.find(({ address }) => !isPublicAddress(address))
        const [first] = addresses
        if (bad) callback(refused(host, bad.address), [])
        else if (all) callback(null, addresses)
        else callback(first ? null : new Error(`${host} has no address`), first?.address ?? '', first?.family)
      },
      (error) => callback(error, []),
    )
  }
}

function resolveBySystem(host: string): Promise<LookupAddress[]> {
  return dns.lookup(host, { all: true })
}

function refused(host: string, address = host): HubError {
  const target = host === address ? host : `${host} (${address})`
  return new HubError('ADDRESS_REFUSED', `${target} is not a public address and is not asked.`)
}
