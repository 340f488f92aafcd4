import { Args, Ctx, ID, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { changeMemberRole } from './changes/change-role.js'
import { leaveOrganization, removeMember } from './changes/remove.js'
import { membershipAccess } from './membership.access.js'
import { ChangeMemberRoleArgs, LeaveOrganizationArgs, RemoveMemberArgs } from './membership.args.js'
import { Membership } from './membership.type.js'

@Resolver()
export class MembershipMutations {
  @Access(membershipAccess.changeRole)
  @Mutation(() => Membership, {
    nullable: true,
    description: 'Makes a member an owner, or an owner a member. The last owner stays one.',
  })
  changeMemberRole(
    @Args(() => ChangeMemberRoleArgs) args: ChangeMemberRoleArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Membership> {
    return changeMemberRole(context, args)
  }

  @Access(membershipAccess.remove)
  @Mutation(() => ID, {
    nullable: true,
    description:
      'Ends somebody’s membership, within 5 seconds everywhere; gives the id of the account. API keys somebody has made stay: look whether they should.',
  })
  removeMember(
    @Args(() => RemoveMemberArgs) args: RemoveMemberArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return removeMember(context, args)
  }

  @Access(membershipAccess.leave)
  @Mutation(() => ID, {
    nullable: true,
    description: 'Ends one’s own membership; gives the id of the organization. The last owner cannot leave.',
  })
  leaveOrganization(
    @Args(() => LeaveOrganizationArgs) args: LeaveOrganizationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return leaveOrganization(context, args)
  }
}
