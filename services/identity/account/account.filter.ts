import { Field, InputType } from 'type-graphql'
import { TownRole } from './account.type.js'

@InputType({ description: 'Only accounts that meet every condition.' })
export class AccountFilter {
  @Field(() => String, { nullable: true, description: 'With this address.' })
  email?: string | null

  @Field(() => TownRole, { nullable: true, description: 'With this role of the town.' })
  role?: TownRole | null
}
