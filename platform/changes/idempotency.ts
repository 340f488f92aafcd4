import { sql } from 'kysely'
import type { Transaction } from '../database/database.js'
import { HubError } from '../errors/hub-error.js'

export interface KeptAnswer {
  /** PostgreSQL schema of the service. */
  schema: string
  subject: string
  /** The client's idempotency key; undefined where there is none to keep. */
  key: string | undefined
  fingerprint: string
}

/** Printable ASCII without spaces: a UUID, say. */
const keyPattern = /^[!-~]{8,128}$/

/**
 * Takes the key for this transaction. Whoever uses the same key at the same time waits until the first has ended.
 *
 * @returns the answer an earlier change with this key got; undefined if this is the first
 * @throws HubError BAD_USER_INPUT, IDEMPOTENCY_KEY_REUSED
 */
export async function rememberedAnswer(
  { rows }: Transaction,
  { schema, subject, key, fingerprint }: KeptAnswer,
  now: Date,
): Promise<{ answer: unknown } | undefined> {
  if (key === undefined) return undefined
  if (!keyPattern.test(key)) {
    throw new HubError(
      'BAD_USER_INPUT',
      'The idempotency key must be 8 to 128 printable ASCII characters without spaces; take a new UUID for each change.',
    )
  }
  const taken = await rows(sql`insert into ${tableOf(schema)} (subject, key, fingerprint, at)
    values (${subject}, ${key}, ${fingerprint}, ${now}) on conflict do nothing returning key`)
  if (taken.length > 0) return undefined
  const [known] = await rows<{ fingerprint: string; answer: unknown }>(
    sql`select fingerprint, answer from ${tableOf(schema)}
        where subject = ${subject} and key = ${key}`,
  )
  if (known?.fingerprint === fingerprint) return { answer: known.answer }
  throw new HubError(
    'IDEMPOTENCY_KEY_REUSED',
    'This idempotency key has been used for another change; take a new one for each change.',
  )
}

/** Keeps the answer, as JSON text, for a retry. */
export async function storeAnswer(
  { rows }: Transaction,
  { schema, subject, key }: KeptAnswer,
  answer: string,
): Promise<void> {
  if (key === undefined) return
  await rows(sql`update ${tableOf(schema)} set answer = ${answer}::json
    where subject = ${subject} and key = ${key}`)
}

function tableOf(schema: string) {
  return sql.table(`${schema}.idempotent_answer`)
}
