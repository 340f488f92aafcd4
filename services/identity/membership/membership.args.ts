import { ArgsType, Field, ID } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { MemberRole } from './member-role.js'

@ArgsType()
export class LeaveOrganizationArgs extends ChangeArgs {
  @Field(() => ID)
  organizationId!: string
}

@ArgsType()
export class RemoveMemberArgs extends LeaveOrganizationArgs {
  @Field(() => ID)
  accountId!: string
}

@ArgsType()
export class ChangeMemberRoleArgs extends RemoveMemberArgs {
  @Field(() => MemberRole)
  role!: MemberRole
}
