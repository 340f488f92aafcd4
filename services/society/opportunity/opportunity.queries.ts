import { sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import type { VolunteerOpportunity } from './opportunity.type.js'

const opportunityColumns = sql`v.id, v.title, v.description, v.organization, v.hours_per_week as "hoursPerWeek",
  v.contact, v.place, v.district_id as "districtId", v.initiative_id as "initiativeId",
  case when v.lat is null then null else json_build_object('lat', v.lat, 'lon', v.lon) end as location`

/** Opportunities by title, as a list to take pages of. */
export const opportunityList: List = {
  columns: opportunityColumns,
  from: sql`society.volunteer_opportunity v`,
  order: [
    { by: sql`v.title`, type: 'text' },
    { by: sql`v.id`, type: 'text' },
  ],
}

export async function opportunitiesById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<VolunteerOpportunity>(
    sql`select ${opportunityColumns} from society.volunteer_opportunity v where v.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of each district's opportunities. */
export function opportunitiesOfDistricts(
  districtIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<VolunteerOpportunity>(opportunityList, sql`v.district_id`, districtIds, args, context)
}

/** A page of each initiative's opportunities. */
export function opportunitiesOfInitiatives(
  initiativeIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<VolunteerOpportunity>(opportunityList, sql`v.initiative_id`, initiativeIds, args, context)
}
