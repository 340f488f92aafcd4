import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { GeoPoint, Near } from '../../../platform/graph/place.js'
import { DateTime, LocalDate } from '../../../platform/graph/scalars.js'
import { Availability } from './availability/availability.type.js'
import { GoodsStatus } from './goods-status.js'
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

  @Field(() => Quantity, {
    nullable: true,
    description: 'Smallest part of use; null where any part is, or none but the whole.',
  })
  smallestLot!: Quantity | null

  @Field(() => LocalDate, { nullable: true, description: 'First day; null where it is open.' })
  validFrom!: string | null

  @Field(() => LocalDate, { nullable: true, description: 'Last day; null where it is open.' })
  validTo!: string | null

  @Field(() => Availability, {
    nullable: true,
    description: 'When it may be used from its first to its last day; null: always.',
  })
  availability!: Availability | null

  @Field(() => GeoPoint, { nullable: true })
  location!: GeoPoint | null

  @Field(() => Int, { nullable: true, description: 'How far from its location it may be used, metres.' })
  radius!: number | null

  @Field(() => GoodsStatus)
  status!: GoodsStatus

  @Field(() => Int, { description: 'Raised by every change; a change names the version it was made for.' })
  version!: number

  @Field(() => DateTime, { nullable: true, description: 'Last change; null where it is not known.' })
  updatedAt!: Date | null

  withdrawalReason!: string | null
  skillIds!: string[]
  organizationId!: string
  /** Whether the organization is the town itself. */
  town!: boolean
  districtId!: string | null
}

/** What resources and needs can both be filtered by. */
@InputType()
export abstract class GoodsFilter {
  @Field(() => ResourceKind, { nullable: true })
  kind?: ResourceKind | null

  @Field(() => ID, { nullable: true, description: 'Id of the district it is in.' })
  district?: string | null

  @Field(() => ID, { nullable: true, description: 'Id of the organization it belongs to.' })
  organization?: string | null

  @Field(() => ID, { nullable: true, description: 'Id of a skill that is named, itself or by one below it.' })
  skill?: string | null

  @Field(() => [GoodsStatus], { defaultValue: [GoodsStatus.OPEN] })
  status!: GoodsStatus[]

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
