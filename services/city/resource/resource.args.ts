import { ArgsType, Field, ID } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { GoodsVersionArgs } from '../goods/goods.args.js'
import { ResourceChangesInput, ResourceInput } from './resource.input.js'

@ArgsType()
export class OfferArgs extends ChangeArgs {
  @Field(() => ID)
  organizationId!: string

  @Field(() => ResourceInput)
  input!: ResourceInput
}

@ArgsType()
export class ResourceChangesArgs extends GoodsVersionArgs {
  @Field(() => ResourceChangesInput)
  input!: ResourceChangesInput
}
