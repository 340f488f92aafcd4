import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { accountsById } from '../account/account.queries.js'
import { Account } from '../account/account.type.js'
import { maySee } from '../account/may-see.js'
import { Organization } from '../organization/organization.type.js'
import { ownerOf } from '../organization/owner-of.js'
import { membershipAccess } from './membership.access.js'
import { membershipsOfAccounts, membersOfOrganizations } from './membership.queries.js'
import { Membership, MembershipConnection } from './membership.type.js'

@Resolver(() => Organization)
export class OrganizationMembersResolver {
  @Access(membershipAccess.members, ({ id }: Organization) => ownerOf(id))
  @FieldResolver(() => MembershipConnection, {
    nullable: true,
    description: 'Who belongs to it, those who came first first; for its members and coordinators.',
  })
  members(
    @Root() { id }: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Membership>> {
    return context.load(membersOfOrganizations, { ...args }, id)
  }
}

@Resolver(() => Account)
export class AccountMembershipsResolver {
  @FieldResolver(() => MembershipConnection, {
    nullable: true,
    description: 'The organizations the person belongs to; only for the person and administrators.',
  })
  memberships(
    @Root() { id }: Account,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Membership>> | null {
    return maySee(context.caller, id) ? context.load(membershipsOfAccounts, { ...args }, id) : null
  }
}

@Resolver(() => Membership)
export class MembershipResolver {
  @FieldResolver(() => Account, { nullable: true })
  account(@Root() { accountId }: Membership, @Ctx() context: SubgraphContext): Promise<Account> {
    return context.load(accountsById, null, accountId)
  }

  @FieldResolver(() => Organization, { nullable: true })
  organization(@Root() { organizationId }: Membership): Organization {
    return { id: organizationId }
  }

  @Access(membershipAccess.email, ({ organizationId }: Membership) => ownerOf(organizationId))
  @FieldResolver(() => String, {
    nullable: true,
    description: "The person's e-mail address; for owners of the organization and coordinators.",
  })
  async email(@Root() { accountId }: Membership, @Ctx() context: SubgraphContext): Promise<string | null> {
    return (await context.load(accountsById, null, accountId)).known?.email ?? null
  }
}
