import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs } from '../../../platform/graph/language.js'
import { accountsById } from '../account/account.queries.js'
import { Account } from '../account/account.type.js'
import { Organization } from '../organization/organization.type.js'
import { ownerOf } from '../organization/owner-of.js'
import { invitationAccess } from './invitation.access.js'
import { invitationsOfOrganizations } from './invitation.queries.js'
import { Invitation, InvitationConnection } from './invitation.type.js'
import { InvitationState, stateOf } from './invitation-state.js'
import { invitationFor } from './own-invitation.js'

@Resolver(() => Organization)
export class OrganizationInvitationsResolver {
  @Access(invitationAccess.ofOrganization, ({ id }: Organization) => ownerOf(id))
  @FieldResolver(() => InvitationConnection, {
    nullable: true,
    description:
      'Who was invited, the newest first; for its owners and coordinators. What is over is forgotten after 30 days.',
  })
  invitations(
    @Root() { id }: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Invitation>> {
    return context.load(invitationsOfOrganizations, { ...args }, id)
  }
}

@Resolver(() => Invitation)
export class InvitationResolver {
  @Access(invitationAccess.read)
  @Query(() => Invitation, {
    nullable: true,
    description:
      'The invitation a mail has brought; for whoever is signed in with the address it was sent to.',
  })
  invitation(
    @Arg('token', () => String, { description: 'Token of the link in the mail.' }) token: string,
    @Args(() => LanguageArgs) { lang }: LanguageArgs,
    @Ctx() { caller, database }: SubgraphContext,
  ): Promise<Invitation> {
    return invitationFor(database, caller.subject, token, lang)
  }

  @FieldResolver(() => InvitationState)
  state(@Root() invitation: Invitation, @Ctx() { now }: SubgraphContext): InvitationState {
    return stateOf(invitation, now)
  }

  @FieldResolver(() => Organization, { nullable: true })
  organization(@Root() { organizationId }: Invitation): Organization {
    return { id: organizationId }
  }

  @FieldResolver(() => Account, { nullable: true })
  invitedBy(@Root() { invitedBy }: Invitation, @Ctx() context: SubgraphContext): Promise<Account> {
    return context.load(accountsById, null, invitedBy)
  }
}
