import { Directive, Field as GraphField, InputType, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { Goods, GoodsFilter } from '../goods/goods.type.js'
import { Eligibility } from './eligibility.type.js'
import { Sharing } from './sharing.js'

@ObjectType({ description: 'Something an organization holds ready for initiatives.' })
@Directive('@key(fields: "id")')
export class Resource extends Goods {
  @GraphField(() => Sharing)
  sharing!: Sharing

  @GraphField(() => Eligibility, { description: 'Whom it is for.' })
  eligibility!: Eligibility
}

export const ResourceConnection = connectionOf(Resource, 'Resource')

@InputType({ description: 'Which resources are wanted; what is not given is not asked for.' })
export class ResourceFilter extends GoodsFilter {
  @GraphField(() => Sharing, { nullable: true })
  sharing?: Sharing | null
}
