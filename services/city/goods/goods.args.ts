import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { LocalDate } from '../../../platform/graph/scalars.js'

/** Which version of a resource or need a change was made for. */
@ArgsType()
export class GoodsVersionArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string

  @Field(() => Int, {
    description: 'The version the caller has seen; CONFLICT if it has been changed since.',
  })
  version!: number
}

@ArgsType()
export class WithdrawalArgs extends GoodsVersionArgs {
  @Field(() => String, { description: 'At most 1,000 characters; for members and coordinators.' })
  reason!: string
}

@ArgsType()
export class DaysArgs {
  @Field(() => LocalDate, { description: 'First day.' })
  from!: string

  @Field(() => LocalDate, { description: 'Last day.' })
  to!: string
}
