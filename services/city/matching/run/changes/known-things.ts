import { sql } from 'kysely'
import type { Transaction } from '../../../../../platform/database/database.js'
import type { KnownThings } from '../input-problems.js'
import type { WrittenRun } from '../run.input.js'

/** Which of the things a run is to name are there. */
export async function knownThings(
  { rows }: Transaction,
  { districts, initiatives, whatIf }: WrittenRun,
): Promise<KnownThings> {
  const { withoutResources = [], withoutNeeds = [], amounts = [] } = whatIf ?? {}
  const resources = [...withoutResources, ...amounts.map(({ resourceId }) => resourceId)]
  const [known] = await rows<{
    districts: string[]
    initiatives: string[]
    needs: string[]
    resources: KnownThings['resources'][number][]
  }>(sql`select
    array(select id from city.district where id = any(${districts}::text[])) as districts,
    array(select id from city.initiative where id = any(${initiatives}::text[])) as initiatives,
    array(select id from city.need where id = any(${withoutNeeds}::text[])) as needs,
    (select coalesce(json_agg(json_build_object('id', id, 'unit', unit)), '[]')
      from city.resource where id = any(${resources}::text[])) as resources`)
  return known ?? { districts: [], initiatives: [], needs: [], resources: [] }
}
