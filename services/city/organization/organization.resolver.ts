import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { districtsById } from '../district/district.queries.js'
import { District } from '../district/district.type.js'
import { InitiativeFilter } from '../initiative/initiative.filter.js'
import { initiativesOfOrganizations } from '../initiative/initiative.queries.js'
import { type Initiative, InitiativeConnection } from '../initiative/initiative.type.js'
import { resourcesOfOrganizations } from '../resource/resource.queries.js'
import { type Resource, ResourceConnection } from '../resource/resource.type.js'
import { OrganizationFilter } from './organization.filter.js'
import { organizationList, organizationsById } from './organization.queries.js'
import { Organization, OrganizationConnection } from './organization.type.js'

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, { nullable: true })
  organization(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(organizationsById, null, id)
  }

  @Query(() => OrganizationConnection, {
    nullable: true,
    description: 'Organizations by name; best first where a text is searched for.',
  })
  organizations(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => OrganizationFilter, { nullable: true }) filter: OrganizationFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Organization>> {
    return page<Organization>(organizationList(filter), args, context)
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
