import { type RawBuilder, sql } from 'kysely'
import { ArgsType, Field, ID } from 'type-graphql'
import { DateTime } from '../../../platform/graph/scalars.js'
import { mentions } from '../search/search-columns.js'
import { startsNotBefore } from './course.queries.js'
import { DigCompArea } from './digital-skill.type.js'
import { CourseMode } from './session.type.js'

@ArgsType()
export class CourseFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Words of title, skills, subjects, provider or description; forgives a typo.',
  })
  text?: string | null

  @Field(() => String, { nullable: true, description: 'Name of a skill it teaches, in any case of letters.' })
  skill?: string | null

  @Field(() => DigCompArea, { nullable: true })
  digitalSkill?: DigCompArea | null

  @Field(() => ID, { nullable: true, description: 'Id of a district it is held in.' })
  district?: string | null

  @Field(() => CourseMode, { nullable: true })
  mode?: CourseMode | null

  @Field(() => String, { nullable: true, description: 'Language it is given in (BCP 47), such as de.' })
  language?: string | null

  @Field(() => Boolean, { nullable: true })
  isAccessibleForFree?: boolean | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'Only courses with a session that starts at this moment or later.',
  })
  startsAfter?: Date | null
}

/**
 * The filter as SQL conditions on a list of courses.
 *
 * @throws GraphQLError BAD_USER_INPUT if the text is too long or has no word in it
 */
export function courseConditions(filter: CourseFilter): RawBuilder<unknown>[] {
  const { text, skill, digitalSkill, district, mode, language, isAccessibleForFree, startsAfter } = filter
  return [
    ...(text ? [mentions('course', 'c', text)] : []),
    ...(skill ? [teaches(skill)] : []),
    ...(digitalSkill ? [sql`${digitalSkill} = any(c.digital_skills)`] : []),
    ...(district ? [isHeldIn(district)] : []),
    ...(mode ? [sql`c.mode = ${mode}`] : []),
    ...(language ? [sql`${language} = any(c.languages)`] : []),
    ...(typeof isAccessibleForFree === 'boolean'
      ? [sql`c.is_accessible_for_free = ${isAccessibleForFree}`]
      : []),
    ...startsNotBefore(startsAfter ?? null),
  ]
}

function teaches(skill: string) {
  return sql`exists (
    select from jsonb_array_elements(c.skills) as skill
    where lower(${skill}) in (lower(skill ->> 'DE'), lower(skill ->> 'EN')))`
}

function isHeldIn(district: string) {
  return sql`exists (
    select from education.course_district held where held.course_id = c.id and held.district_id = ${district})`
}
