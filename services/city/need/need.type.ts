import { Directive, Field as GraphField, InputType, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { LocalDate } from '../../../platform/graph/scalars.js'
import { Field } from '../field.js'
import { Goods, GoodsFilter } from '../goods/goods.type.js'

@ObjectType({ description: 'Something an initiative lacks.' })
@Directive('@key(fields: "id")')
export class Need extends Goods {
  @GraphField(() => LocalDate, {
    nullable: true,
    description: 'Last day on which an answer is of use; null where there is none.',
  })
  deadline!: string | null

  @GraphField(() => Int, {
    nullable: true,
    description: 'From how many resources it may be met at most; null: any number, if it is splittable.',
  })
  mostSources!: number | null

  initiativeId!: string
}

export const NeedConnection = connectionOf(Need, 'Need')

@InputType({ description: 'Which needs are wanted; what is not given is not asked for.' })
export class NeedFilter extends GoodsFilter {
  @GraphField(() => Field, { nullable: true, description: 'What the initiative is about.' })
  field?: Field | null
}
