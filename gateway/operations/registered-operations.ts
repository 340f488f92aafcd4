import { messageOf } from '../../platform/errors/hub-error.js'
import { ownOperations } from '../../platform/registry/own-operations.js'
import { sha256 } from '../../platform/registry/plain-operation.js'
import type { RegisteredOperations as OperationChanges } from '../../platform/registry/release.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import { readKept, writeKept } from './kept-operations.js'
import { createOperationsByHash, type OperationsByHash } from './operations-by-hash.js'

export interface RegisteredOperation {
  text: string
  /** Id of an app that has registered it; null for the hub's own. */
  app: string | null
}

/** The operations apps have registered, and the hub's own. */
export interface RegisteredOperations {
  /** @param hash SHA-256 of the text, hexadecimal */
  textOf(hash: string): RegisteredOperation | undefined
  /** Whether a text is registered, to the last space. */
  has(text: string): boolean
  /** Takes up what was known when a gateway last ran, so that it is known also while city is away. */
  restore(): Promise<void>
  /**
   * Brings the list up to date; not to be called while it runs. After one that failed everything is asked for again,
   * for meanwhile anything may have happened.
   *
   * @throws whatever asking throws; what was known stays known
   */
  follow(): Promise<void>
}

export interface RegisteredOperationsOptions {
  /** Asks city what has changed since a revision. */
  fetchAfter: (revision: number) => Promise<OperationChanges>
  /** Where the list is kept for the next start. */
  file: string | undefined
  logger: Logger
}

/** Starts with the hub's own operations only: see `restore` and `follow`. */
export function createRegisteredOperations({
  fetchAfter,
  file,
  logger,
}: RegisteredOperationsOptions): RegisteredOperations {
  const own = new Map(ownOperations.map((text) => [sha256(text), { text, app: null }]))
  let operations = createOperationsByHash()
  /** What is known up to here; undefined if all is to be asked for. */
  let revision: number | undefined

  const textOf = (hash: string) => operations.get(hash) ?? own.get(hash)
  return {
    textOf,
    has: (text) => textOf(sha256(text)) !== undefined,
    restore: async () => {
      if (file === undefined) return
      try {
        for (const kept of await readKept(file)) operations.apply(kept)
      } catch (error) {
        logger.warn(
          { cause: messageOf(error) },
          'the registered operations kept for this start cannot be read',
        )
      }
    },
    follow: async () => {
      const from = revision
      revision = undefined
      const brought = from === undefined ? createOperationsByHash() : operations
      const { until, changes, refused } = await applyAfter(from ?? 0, brought, fetchAfter)
      operations = brought
      revision = until
      if (refused > 0) logger.error({ refused }, 'there are more registered operations than a gateway holds')
      if (changes > 0 || from === undefined) await keep(file, operations, logger)
    },
  }
}

async function applyAfter(
  from: number,
  operations: OperationsByHash,
  fetchAfter: RegisteredOperationsOptions['fetchAfter'],
): Promise<{ until: number; changes: number; refused: number }> {
  let until = from
  let changes = 0
  let refused = 0
  for (let more = true; more; ) {
    const answer = await fetchAfter(until)
    for (const change of answer.operations) {
      if (!operations.apply(change)) refused += 1
      until = Math.max(until, change.revision)
    }
    changes += answer.operations.length
    // An answer with nothing in it and more to come would be asked for without end.
    more = answer.more && answer.operations.length > 0
  }
  return { until, changes, refused }
}

/** What is registered is executed also where the disk is full. */
async function keep(file: string | undefined, operations: OperationsByHash, logger: Logger): Promise<void> {
  if (file === undefined) return
  try {
    await writeKept(file, operations.all())
  } catch (error) {
    logger.warn({ cause: messageOf(error) }, 'registered operations could not be kept for the next start')
  }
}
