import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import type { Course } from './course.type.js'

const courseColumns = sql`c.id, c.title, c.description, c.digital_skills as "digitalSkills", next.starts_at as "startsAt",
  c.provider, c.languages, c.is_accessible_for_free as "isAccessibleForFree", c.price, c.currency,
  c.web_address as "webAddress", c.mode, c.skills as "skillNames", c.subjects as "subjectNames",
  c.prerequisites as "prerequisiteNames", c.district_id as "districtId",
  f.organization_id as "organizationId", f.initiative_id as "initiativeId"`

/** Courses, each with its feed and with when it starts next; "offset 0" keeps that from being looked up twice. */
function coursesAt(now: Date): RawBuilder<unknown> {
  return sql`education.course c
    join education.feed f on f.id = c.feed_id
    cross join lateral (
      select case when c.last_starts_at >= ${now}::timestamptz
        then (select min(s.starts_at) from education.course_session s
              where s.course_id = c.id and s.starts_at >= ${now}::timestamptz)
        else c.first_starts_at end as starts_at
      offset 0
    ) as next`
}

/**
 * Courses as a list to take pages of: those to come, soonest first; then those that can begin at any time;
 * then those that have begun for the last time, latest first.
 */
export function courseList(
  now: Date,
  where: readonly RawBuilder<unknown>[] = [],
  from = coursesAt(now),
): List {
  const isToCome = sql`c.last_starts_at >= ${now}::timestamptz`
  const moment = sql`extract(epoch from next.starts_at)::float8`
  return {
    columns: courseColumns,
    from,
    where,
    order: [
      {
        by: sql`case when ${isToCome} then 0 when next.starts_at is null then 1 else 2 end`,
        type: 'integer',
      },
      {
        by: sql`coalesce(case when ${isToCome} then ${moment} else -${moment} end, 0)`,
        type: 'double precision',
      },
      { by: sql`c.id`, type: 'text' },
    ],
  }
}

export async function coursesById(ids: readonly string[], _: null, { database, now }: SubgraphContext) {
  const rows = await database.rows<Course>(
    sql`select ${courseColumns} from ${coursesAt(now)} where c.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

export interface CoursePeriod {
  /** Only courses with a session that starts at this moment or later. */
  startsAfter: Date | null
}

/** A page of the courses held in each district. */
export function coursesOfDistricts(
  districtIds: readonly string[],
  { startsAfter, ...args }: PageArgs & CoursePeriod,
  context: SubgraphContext,
) {
  const held = sql`education.course_district held join (${coursesAt(context.now)}) on held.course_id = c.id`
  const list = courseList(context.now, startsNotBefore(startsAfter), held)
  return pageOfEach<Course>(list, sql`held.district_id`, districtIds, args, context)
}

/** A page of the courses in each organization's feeds. */
export function coursesOfOrganizations(
  organizationIds: readonly string[],
  { startsAfter, ...args }: PageArgs & CoursePeriod,
  context: SubgraphContext,
) {
  const list = courseList(context.now, startsNotBefore(startsAfter))
  return pageOfEach<Course>(list, sql`f.organization_id`, organizationIds, args, context)
}

/** A page of the courses in each initiative's feeds. */
export function coursesOfInitiatives(
  initiativeIds: readonly string[],
  { startsAfter, ...args }: PageArgs & CoursePeriod,
  context: SubgraphContext,
) {
  const list = courseList(context.now, startsNotBefore(startsAfter))
  return pageOfEach<Course>(list, sql`f.initiative_id`, initiativeIds, args, context)
}

export function startsNotBefore(moment: Date | null): RawBuilder<unknown>[] {
  return moment ? [sql`c.last_starts_at >= ${moment}::timestamptz`] : []
}
