import { anonymous, type Caller } from '../platform/caller/caller.js'
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
  /** Whether nobody waits for an answer: the operation is planned, and no subgraph is asked. */
  rehearsal?: true
}

/** For what the gateway does in nobody's name. */
export function ownContext(logger: Logger): GatewayContext {
  return {
    caller: anonymous,
    forgetCaller: () => {},
    requestId: '',
    logger,
    signal: new AbortController().signal,
  }
}
