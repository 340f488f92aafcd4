import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { Account } from '../account/account.type.js'
import { actingAccount } from '../account/acting-account.js'
import { organizationsById } from '../organization/organization.queries.js'
import { Organization } from '../organization/organization.type.js'
import { ownerOf } from '../organization/owner-of.js'
import { auditAccess } from './audit.access.js'
import { AuditFilter } from './audit.filter.js'
import { auditList, auditTrailsOfOrganizations } from './audit.queries.js'
import { AuditEntry, AuditEntryConnection } from './audit-entry.type.js'

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Access(auditAccess.trail)
  @Query(() => AuditEntryConnection, {
    nullable: true,
    description: 'Everything that was changed, the newest first. For coordinators.',
  })
  auditTrail(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AuditFilter, { nullable: true }) filter: AuditFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<AuditEntry>> {
    return page<AuditEntry>(auditList(filter), args, context)
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'The person who did it; null where it was none.',
  })
  actor(@Root() { actorId }: AuditEntry): Account | null {
    return actingAccount(actorId)
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'The one it is about.' })
  organization(@Root() { organizationId }: AuditEntry, @Ctx() context: SubgraphContext) {
    return organizationId === null ? null : context.load(organizationsById, null, organizationId)
  }
}

@Resolver(() => Organization)
export class OrganizationAuditResolver {
  @Access(auditAccess.ofOrganization, ownerOf)
  @FieldResolver(() => AuditEntryConnection, {
    nullable: true,
    description:
      'What was done to it and to what is its own, the newest first. For its owners and coordinators.',
  })
  auditTrail(
    @Root() { id }: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<AuditEntry>> {
    return context.load(auditTrailsOfOrganizations, { ...args }, id)
  }
}
