import { type RawBuilder, sql } from 'kysely'
import { Field as GraphField, ID, InputType } from 'type-graphql'
import { isNear, Near } from '../../../platform/graph/place.js'
import { LocalDate } from '../../../platform/graph/scalars.js'
import { Field } from '../field.js'
import { covers } from '../period.js'
import { InitiativeStatus, publicStatuses } from './initiative-status.js'

@InputType({ description: 'Which initiatives are wanted; what is not given is not asked for.' })
export class InitiativeFilter {
  @GraphField(() => Field, { nullable: true })
  field?: Field | null

  @GraphField(() => ID, { nullable: true, description: 'Id of a district it is at work in.' })
  district?: string | null

  @GraphField(() => [InitiativeStatus], { defaultValue: [InitiativeStatus.PUBLISHED] })
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
 * SQL: which of the initiatives `i` everybody may read and the filter wants.
 *
 * @throws GraphQLError BAD_USER_INPUT if the circle or the day is none
 */
export function initiativeConditions(filter: InitiativeFilter | null): RawBuilder<unknown>[] {
  const { field, district, near, runningAt, status = [InitiativeStatus.PUBLISHED] } = filter ?? {}
  const conditions = [hasStatus(status.filter((wanted) => publicStatuses.includes(wanted)))]
  if (field) conditions.push(sql`i.field = ${field}`)
  if (district) conditions.push(isInDistrict(district))
  if (near) conditions.push(isNear(sql`i.lat`, sql`i.lon`, near))
  if (runningAt) conditions.push(covers(sql`i.starts_on`, sql`i.ends_on`, runningAt))
  return conditions
}

/** SQL: whether everybody may read the initiative `i`. */
export const isPublic = hasStatus(publicStatuses)

/** One state is compared by itself, for then an index gives the rows in their order. */
function hasStatus(statuses: readonly InitiativeStatus[]): RawBuilder<unknown> {
  const [only] = statuses
  return only !== undefined && statuses.length === 1
    ? sql`i.status = ${only}`
    : sql`i.status = any(${[...statuses]}::text[])`
}

function isInDistrict(id: string): RawBuilder<unknown> {
  return sql`exists (select from city.initiative_district in_district
    where in_district.initiative_id = i.id and in_district.district_id = ${id})`
}
