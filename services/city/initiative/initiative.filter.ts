import { type RawBuilder, sql } from 'kysely'
import { Field as GraphField, ID, InputType } from 'type-graphql'
import type { Caller } from '../../../platform/caller/caller.js'
import { isNear, Near } from '../../../platform/graph/place.js'
import { LocalDate } from '../../../platform/graph/scalars.js'
import { covers } from '../calendar/period.js'
import { Field } from '../field.js'
import { isVisibleIn } from './initiative.visibility.js'
import { InitiativeStatus } from './initiative-status.js'

@InputType({ description: 'Which initiatives are wanted; what is not given is not asked for.' })
export class InitiativeFilter {
  @GraphField(() => Field, { nullable: true })
  field?: Field | null

  @GraphField(() => ID, { nullable: true, description: 'Id of a district it is at work in.' })
  district?: string | null

  @GraphField(() => [InitiativeStatus], {
    defaultValue: [InitiativeStatus.PUBLISHED],
    description:
      'Everybody is shown published, paused and ended ones; members also all of their own organization, coordinators all.',
  })
  status!: InitiativeStatus[]

  @GraphField(() => String, {
    nullable: true,
    description:
      'Words to be found in title, summary or description, in any form ("Fahrrad" finds "Fahrräder"), in title or summary also as part of a word or with a typo. Sorts the best first. At most 200 characters.',
  })
  text?: string | null

  @GraphField(() => Near, {
    nullable: true,
    description: 'Only initiatives with a place of their own, near a point.',
  })
  near?: Near | null

  @GraphField(() => LocalDate, {
    nullable: true,
    description:
      'A day on which it is running: begun, and not over; what has no first or last day is open there.',
  })
  runningAt?: string | null
}

/**
 * SQL: which of the initiatives `i` the caller may read and the filter wants.
 *
 * @throws GraphQLError BAD_USER_INPUT if the circle or the day is none
 */
export function initiativeConditions(filter: InitiativeFilter | null, caller: Caller): RawBuilder<unknown>[] {
  const { field, district, near, runningAt, status = [InitiativeStatus.PUBLISHED] } = filter ?? {}
  const conditions = [isVisibleIn(status, caller)]
  if (field) conditions.push(sql`i.field = ${field}`)
  if (district) conditions.push(isInDistrict(district))
  if (near) conditions.push(isNear(sql`i.lat`, sql`i.lon`, near))
  if (runningAt) conditions.push(covers(sql`i.starts_on`, sql`i.ends_on`, runningAt))
  return conditions
}

function isInDistrict(id: string): RawBuilder<unknown> {
  return sql`exists (select from city.initiative_district in_district
    where in_district.initiative_id = i.id and in_district.district_id = ${id})`
}
