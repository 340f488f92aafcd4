import { type Dispatcher, Pool } from 'undici'
import { systemCaller } from '../../platform/caller/caller.js'
import type { CallerTokens } from './tokens.js'

/** Who the gateway is to identity, when it asks for itself. */
export const gatewayCaller = systemCaller('gateway')

/** Most look-ups under way at once, and the stream of changes; more wait. */
const maxConnections = 32

/** The gateway's own requests to identity, over kept-alive connections. */
export interface IdentityConnection {
  request(
    path: string,
    options: Pick<
      Dispatcher.RequestOptions,
      'method' | 'body' | 'signal' | 'headersTimeout' | 'bodyTimeout'
    > & {
      headers?: Record<string, string>
    },
  ): Promise<Dispatcher.ResponseData>
  /** Ends all connections; what is under way fails. */
  close(): Promise<void>
}

/** @param origin of identity, as the gateway reaches it */
export function connectToIdentity(origin: string, tokenFor: CallerTokens): IdentityConnection {
  const pool = new Pool(origin, { connections: maxConnections })
  return {
    request: async (path, { headers, ...options }) =>
      pool.request({
        ...options,
        path,
        headers: { ...headers, authorization: `Bearer ${await tokenFor(gatewayCaller, 'identity')}` },
      }),
    close: () => pool.destroy(),
  }
}
