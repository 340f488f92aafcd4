import { type Dispatcher, Pool } from 'undici'
import { systemCaller } from '../../platform/caller/caller.js'
import type { SubgraphName } from '../../platform/subgraphs.js'
import type { CallerTokens } from '../caller/tokens.js'

/** Who the gateway is to a service, when it asks for itself. */
export const gatewayCaller = systemCaller('gateway')

/** Most requests under way at once, streams included; more wait. */
const maxConnections = 32

/** The gateway's own requests to one of the hub's services, beside the graph, over kept-alive connections. */
export interface ServiceConnection {
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

/** @param graphUrl where the gateway reaches the service's graph */
export function connectTo(
  service: SubgraphName,
  graphUrl: string,
  tokenFor: CallerTokens,
): ServiceConnection {
  const pool = new Pool(new URL(graphUrl).origin, { connections: maxConnections })
  return {
    request: async (path, { headers, ...options }) =>
      pool.request({
        ...options,
        path,
        headers: { ...headers, authorization: `Bearer ${await tokenFor(gatewayCaller, service)}` },
      }),
    close: () => pool.destroy(),
  }
}
