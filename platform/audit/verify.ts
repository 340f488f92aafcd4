import { createHash } from 'node:crypto'
import type pg from 'pg'

export type Verification =
  /** Hash of the last entry, in hex; undefined for an empty trail. */
  { ok: true; entries: number; head: string | undefined } | { ok: false; entry: number; reason: string }

interface Link {
  seq: string
  content: string
  hash: Buffer
  /** The columns that repeat the content, as JSON has them. */
  repeated: Record<string, string | null>
}

/** Entries read at once. */
const pageSize = 5_000

/**
 * Follows the chain from its first entry to its last.
 *
 * @param expected hash, in hex, that was the last one at some time before; the trail must still hold it
 * @returns what the trail holds, or the first entry at which it is not as it was written
 */
export async function verifyAuditTrail(
  client: Pick<pg.ClientBase, 'query'>,
  { expected, onProgress }: { expected?: string | undefined; onProgress?: (entries: number) => void } = {},
): Promise<Verification> {
  let entries = 0
  let last: Buffer = Buffer.alloc(32)
  let met = expected === undefined
  for (;;) {
    const { rows } = await client.query<Link>(
      `select seq, content, hash, jsonb_build_object('at', at, 'actor', actor, 'action', action, 'entity', entity,
         'id', entity_id, 'organizationId', organization_id, 'requestId', request_id) as repeated
       from audit.entry where seq > $1 order by seq limit $2`,
      [entries, pageSize],
    )
    for (const link of rows) {
      const reason = fault(link, entries + 1, last)
      if (reason !== undefined) return { ok: false, entry: entries + 1, reason }
      entries += 1
      last = link.hash
      met ||= last.toString('hex') === expected
    }
    onProgress?.(entries)
    if (rows.length < pageSize) break
  }
  if (!met) {
    return {
      ok: false,
      entry: entries + 1,
      reason: 'entries are missing at the end: the expected hash is not there',
    }
  }
  return { ok: true, entries, head: entries === 0 ? undefined : last.toString('hex') }
}

function fault(
  { seq, content, hash, repeated }: Link,
  expectedSeq: number,
  before: Buffer,
): string | undefined {
  if (Number(seq) !== expectedSeq) return `entry ${expectedSeq} is missing`
  const computed = createHash('sha256').update(before).update(content).digest()
  if (!computed.equals(hash)) return 'its content, or the hash of the entry before it, was changed'
  const said = JSON.parse(content) as Record<string, unknown>
  const changed = Object.keys(repeated).filter((name) => repeated[name] !== said[name])
  return changed.length === 0 ? undefined : `what it is found by was changed: ${changed.join(', ')}`
}
