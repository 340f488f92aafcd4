import { sql } from 'kysely'
import { groupedBy } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { CourseSession } from './session.type.js'

const sessionColumns = sql`s.course_id as "courseId", s.position, s.starts_at as "startsAt", s.ends_at as "endsAt",
  s.whole_days as "wholeDays", s.location, s.mode, s.price, s.currency`

/**
 * The first sessions of each course: those to come, soonest first; then those without a time; then past ones,
 * latest first. Each kind comes from the index, so that a course with years of sessions costs no more.
 */
export async function sessionsOfCourses(
  courseIds: readonly string[],
  first: number,
  { database, now }: SubgraphContext,
): Promise<CourseSession[][]> {
  const sessions = sql`select ${sessionColumns} from education.course_session s where s.course_id = course.id`
  const rows = await database.rows<CourseSession & { courseId: string }>(
    sql`select session.* from unnest(${[...courseIds]}::text[]) as course(id)
        cross join lateral (
          select * from (
            (select 0 as kind, * from (${sessions} and s.starts_at >= ${now}::timestamptz
              order by s.starts_at, s.position limit ${first}) as coming)
            union all
            (select 1, * from (${sessions} and s.starts_at is null order by s.position limit ${first}) as anytime)
            union all
            (select 2, * from (${sessions} and s.starts_at < ${now}::timestamptz
              order by s.starts_at desc, s.position desc limit ${first}) as past)
          ) as any_kind
          order by kind, abs(extract(epoch from "startsAt" - ${now}::timestamptz)), position limit ${first}
        ) as session`,
  )
  return groupedBy(courseIds, rows, ({ courseId }) => courseId)
}
