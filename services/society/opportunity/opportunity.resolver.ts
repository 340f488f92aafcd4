import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { District } from '../district/district.type.js'
import { Initiative } from '../initiative/initiative.type.js'
import { opportunityList } from './opportunity.queries.js'
import { VolunteerOpportunity, VolunteerOpportunityConnection } from './opportunity.type.js'

@Resolver(() => VolunteerOpportunity)
export class VolunteerOpportunityResolver {
  @Query(() => VolunteerOpportunityConnection, {
    nullable: true,
    description: 'Opportunities to volunteer, by title.',
  })
  volunteerOpportunities(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<VolunteerOpportunity>> {
    return page<VolunteerOpportunity>(opportunityList, args, context)
  }

  @FieldResolver(() => District, { nullable: true })
  district(@Root() opportunity: VolunteerOpportunity) {
    return opportunity.districtId === null ? null : { id: opportunity.districtId }
  }

  @FieldResolver(() => Initiative, { nullable: true })
  initiative(@Root() opportunity: VolunteerOpportunity) {
    return opportunity.initiativeId === null ? null : { id: opportunity.initiativeId }
  }
}
