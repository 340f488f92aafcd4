import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Caller, isAnonymous } from '../caller/caller.js'
import type { Database, Transaction } from '../database/database.js'
import { type NewEvent, writeEvents } from './event.js'
import { rememberedAnswer, storeAnswer } from './idempotency.js'

/** Who changes something, when, and on which request. */
export interface ChangeContext {
  caller: Caller
  database: Database
  requestId: string
  now: Date
}

export interface ChangeRequest {
  /** What is done, as the audit trail calls it: the name of the mutation. */
  action: string
  /** Everything the change depends on besides the database; the same key with other input is refused. */
  input: unknown
  /** Chosen by the client; undefined for changes the hub makes by itself. */
  idempotencyKey?: string | undefined
  /** The reason somebody gave, for the audit trail. */
  why?: string | null | undefined
}

/** What a change may do: everything in one transaction. */
export interface Change extends Transaction {
  now: Date
  /** Notes what has happened, for those who want to be told; it leaves with the change or not at all. */
  emit(event: NewEvent): void
}

/** SQLSTATEs of a transaction that got in another's way and may be tried again: serialization failure, deadlock. */
const inTheWay = new Set(['40001', '40P01'])
const attempts = 3

/**
 * Makes a change, in one transaction with its audit trail (see `auditTrigger`), its events, and the answer that a
 * retry with the same idempotency key gets.
 *
 * @param work does the change and returns the answer, as plain data
 * @returns the answer as it goes through JSON, so that the first one and a repeated one are the same
 * @throws HubError BAD_USER_INPUT for a key that is none, IDEMPOTENCY_KEY_REUSED; and whatever the work throws
 */
export async function change<T>(
  context: ChangeContext,
  request: ChangeRequest,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptChange(context, request, work)
    } catch (error) {
      const { code } = error as { code?: unknown }
      if (attempt === attempts || typeof code !== 'string' || !inTheWay.has(code)) throw error
    }
  }
}

function attemptChange<T>(
  context: ChangeContext,
  request: ChangeRequest,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const { caller, database, now } = context
  const fingerprint = fingerprintOf(request)
  // Strangers are one subject; without the fingerprint one could ask for another's answer.
  const subject = isAnonymous(caller) ? `${caller.subject}:${fingerprint}` : caller.subject
  const { schema } = database
  const kept = { schema, subject, key: request.idempotencyKey, fingerprint }
  return database.transaction(async (transaction) => {
    await describe(transaction, context, request)
    const remembered = await rememberedAnswer(transaction, kept, now)
    if (remembered !== undefined) return remembered.answer as T
    const events: NewEvent[] = []
    const answer = await work({ ...transaction, now, emit: (event) => events.push(event) })
    await transaction.em.flush()
    await writeEvents(transaction, schema, events, now)
    const json = JSON.stringify(answer ?? null)
    await storeAnswer(transaction, kept, json)
    return JSON.parse(json) as T
  })
}

/** Tells the triggers that write the audit trail who does what, why, and when. */
async function describe(
  { rows }: Transaction,
  { caller, requestId, now }: ChangeContext,
  { action, why }: ChangeRequest,
): Promise<void> {
  const settings = {
    'hub.actor': caller.subject,
    'hub.action': action,
    'hub.why': why ?? '',
    'hub.request_id': requestId,
    'hub.now': now.toISOString(),
  }
  const calls = Object.entries(settings).map(([name, value]) => sql`set_config(${name}, ${value}, true)`)
  await rows(sql`select ${sql.join(calls)}`)
}

function fingerprintOf({ action, input }: ChangeRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([action, input]))
    .digest('base64url')
}
