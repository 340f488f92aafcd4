import { ArgsType, Field, ID } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { MemberRole } from '../membership/member-role.js'

@ArgsType()
export class InviteMemberArgs extends ChangeArgs {
  @Field(() => ID)
  organizationId!: string

  @Field(() => String, { description: 'Address the invitation is sent to, and that the account must have.' })
  email!: string

  @Field(() => MemberRole)
  role!: MemberRole
}

@ArgsType()
export class WithdrawInvitationArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string
}

@ArgsType()
export class AnswerInvitationArgs extends ChangeArgs {
  @Field(() => String, { description: 'Token of the link in the mail.' })
  token!: string
}
