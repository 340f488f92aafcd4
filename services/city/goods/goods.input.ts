import { Field, ID, InputType, Int } from 'type-graphql'
import { GeoPointInput } from '../../../platform/graph/place.js'
import { LocalDate } from '../../../platform/graph/scalars.js'
import { LocalizedTextInput } from '../text/localized-text.input.js'
import { AvailabilityInput } from './availability/availability.input.js'
import { maxRadiusMetres, maxSkills, maxTitleLength } from './goods.content.js'
import { ResourceKind, Unit } from './resource-kind.js'

const titleDescription = `At most ${maxTitleLength} characters.`
const amountDescription =
  'Exact decimal number above 0, such as 1250.5: at most 14 digits before the point and 2 after it; pieces and seats are whole.'

/** What can be left out of a resource or need, and changed later. */
@InputType()
abstract class GoodsTermsInput {
  @Field(() => String, {
    nullable: true,
    description: 'Smallest part of use, in the same unit; only for what is splittable.',
  })
  smallestLot?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'First day; null where it is open.' })
  validFrom?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'Last day; null where it is open.' })
  validTo?: string | null

  @Field(() => AvailabilityInput, {
    nullable: true,
    description: 'Null: always from its first to its last day.',
  })
  availability?: AvailabilityInput | null

  @Field(() => ID, { nullable: true, description: 'Id of the district it is in; null for the whole town.' })
  district?: string | null

  @Field(() => GeoPointInput, { nullable: true })
  location?: GeoPointInput | null

  @Field(() => Int, {
    nullable: true,
    description: `How far from its location it may be used, metres, at most ${maxRadiusMetres.toLocaleString('en')}.`,
  })
  radius?: number | null

  @Field(() => [ID], { nullable: true, description: `Ids of skills, at most ${maxSkills}.` })
  skills?: string[] | null
}

/** A new resource or need. */
@InputType()
export abstract class NewGoodsInput extends GoodsTermsInput {
  @Field(() => LocalizedTextInput, { description: titleDescription })
  title!: LocalizedTextInput

  @Field(() => ResourceKind, { description: 'Cannot be changed later.' })
  kind!: ResourceKind

  @Field(() => String, { description: amountDescription })
  amount!: string

  @Field(() => Unit, { description: 'One the kind is counted in. Cannot be changed later.' })
  unit!: Unit

  @Field(() => Boolean, { defaultValue: false, description: 'Whether a part of the amount is of use.' })
  splittable!: boolean
}

/** Changes of a resource or need. */
@InputType()
export abstract class GoodsChangesInput extends GoodsTermsInput {
  @Field(() => LocalizedTextInput, { nullable: true, description: titleDescription })
  title?: LocalizedTextInput | null

  @Field(() => String, { nullable: true, description: amountDescription })
  amount?: string | null

  @Field(() => Boolean, { nullable: true, description: 'Whether a part of the amount is of use.' })
  splittable?: boolean | null
}
