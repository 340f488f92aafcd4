import type { Caller } from '../caller/caller.js'
import type { Config } from '../config/config.js'
import type { Database } from '../database/database.js'
import type { Logger } from '../telemetry/logger.js'

/**
 * Looks up many keys at once; results stand in the order of the keys.
 * Defined once at the top of a file: a function made anew for each call is never batched.
 */
export type BatchFunction<Key, Arguments, Result> = (
  keys: readonly Key[],
  args: Arguments,
  context: SubgraphContext,
) => Promise<readonly (Result | Error)[]>

/** What a resolver of a subgraph may use while it answers one request. */
export interface SubgraphContext {
  caller: Caller
  config: Config
  database: Database
  logger: Logger
  /** Id under which the gateway, the log and the audit trail know the request. */
  requestId: string
  /** Moment the request is answered for; resolvers ask no other clock. */
  now: Date
  /**
   * Asks for one key's result; all keys asked for in one tick with the same function and equal arguments
   * are looked up with one call of the function.
   */
  load<Key, Arguments, Result>(
    batch: BatchFunction<Key, Arguments, Result>,
    args: Arguments,
    key: Key,
  ): Promise<Result>
}
