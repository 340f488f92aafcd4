import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import { RowOutcome } from '../row-outcome.js'
import type { Running } from './running.js'
import { type PendingRow, writeInitiatives } from './write-initiatives.js'

/** Rows of one transaction: enough to make it worth one, few enough that nobody waits for it long. */
const chunkSize = 250

/** What has become of a row. */
interface Settled {
  row: number
  outcome: RowOutcome
  initiative_id: string | null
}

/** Settles the next rows; those that are there already stay as they are. */
export async function registerChunk(step: Change, running: Running): Promise<void> {
  const pending = await step.rows<PendingRow>(sql`select row, external_id as "externalId", written,
      problems = '[]' as complete
    from city.initiative_registration_row
    where registration_id = ${running.id} and outcome = 'PENDING' order by row limit ${chunkSize}`)
  const known = await knownIds(step, running, pending)
  const fresh = pending.filter(({ externalId }) => !known.has(externalId))
  const written =
    running.dryRun || fresh.length === 0
      ? new Map<string, string>()
      : await writeInitiatives(step, running, fresh)
  const missed = fresh.filter(({ externalId }) => !running.dryRun && !written.has(externalId))
  const foundAfterwards = await knownIds(step, running, missed)
  const settled = pending.map(({ row, externalId }): Settled => {
    const there = known.get(externalId) ?? foundAfterwards.get(externalId)
    if (there !== undefined) return { row, outcome: RowOutcome.ALREADY_THERE, initiative_id: there }
    if (running.dryRun) return { row, outcome: RowOutcome.VALID, initiative_id: null }
    return { row, outcome: RowOutcome.REGISTERED, initiative_id: written.get(externalId) ?? null }
  })
  await settle(step, running, settled)
  if (pending.length < chunkSize) await finish(step, running)
}

async function knownIds(
  { rows }: Change,
  { organizationId }: Running,
  pending: readonly PendingRow[],
): Promise<Map<string, string>> {
  if (pending.length === 0) return new Map()
  const found = await rows<{ id: string; externalId: string }>(sql`select id, external_id as "externalId"
    from city.initiative where organization_id = ${organizationId}
      and external_id = any(${pending.map(({ externalId }) => externalId)}::text[])`)
  return new Map(found.map(({ id, externalId }) => [externalId, id]))
}

/** What was to be registered is not kept: it holds whom to ask. What a row lacks is said of those registered only. */
async function settle({ rows }: Change, { id }: Running, settled: readonly Settled[]): Promise<void> {
  await rows(sql`update city.initiative_registration_row r
    set outcome = s.outcome, initiative_id = s.initiative_id, written = null,
      problems = case when s.outcome = 'ALREADY_THERE' then '[]' else r.problems end
    from jsonb_populate_recordset(null::city.initiative_registration_row, ${JSON.stringify(settled)}::jsonb) s
    where r.registration_id = ${id} and r.row = s.row`)
}

async function finish({ rows, now }: Change, { id }: Running): Promise<void> {
  await rows(
    sql`update city.initiative_registration set status = 'FINISHED', ended_at = ${now} where id = ${id}`,
  )
}
