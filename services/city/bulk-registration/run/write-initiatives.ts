import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import { columnsOf } from '../../initiative/changes/written-content.js'
import { initiativeEvent } from '../../initiative/initiative.events.js'
import type { WrittenInitiative } from '../../initiative/initiative-content.js'
import { InitiativeStatus } from '../../initiative/initiative-status.js'
import type { Running } from './running.js'

/** A row that waits. */
export interface PendingRow {
  row: number
  externalId: string
  written: WrittenInitiative
  /** Whether it lacks nothing to be published, as far as that was asked. */
  complete: boolean
}

/** An initiative a row is to become. */
interface NewInitiative extends PendingRow {
  id: string
  status: InitiativeStatus
}

/**
 * Writes initiatives of an organization, many in one statement.
 *
 * @returns ids by external id, without those somebody else has just written
 */
export async function writeInitiatives(
  step: Change,
  { organizationId, submit, runBy }: Running,
  pending: readonly PendingRow[],
): Promise<Map<string, string>> {
  const initiatives = pending.map(
    (row): NewInitiative => ({
      ...row,
      id: randomUUID(),
      status: submit && row.complete ? InitiativeStatus.SUBMITTED : InitiativeStatus.DRAFT,
    }),
  )
  const inserted = await insert(step, initiatives, { organizationId, runBy })
  const written = initiatives.filter(({ id }) => inserted.has(id))
  await insertDistricts(step, written)
  for (const { id, status, written: said } of written) {
    if (status !== InitiativeStatus.SUBMITTED) continue
    step.emit(initiativeEvent('submitted', { id, organizationId, content: said.content }))
  }
  return new Map(written.map(({ externalId, id }) => [externalId, id]))
}

async function insert(
  { rows, now }: Change,
  initiatives: readonly NewInitiative[],
  { organizationId, runBy }: Pick<Running, 'organizationId' | 'runBy'>,
): Promise<Set<string>> {
  const records = initiatives.map(({ id, status, externalId, written }) => {
    const { analogAccess, startsOn, endsOn, ...columns } = columnsOf(written)
    return {
      ...columns,
      id,
      status,
      analog_access: analogAccess,
      starts_on: startsOn,
      ends_on: endsOn,
      external_id: externalId,
      submitted_at: status === InitiativeStatus.SUBMITTED ? now : null,
    }
  })
  const inserted = await rows<{ id: string }>(sql`
    insert into city.initiative (id, title, summary, description, field, status, organization_id, lat, lon, starts_on,
      ends_on, analog_access, contact, external_id, created_by, created_at, updated_at, submitted_at)
    select id, title, summary, description, field, status, ${organizationId}, lat, lon, starts_on,
      ends_on, analog_access, contact, external_id, ${runBy}, ${now}, ${now}, submitted_at
    from jsonb_populate_recordset(null::city.initiative, ${JSON.stringify(records)}::jsonb)
    on conflict (organization_id, external_id) where external_id is not null do nothing
    returning id`)
  return new Set(inserted.map(({ id }) => id))
}

async function insertDistricts({ rows }: Change, initiatives: readonly NewInitiative[]): Promise<void> {
  const links = initiatives.flatMap(({ id, written }) =>
    written.content.districts.map((district) => ({ initiative_id: id, district_id: district })),
  )
  await rows(sql`insert into city.initiative_district (initiative_id, district_id)
    select initiative_id, district_id
    from jsonb_populate_recordset(null::city.initiative_district, ${JSON.stringify(links)}::jsonb)`)
}
