import { Args, Ctx, ID, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { Membership } from '../membership/membership.type.js'
import { acceptInvitation, declineInvitation } from './changes/answer.js'
import { inviteMember } from './changes/invite.js'
import { withdrawInvitation } from './changes/withdraw.js'
import { invitationAccess } from './invitation.access.js'
import { AnswerInvitationArgs, InviteMemberArgs, WithdrawInvitationArgs } from './invitation.args.js'
import { invitationsById } from './invitation.queries.js'
import { Invitation } from './invitation.type.js'

@Resolver()
export class InvitationMutations {
  @Access(invitationAccess.invite)
  @Mutation(() => Invitation, {
    nullable: true,
    description:
      'Sends somebody a mail with a link by which they become a member, valid for 14 days. An earlier open invitation to the address ends.',
  })
  async inviteMember(
    @Args(() => InviteMemberArgs) args: InviteMemberArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Invitation | null> {
    return context.load(invitationsById, null, await inviteMember(context, args))
  }

  @Access(invitationAccess.withdraw)
  @Mutation(() => Invitation, { nullable: true, description: 'Ends an invitation before it is answered.' })
  async withdrawInvitation(
    @Args(() => WithdrawInvitationArgs) args: WithdrawInvitationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Invitation | null> {
    return context.load(invitationsById, null, await withdrawInvitation(context, args))
  }

  @Access(invitationAccess.accept)
  @Mutation(() => Membership, {
    nullable: true,
    description:
      'Makes the person what the invitation offers; for the account with the address it was sent to.',
  })
  acceptInvitation(
    @Args(() => AnswerInvitationArgs) args: AnswerInvitationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Membership> {
    return acceptInvitation(context, args)
  }

  @Access(invitationAccess.decline)
  @Mutation(() => ID, { nullable: true, description: 'Refuses an invitation; gives its id.' })
  declineInvitation(
    @Args(() => AnswerInvitationArgs) args: AnswerInvitationArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return declineInvitation(context, args)
  }
}
