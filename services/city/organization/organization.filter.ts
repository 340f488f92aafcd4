import { type RawBuilder, sql } from 'kysely'
import { Field as GraphField, ID, InputType, Int } from 'type-graphql'
import { type Caller, organizationsOf } from '../../../platform/caller/caller.js'
import { badInput } from '../../../platform/graph/connection.js'
import { Field } from '../field.js'
import { isVisibleTo } from './organization.visibility.js'
import { OrganizationKind } from './organization-kind.js'
import { hasStatus, OrganizationStatus } from './organization-status.js'

/** Days ahead one can ask for: ten years. */
const mostDays = 3_650

@InputType({ description: 'Which organizations are wanted; what is not given is not asked for.' })
export class OrganizationFilter {
  @GraphField(() => Field, { nullable: true, description: 'What it works on.' })
  field?: Field | null

  @GraphField(() => OrganizationKind, { nullable: true })
  kind?: OrganizationKind | null

  @GraphField(() => ID, { nullable: true, description: 'Id of the district it has its seat in.' })
  district?: string | null

  @GraphField(() => String, {
    nullable: true,
    description:
      'Words to be found in its name, in any form, as part of a word, or with a typo. Sorts the best first. At most 200 characters.',
  })
  text?: string | null

  @GraphField(() => OrganizationStatus, {
    nullable: true,
    description:
      'Everybody finds verified and lapsed ones; coordinators find those that wait or are suspended too.',
  })
  status?: OrganizationStatus | null

  @GraphField(() => Int, {
    nullable: true,
    description: `Those whose verification ends within so many days from today, 0 to ${mostDays}.`,
  })
  verificationEndsWithinDays?: number | null

  @GraphField(() => Boolean, { nullable: true, description: 'Those the caller acts for.' })
  mine?: boolean | null
}

/** Who asks, and on which day (`YYYY-MM-DD`). */
export interface Asking {
  caller: Caller
  today: string
}

/**
 * SQL: which of the organizations `o` the caller may find and the filter wants.
 *
 * @throws GraphQLError BAD_USER_INPUT if the number of days is out of bounds
 */
export function organizationConditions(
  filter: OrganizationFilter | null,
  { caller, today }: Asking,
): RawBuilder<unknown>[] {
  const { field, kind, district, status, verificationEndsWithinDays: days, mine } = filter ?? {}
  const conditions: RawBuilder<unknown>[] = [isVisibleTo(caller)]
  if (field) conditions.push(sql`o.fields @> array[${field}]::text[]`)
  if (kind) conditions.push(sql`o.kind = ${kind}`)
  if (district) conditions.push(sql`o.district_id = ${district}`)
  if (status) conditions.push(hasStatus(status, today))
  if (days !== undefined && days !== null) conditions.push(endsWithin(days, today))
  if (mine) conditions.push(sql`o.id = any(${organizationsOf(caller)}::text[])`)
  return conditions
}

function endsWithin(days: number, today: string): RawBuilder<unknown> {
  if (days < 0 || days > mostDays) {
    throw badInput(`"verificationEndsWithinDays" is ${days}; ask for 0 to ${mostDays}.`)
  }
  return sql`o.verified_until between ${today}::date and ${today}::date + ${days}::int`
}
