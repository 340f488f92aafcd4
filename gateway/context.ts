import type { Caller } from '../platform/caller/caller.js'
import type { Logger } from '../platform/telemetry/logger.js'

/** What belongs to one request on its way through the gateway. */
export interface GatewayContext {
  caller: Caller
  /** Lets the caller's next request find out anew what the caller is. */
  forgetCaller: () => void
  requestId: string
  /** Writes the request id into every line. */
  logger: Logger
  /** Aborted when the client has gone away. */
  signal: AbortSignal
}
