import { sql } from 'kysely'
import { groupedBy, inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { pageOfEach } from '../../../platform/graph/list.js'
import type {
  InitiativeRegistration,
  InitiativeRegistrationRow,
  RegistrationProgress,
} from './registration.type.js'
import type { RowOutcome } from './row-outcome.js'

/** SQL: the columns of `InitiativeRegistration` from the rows `r`. */
export const registrationColumns = sql`r.id, r.organization_id as "organizationId", r.format,
  r.dry_run as "dryRun", r.submit, r.file_name as "fileName", r.status, r.parts, r.row_count as "rowCount",
  r.failure as "storedFailure", r.created_at as "createdAt", r.ended_at as "endedAt",
  (select o.kind = 'TOWN' from city.organization o where o.id = r.organization_id) as town`

export async function registrationsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<InitiativeRegistration>(
    sql`select ${registrationColumns} from city.initiative_registration r
        where r.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of each organization's registrations, newest first. */
export function registrationsOfOrganizations(
  organizationIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<InitiativeRegistration>(
    {
      columns: registrationColumns,
      from: sql`city.initiative_registration r`,
      order: [
        { by: sql`r.created_at`, type: 'timestamptz' },
        { by: sql`r.id`, type: 'text' },
      ],
      descending: true,
    },
    sql`r.organization_id`,
    organizationIds,
    args,
    context,
  )
}

/** A page of each registration's rows, by number. */
export function rowsOfRegistrations(
  registrationIds: readonly string[],
  { outcome, ...args }: PageArgs & { outcome: RowOutcome | null },
  context: SubgraphContext,
) {
  return pageOfEach<InitiativeRegistrationRow>(
    {
      columns: sql`r.row, r.line, r.external_id as "externalId", r.outcome, r.problems as "problemsFound",
        r.initiative_id as "initiativeId"`,
      from: sql`city.initiative_registration_row r`,
      where: outcome === null ? [] : [sql`r.outcome = ${outcome}`],
      order: [{ by: sql`r.row`, type: 'integer' }],
    },
    sql`r.registration_id`,
    registrationIds,
    args,
    context,
  )
}

export async function progressOfRegistrations(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<RegistrationProgress[]> {
  const counted = await database.rows<{ id: string; outcome: RowOutcome; count: number }>(
    sql`select registration_id as id, outcome, count(*)::int as count from city.initiative_registration_row
        where registration_id = any(${[...ids]}::text[]) group by 1, 2`,
  )
  const byId = Map.groupBy(counted, ({ id }) => id)
  return ids.map((id) => progressOf(byId.get(id) ?? []))
}

function progressOf(counted: readonly { outcome: RowOutcome; count: number }[]): RegistrationProgress {
  const of = (wanted: string) => counted.find(({ outcome }) => outcome === wanted)?.count ?? 0
  const total = counted.reduce((sum, { count }) => sum + count, 0)
  return {
    total,
    done: total - of('PENDING'),
    registered: of('REGISTERED'),
    valid: of('VALID'),
    refused: of('REFUSED'),
    alreadyThere: of('ALREADY_THERE'),
  }
}

/** Numbers of the parts that are there of each registration's file, until it is read. */
export async function partsOfRegistrations(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<number[][]> {
  const rows = await database.rows<{ id: string; part: number }>(
    sql`select registration_id as id, part from city.initiative_registration_part
        where registration_id = any(${[...ids]}::text[]) order by part`,
  )
  return groupedBy(ids, rows, ({ id }) => id).map((parts) => parts.map(({ part }) => part))
}
