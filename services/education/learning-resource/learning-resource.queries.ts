import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import type { LearningResource } from './learning-resource.type.js'

const resourceColumns = sql`r.id, r.title, r.description, r.digital_skills as "digitalSkills", r.keywords, r.languages,
  r.creators, r.license, r.web_address as "webAddress", r.is_accessible_for_free as "isAccessibleForFree",
  r.kinds as "kindNames", r.subjects as "subjectNames", r.skills as "skillNames",
  f.organization_id as "organizationId", f.initiative_id as "initiativeId"`

const resourcesWithFeeds = sql`education.learning_resource r join education.feed f on f.id = r.feed_id`

/** Learning resources by title, as a list to take pages of. */
export function learningResourceList(where: readonly RawBuilder<unknown>[] = []): List {
  return {
    columns: resourceColumns,
    from: resourcesWithFeeds,
    where,
    order: [
      { by: sql`r.title`, type: 'text' },
      { by: sql`r.id`, type: 'text' },
    ],
  }
}

export async function learningResourcesById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<LearningResource>(
    sql`select ${resourceColumns} from ${resourcesWithFeeds} where r.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of the learning resources in each organization's feeds. */
export function learningResourcesOfOrganizations(
  organizationIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const list = learningResourceList()
  return pageOfEach<LearningResource>(list, sql`f.organization_id`, organizationIds, args, context)
}

/** A page of the learning resources in each initiative's feeds. */
export function learningResourcesOfInitiatives(
  initiativeIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const list = learningResourceList()
  return pageOfEach<LearningResource>(list, sql`f.initiative_id`, initiativeIds, args, context)
}
