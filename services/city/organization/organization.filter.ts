import { type RawBuilder, sql } from 'kysely'
import { Field as GraphField, ID, InputType } from 'type-graphql'
import { Field } from '../field.js'
import { OrganizationKind } from './organization-kind.js'

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
}

/** SQL: which of the organizations `o` the filter wants. */
export function organizationConditions(filter: OrganizationFilter | null): RawBuilder<unknown>[] {
  const { field, kind, district } = filter ?? {}
  const conditions: RawBuilder<unknown>[] = []
  if (field) conditions.push(sql`o.fields @> array[${field}]::text[]`)
  if (kind) conditions.push(sql`o.kind = ${kind}`)
  if (district) conditions.push(sql`o.district_id = ${district}`)
  return conditions
}
