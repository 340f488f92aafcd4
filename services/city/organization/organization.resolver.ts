import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { checked } from '../../../platform/input/checked.js'
import { dayInTown } from '../calendar/today.js'
import { Contact } from '../contact/contact.type.js'
import { districtsById } from '../district/district.queries.js'
import { District } from '../district/district.type.js'
import { InitiativeFilter } from '../initiative/initiative.filter.js'
import { initiativesOfOrganizations } from '../initiative/initiative.queries.js'
import { type Initiative, InitiativeConnection } from '../initiative/initiative.type.js'
import { resourcesOfOrganizations } from '../resource/resource.queries.js'
import { type Resource, ResourceConnection } from '../resource/resource.type.js'
import { OrganizationDuplicate } from './duplicates/duplicate.type.js'
import { possibleDuplicates } from './duplicates/duplicates.queries.js'
import { PossibleDuplicatesArgs, possibleDuplicatesInput } from './duplicates/possible-duplicates.args.js'
import { organizationAccess } from './organization.access.js'
import { OrganizationFilter } from './organization.filter.js'
import { organizationList, visibleOrganizationsById } from './organization.queries.js'
import { Organization, OrganizationConnection } from './organization.type.js'
import { OrganizationStatus, statusOf } from './organization-status.js'
import { ownerOf } from './owner-of.js'

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, {
    nullable: true,
    description:
      'Null for one the caller may not find. The id of one that has become a part of another gives that other one.',
  })
  organization(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(visibleOrganizationsById, null, id)
  }

  @Query(() => OrganizationConnection, {
    nullable: true,
    description:
      'Organizations that have been verified, by name; best first where a text is searched for. Their members find those that wait or are suspended too, coordinators find all.',
  })
  organizations(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => OrganizationFilter, { nullable: true }) filter: OrganizationFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Organization>> {
    return page<Organization>(organizationList(filter, context), args, context)
  }

  @Access(organizationAccess.possibleDuplicates)
  @Query(() => [OrganizationDuplicate], {
    nullable: true,
    description:
      'Organizations that may be the one somebody is about to register, the likeliest first, at most 10.',
  })
  possibleDuplicates(
    @Args(() => PossibleDuplicatesArgs) { lang, ...described }: PossibleDuplicatesArgs,
    @Ctx() { caller, database }: SubgraphContext,
  ): Promise<OrganizationDuplicate[]> {
    const compared = checked(possibleDuplicatesInput, described, lang, [])
    return possibleDuplicates(compared, caller, database.rows)
  }

  @FieldResolver(() => OrganizationStatus)
  status(@Root() organization: Organization, @Ctx() { now }: SubgraphContext): OrganizationStatus {
    return statusOf(organization, dayInTown(now))
  }

  @Access(organizationAccess.contact, ownerOf)
  @FieldResolver(() => Contact, {
    nullable: true,
    description: 'Whom to ask; for its members and coordinators.',
  })
  contact(@Root() { contact }: Organization): Contact | null {
    return contact
  }

  @Access(organizationAccess.suspensionReason, ownerOf)
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it is suspended, in the words of the coordinator; for its members and coordinators.',
  })
  suspensionReason(@Root() { suspensionReason }: Organization): string | null {
    return suspensionReason
  }

  @FieldResolver(() => District, { nullable: true, description: 'Where it has its seat.' })
  district(@Root() { districtId }: Organization, @Ctx() context: SubgraphContext) {
    return districtId === null ? null : context.load(districtsById, null, districtId)
  }

  @FieldResolver(() => InitiativeConnection, {
    nullable: true,
    description: 'What it does, by title; best first where a text is searched for.',
  })
  initiatives(
    @Root() { id }: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => InitiativeFilter, { nullable: true }) filter: InitiativeFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Initiative>> {
    return context.load(initiativesOfOrganizations, { ...args, filter }, id)
  }

  @FieldResolver(() => ResourceConnection, { nullable: true, description: 'What it offers, by title.' })
  resources(
    @Root() { id }: Organization,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Resource>> {
    return context.load(resourcesOfOrganizations, { ...args }, id)
  }
}
