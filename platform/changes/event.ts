import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Transaction } from '../database/database.js'
import type { Audience } from './event.entity.js'

/** Something that has happened, as who makes the change describes it. */
export interface NewEvent {
  /** Subject and what became of it, such as `initiative.published`. */
  type: string
  /** Type of the graph the subject is of. */
  entity: string
  entityId: string
  organizationId: string | null
  audience: Audience
  field?: string | null
  /** Ids of the districts it is about. */
  districts?: readonly string[]
  /** What receivers are told; no personal data. */
  data: Readonly<Record<string, unknown>>
}

/** Puts events in the outbox of the service, in this transaction. */
export async function writeEvents(
  { rows }: Transaction,
  schema: string,
  events: readonly NewEvent[],
  now: Date,
): Promise<void> {
  if (events.length === 0) return
  const outbox = sql.table(`${schema}.event`)
  const written = events.map(({ field = null, districts = [], entityId, organizationId, ...event }) => ({
    ...event,
    id: randomUUID(),
    entity_id: entityId,
    organization_id: organizationId,
    field,
    districts,
    at: now,
  }))
  await rows(sql`insert into ${outbox}
      (id, type, entity, entity_id, organization_id, audience, field, districts, data, at)
    select id, type, entity, entity_id, organization_id, audience, field, districts, data, at
    from jsonb_populate_recordset(null::${outbox}, ${JSON.stringify(written)}::jsonb)`)
}
