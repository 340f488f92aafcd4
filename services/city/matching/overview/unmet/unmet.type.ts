import { Field, Float, Int, ObjectType } from 'type-graphql'
import type { MissUnit as EngineMissUnit } from '../../../../../matching/filter/rejection.js'
import { Quantity } from '../../../goods/goods.type.js'
import { MissUnit, UnmetReason } from './unmet-reason.js'

@ObjectType({ description: 'By how much a rule was missed.' })
export class TypicalMiss {
  @Field(() => Float)
  by!: number

  @Field(() => MissUnit)
  unit!: EngineMissUnit
}

@ObjectType({
  description:
    'The unmet needs of one reason and unit. A need with several reasons stands under each of them, so reasons must not be added.',
})
export class UnmetByReason {
  @Field(() => UnmetReason)
  reason!: UnmetReason

  @Field(() => Int, { description: 'How many needs.' })
  needs!: number

  @Field(() => Quantity, { description: 'What they lack, all together.' })
  missing!: Quantity

  @Field(() => TypicalMiss, {
    nullable: true,
    description:
      'Of each need, by how much the nearest resource missed the rule; the median of these. Null for what is no rule.',
  })
  nearestMiss!: TypicalMiss | null
}
