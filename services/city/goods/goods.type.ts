import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { GeoPoint, Near } from '../../../platform/graph/place.js'
import { LocalDate } from '../../../platform/graph/scalars.js'
import { ResourceKind, Unit } from './resource-kind.js'

@ObjectType({ description: 'How much of something.' })
export class Quantity {
  @Field(() => String, { description: 'Exact decimal number, such as 1250.5.' })
  amount!: string

  @Field(() => Unit)
  unit!: Unit
}

/** What a resource and a need have in common. */
@ObjectType()
export abstract class Goods {
  @Field(() => ID)
  id!: string

  texts!: { title: LocalizedText }

  @Field(() => ResourceKind)
  kind!: ResourceKind

  @Field(() => Quantity)
  quantity!: Quantity

  @Field(() => Boolean, { description: 'Whether a part of the quantity is of use.' })
  splittable!: boolean

  @Field(() => LocalDate, { nullable: true, description: 'First day; null where it is open.' })
  validFrom!: string | null

  @Field(() => LocalDate, { nullable: true, description: 'Last day; null where it is open.' })
  validTo!: string | null

  @Field(() => GeoPoint, { nullable: true })
  location!: GeoPoint | null

  @Field(() => Int, { nullable: true, description: 'How far from its location it may be used, metres.' })
  radius!: number | null

  organizationId!: string
  districtId!: string | null
}

/** What resources and needs can both be filtered by. */
@InputType()
export abstract class GoodsFilter {
  @Field(() => ResourceKind, { nullable: true })
  kind?: ResourceKind | null

  @Field(() => ID, { nullable: true, description: 'Id of the district it is in.' })
  district?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'Words to be found in the title, in any form, as part of a word, or with a typo. Sorts the best first. At most 200 characters.',
  })
  text?: string | null

  @Field(() => Near, { nullable: true, description: 'Only those with a location, near a point.' })
  near?: Near | null

  @Field(() => LocalDate, { nullable: true, description: 'A day from its first to its last day.' })
  validAt?: string | null
}
