import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../../platform/graph/access.js'
import type { Connection } from '../../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { page } from '../../../../../platform/graph/list.js'
import { organizationsById } from '../../../organization/organization.queries.js'
import { Organization } from '../../../organization/organization.type.js'
import { overviewAccess } from '../overview.access.js'
import { PeriodArgs } from '../period.args.js'
import { monthsOf } from '../period.js'
import { OrganizationFairnessArgs } from './fairness.args.js'
import { fairnessIndexes, organizationFairnessList } from './fairness.queries.js'
import {
  FairnessIndex,
  MatchingFairness,
  OrganizationFairness,
  OrganizationFairnessConnection,
} from './fairness.type.js'

@Resolver(() => MatchingFairness)
export class MatchingFairnessResolver {
  @Access(overviewAccess.read)
  @Query(() => MatchingFairness, {
    nullable: true,
    description:
      'How evenly organizations get what they ask for, over time. As a table: `/exports/fairness.csv`. For coordinators.',
  })
  matchingFairness(@Args(() => PeriodArgs) { from, to }: PeriodArgs): MatchingFairness {
    monthsOf({ from, to })
    return { period: { from, to } }
  }

  @FieldResolver(() => [FairnessIndex], {
    description: 'Of the whole period first, then of each month in which somebody asked for something.',
  })
  indexes(
    @Root() { period }: MatchingFairness,
    @Ctx() { database }: SubgraphContext,
  ): Promise<FairnessIndex[]> {
    return fairnessIndexes(database, period)
  }

  @FieldResolver(() => OrganizationFairnessConnection, {
    description: 'What each organization asked for and got, the smallest share first.',
  })
  organizations(
    @Root() { period }: MatchingFairness,
    @Args(() => OrganizationFairnessArgs) { byMonth, ...args }: OrganizationFairnessArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<OrganizationFairness>> {
    return page<OrganizationFairness>(organizationFairnessList(period, { byMonth }), args, context)
  }
}

@Resolver(() => OrganizationFairness)
export class OrganizationFairnessResolver {
  @FieldResolver(() => Organization, { nullable: true })
  organization(@Root() { organizationId }: OrganizationFairness, @Ctx() context: SubgraphContext) {
    return context.load(organizationsById, null, organizationId)
  }
}
