import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { isCoordinator } from '../../../../platform/caller/caller.js'
import { badInput, type Connection, PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { page } from '../../../../platform/graph/list.js'
import { TimeWindow } from '../../goods/availability/availability.type.js'
import { maxDays } from '../../goods/availability/available-windows.js'
import { needsById } from '../../need/need.queries.js'
import { Need } from '../../need/need.type.js'
import { resourcesById } from '../../resource/resource.queries.js'
import { Resource } from '../../resource/resource.type.js'
import { explainTerms } from '../explanation/explain-terms.js'
import { TermExplanation } from '../explanation/term-explanation.type.js'
import { MatchWindowsArgs } from './match.args.js'
import {
  matchesById,
  matchesOfNeeds,
  matchesOfResources,
  matchList,
  weightsOfRuns,
  windowsOfMatches,
} from './match.queries.js'
import { Match, MatchAlternative, MatchConnection, MatchFilter } from './match.type.js'

const dayMs = 24 * 60 * 60_000

@Resolver(() => Match)
export class MatchResolver {
  @Query(() => Match, { nullable: true, description: 'Null for one the caller may not see.' })
  match(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(matchesById, null, id)
  }

  @Query(() => MatchConnection, {
    nullable: true,
    description:
      'Matches the caller may see: those of a run, and open proposals by themselves, best first; all others newest first.',
  })
  matches(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MatchFilter, { nullable: true }) filter: MatchFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Match>> {
    return page<Match>(matchList(filter, context.caller), args, context)
  }

  @FieldResolver(() => Need, { nullable: true })
  need(@Root() { needId }: Match, @Ctx() context: SubgraphContext) {
    return context.load(needsById, null, needId)
  }

  @FieldResolver(() => Resource, { nullable: true })
  resource(@Root() { resourceId }: Match, @Ctx() context: SubgraphContext) {
    return context.load(resourcesById, null, resourceId)
  }

  @FieldResolver(() => [TimeWindow], {
    nullable: true,
    description: `When it uses its resource between two moments at most ${maxDays} days apart: in order, none touching another.`,
  })
  windows(
    @Root() { id }: Match,
    @Args(() => MatchWindowsArgs) { from, to }: MatchWindowsArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<TimeWindow[]> {
    const days = (to.getTime() - from.getTime()) / dayMs
    if (days < 0 || days > maxDays) {
      throw badInput(`"from" and "to" are ${days} days apart: ask for 0 to ${maxDays}, in order.`)
    }
    return context.load(windowsOfMatches, { from, to }, id)
  }

  @FieldResolver(() => [TermExplanation], {
    nullable: true,
    description: 'What the score is made of; null for one made by hand.',
  })
  explanation(@Root() match: Match, @Ctx() context: SubgraphContext) {
    return explained(match, context)
  }

  @FieldResolver(() => [MatchAlternative], {
    nullable: true,
    description:
      'The best others there were when it was proposed, best first; null for all but coordinators.',
  })
  alternatives(
    @Root() { storedAlternatives, runId, quantity: { unit } }: Match,
    @Ctx() { caller }: SubgraphContext,
  ): MatchAlternative[] | null {
    if (!isCoordinator(caller)) return null
    return storedAlternatives.map(({ amount, ...alternative }) => ({
      ...alternative,
      runId,
      // Hundredths up to 10^12 have no more digits than a number holds.
      quantity: { amount: String(amount / 100), unit },
    }))
  }
}

@Resolver(() => MatchAlternative)
export class MatchAlternativeResolver {
  @FieldResolver(() => Resource, { nullable: true })
  resource(@Root() { resourceId }: MatchAlternative, @Ctx() context: SubgraphContext) {
    return context.load(resourcesById, null, resourceId)
  }

  @FieldResolver(() => [TermExplanation], { nullable: true, description: 'What the score is made of.' })
  explanation(@Root() alternative: MatchAlternative, @Ctx() context: SubgraphContext) {
    return explained(alternative, context)
  }
}

/** By the weights of the run it is of; null where there was none, or it has been forgotten. */
async function explained(
  { terms, runId }: Pick<Match, 'terms' | 'runId'>,
  context: SubgraphContext,
): Promise<TermExplanation[] | null> {
  if (terms === null || runId === null) return null
  const weights = await context.load(weightsOfRuns, null, runId)
  return weights && explainTerms(terms, weights)
}

@Resolver(() => Need)
export class NeedMatchesResolver {
  @FieldResolver(() => MatchConnection, {
    nullable: true,
    description: 'What it was matched with, as far as the caller may see it, newest first.',
  })
  matches(
    @Root() { id }: Need,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Match>> {
    return context.load(matchesOfNeeds, { ...args }, id)
  }
}

@Resolver(() => Resource)
export class ResourceMatchesResolver {
  @FieldResolver(() => MatchConnection, {
    nullable: true,
    description: 'What it was matched with, as far as the caller may see it, newest first.',
  })
  matches(
    @Root() { id }: Resource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Match>> {
    return context.load(matchesOfResources, { ...args }, id)
  }
}
