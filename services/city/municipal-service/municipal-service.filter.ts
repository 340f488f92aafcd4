import { type RawBuilder, sql } from 'kysely'
import { Field, ID, InputType } from 'type-graphql'
import { LifeSituation } from './life-situation.js'

@InputType({ description: 'Which services are wanted; what is not given is not asked for.' })
export class MunicipalServiceFilter {
  @Field(() => [LifeSituation], { nullable: true, description: 'Situations of which one at least fits.' })
  lifeSituations?: LifeSituation[] | null

  @Field(() => ID, {
    nullable: true,
    description: 'Id of a district: services of the district and those of the whole town.',
  })
  district?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'Words to be found in title or description, in any form, as part of a word, or with a typo. Sorts the best first. At most 200 characters.',
  })
  text?: string | null
}

/** SQL: which of the services `s` the filter wants. */
export function municipalServiceConditions(filter: MunicipalServiceFilter | null): RawBuilder<unknown>[] {
  const { lifeSituations, district } = filter ?? {}
  const conditions: RawBuilder<unknown>[] = []
  if (lifeSituations) conditions.push(sql`s.life_situations && ${[...lifeSituations]}::text[]`)
  if (district) conditions.push(sql`(s.district_id = ${district} or s.district_id is null)`)
  return conditions
}
