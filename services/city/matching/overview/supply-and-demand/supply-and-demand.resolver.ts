import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { districtsById } from '../../../district/district.queries.js'
import { District } from '../../../district/district.type.js'
import { overviewAccess } from '../overview.access.js'
import { SupplyAndDemandArgs } from './supply-and-demand.args.js'
import { supplyAndDemand } from './supply-and-demand.queries.js'
import { SupplyAndDemand } from './supply-and-demand.type.js'

@Resolver(() => SupplyAndDemand)
export class SupplyAndDemandResolver {
  @Access(overviewAccess.read)
  @Query(() => [SupplyAndDemand], {
    nullable: true,
    description:
      'What is offered and what is needed in a period, always by unit, at most 2,000 rows. As a table: `/exports/supply-and-demand.csv`. For coordinators.',
  })
  supplyAndDemand(
    @Args(() => SupplyAndDemandArgs) args: SupplyAndDemandArgs,
    @Ctx() { database, now }: SubgraphContext,
  ): Promise<SupplyAndDemand[]> {
    return supplyAndDemand(database, args, now)
  }

  @FieldResolver(() => District, {
    nullable: true,
    description: 'Null for the whole town, and where it was not asked by district.',
  })
  district(@Root() { districtId }: SupplyAndDemand, @Ctx() context: SubgraphContext) {
    return districtId === null ? null : context.load(districtsById, null, districtId)
  }
}
