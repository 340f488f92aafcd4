import { ArgsType, Field, ID } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { GoodsVersionArgs } from '../goods/goods.args.js'
import { NeedChangesInput, NeedInput } from './need.input.js'

@ArgsType()
export class NewNeedArgs extends ChangeArgs {
  @Field(() => ID)
  initiativeId!: string

  @Field(() => NeedInput)
  input!: NeedInput
}

@ArgsType()
export class NeedChangesArgs extends GoodsVersionArgs {
  @Field(() => NeedChangesInput)
  input!: NeedChangesInput
}
