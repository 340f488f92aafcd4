import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { districtsById } from '../district/district.queries.js'
import { District } from '../district/district.type.js'
import { Eligibility } from './eligibility.type.js'

@Resolver(() => Eligibility)
export class EligibilityResolver {
  @FieldResolver(() => [District], { description: 'Where the initiatives are at work.' })
  async districts(@Root() { districtIds }: Eligibility, @Ctx() context: SubgraphContext) {
    const found = await Promise.all(districtIds.map((id) => context.load(districtsById, null, id)))
    return found.filter((district) => district !== null)
  }
}
