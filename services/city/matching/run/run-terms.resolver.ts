import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { BatchFunction, SubgraphContext } from '../../../../platform/graph/context.js'
import { districtsById } from '../../district/district.queries.js'
import { District } from '../../district/district.type.js'
import { initiativesById } from '../../initiative/initiative.queries.js'
import { Initiative } from '../../initiative/initiative.type.js'
import { needsById } from '../../need/need.queries.js'
import { Need } from '../../need/need.type.js'
import { resourcesById } from '../../resource/resource.queries.js'
import { Resource } from '../../resource/resource.type.js'
import { ShownWeights, shownWeights } from '../policy/weights.type.js'
import { MatchingScope, VariedAmount, WhatIf } from './run.type.js'

@Resolver(() => MatchingScope)
export class MatchingScopeResolver {
  @FieldResolver(() => [District], { nullable: true })
  districts(@Root() { districtIds }: MatchingScope, @Ctx() context: SubgraphContext) {
    return found(districtsById, districtIds, context)
  }

  @FieldResolver(() => [Initiative], { nullable: true })
  initiatives(@Root() { initiativeIds }: MatchingScope, @Ctx() context: SubgraphContext) {
    return found(initiativesById, initiativeIds, context)
  }
}

@Resolver(() => WhatIf)
export class WhatIfResolver {
  @FieldResolver(() => ShownWeights, { nullable: true, description: 'Null: as the policy says.' })
  weights(@Root() { stored: { weights } }: WhatIf): ShownWeights | null {
    return weights && shownWeights(weights)
  }

  @FieldResolver(() => [Resource], { nullable: true, description: 'Taken not to be there.' })
  withoutResources(@Root() { stored }: WhatIf, @Ctx() context: SubgraphContext) {
    return found(resourcesById, stored.withoutResources, context)
  }

  @FieldResolver(() => [Need], { nullable: true, description: 'Taken not to be there.' })
  withoutNeeds(@Root() { stored }: WhatIf, @Ctx() context: SubgraphContext) {
    return found(needsById, stored.withoutNeeds, context)
  }

  @FieldResolver(() => [VariedAmount])
  amounts(@Root() { stored: { amounts } }: WhatIf): VariedAmount[] {
    return [...amounts]
  }
}

@Resolver(() => VariedAmount)
export class VariedAmountResolver {
  @FieldResolver(() => Resource, { nullable: true })
  resource(@Root() { resourceId }: VariedAmount, @Ctx() context: SubgraphContext) {
    return context.load(resourcesById, null, resourceId)
  }
}

/** Things by their ids, without those that are gone. */
async function found<T>(
  byIds: BatchFunction<string, null, T | null>,
  ids: readonly string[],
  context: SubgraphContext,
): Promise<T[]> {
  const things = await Promise.all(ids.map((id) => context.load(byIds, null, id)))
  return things.filter((thing) => thing !== null)
}
