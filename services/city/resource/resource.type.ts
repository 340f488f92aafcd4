import { Directive, InputType, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { Goods, GoodsFilter } from '../goods/goods.type.js'

@ObjectType({ description: 'Something an organization holds ready for initiatives.' })
@Directive('@key(fields: "id")')
export class Resource extends Goods {}

export const ResourceConnection = connectionOf(Resource, 'Resource')

@InputType({ description: 'Which resources are wanted; what is not given is not asked for.' })
export class ResourceFilter extends GoodsFilter {}
