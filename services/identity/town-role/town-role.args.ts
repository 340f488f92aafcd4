import { ArgsType, Field, ID } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { TownRole } from '../account/account.type.js'

@ArgsType()
export class TownRoleArgs extends ChangeArgs {
  @Field(() => ID)
  accountId!: string

  @Field(() => TownRole)
  role!: TownRole
}
