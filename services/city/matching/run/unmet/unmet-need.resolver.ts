import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { LanguageArgs } from '../../../../../platform/graph/language.js'
import { needsById } from '../../../need/need.queries.js'
import { Need } from '../../../need/need.type.js'
import { resourcesById } from '../../../resource/resource.queries.js'
import { Resource } from '../../../resource/resource.type.js'
import { explainMiss, explainObstacle } from '../../explanation/explain-obstacle.js'
import { explainUnmet } from '../../explanation/explain-unmet.js'
import { topicOf } from './topic.js'
import { MatchObstacle, NearMiss, UnmetNeed } from './unmet-need.type.js'

@Resolver(() => UnmetNeed)
export class UnmetNeedResolver {
  @FieldResolver(() => Need, { nullable: true })
  need(@Root() { needId }: UnmetNeed, @Ctx() context: SubgraphContext) {
    return context.load(needsById, null, needId)
  }

  @FieldResolver(() => [Resource], {
    nullable: true,
    description: 'Resources that would do, but were proposed for other needs; best first, at most ten.',
  })
  async givenToOthers(@Root() { givenToOtherIds }: UnmetNeed, @Ctx() context: SubgraphContext) {
    const found = await Promise.all(givenToOtherIds.map((id) => context.load(resourcesById, null, id)))
    return found.filter((resource) => resource !== null)
  }

  @FieldResolver(() => [MatchObstacle], { description: 'In the order of the rules.' })
  obstacles(@Root() { storedObstacles, kind, missing }: UnmetNeed): MatchObstacle[] {
    return storedObstacles.map(({ rule, resources, nearest }) => ({
      rule,
      resources,
      nearest: nearest.map(({ resourceId, miss }) => ({
        resourceId,
        rule,
        storedMiss: miss,
        kind,
        unit: missing.unit,
      })),
    }))
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'Why, in sentences: `Three rooms were free; the nearest is 2.1 km beyond your radius.` In German or English.',
  })
  async explanation(
    @Root() { storedObstacles, givenToOtherIds, ...unmet }: UnmetNeed,
    @Args(() => LanguageArgs) { lang }: LanguageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<string[]> {
    const { kind, missing, offered, farOff } = unmet
    const misses = storedObstacles.flatMap(({ nearest }) => nearest.map(({ miss }) => miss))
    const topic = await topicOf({ kind, unit: missing.unit, misses }, context)
    const reasons = { offered, farOff, obstacles: storedObstacles, givenToOthers: givenToOtherIds }
    return explainUnmet(reasons, topic, lang)
  }
}

@Resolver(() => MatchObstacle)
export class MatchObstacleResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The same in a sentence, in German or English.',
  })
  async text(
    @Root() { rule, resources, nearest }: MatchObstacle,
    @Args(() => LanguageArgs) { lang }: LanguageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<string | null> {
    const [first] = nearest
    if (first === undefined) return null
    const { kind, unit, storedMiss, resourceId } = first
    const topic = await topicOf({ kind, unit, misses: [storedMiss] }, context)
    return explainObstacle({ rule, resources, nearest: [{ resourceId, miss: storedMiss }] }, topic, lang)
  }
}

@Resolver(() => NearMiss)
export class NearMissResolver {
  @FieldResolver(() => Resource, { nullable: true })
  resource(@Root() { resourceId }: NearMiss, @Ctx() context: SubgraphContext) {
    return context.load(resourcesById, null, resourceId)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'By how much, in a sentence: `It is 2.1 km beyond your radius.` In German or English.',
  })
  async miss(
    @Root() { rule, storedMiss, kind, unit }: NearMiss,
    @Args(() => LanguageArgs) { lang }: LanguageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    const topic = await topicOf({ kind, unit, misses: [storedMiss] }, context)
    return explainMiss(rule, storedMiss, topic, lang)
  }
}
