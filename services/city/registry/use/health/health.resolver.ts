import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../../platform/graph/access.js'
import { badInput } from '../../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { LanguageArgs, localize } from '../../../../../platform/graph/language.js'
import { ownerOf } from '../../subgraph/owner-of.js'
import { subgraphAccess } from '../../subgraph/subgraph.access.js'
import { Subgraph } from '../../subgraph/subgraph.type.js'
import { failureTexts } from './failure-texts.js'
import { daysOfSubgraphs, healthOfSubgraphs } from './health.queries.js'
import { SubgraphFailure, SubgraphHealth, SubgraphHealthDay } from './health.type.js'

/** How far back every minute is known. */
const mostMinutes = 24 * 60

@Resolver(() => Subgraph)
export class SubgraphHealthResolver {
  @Access(subgraphAccess.read, ownerOf)
  @FieldResolver(() => SubgraphHealth, {
    nullable: true,
    description: 'For those who act for its organization and coordinators.',
  })
  health(
    @Root() { name }: Subgraph,
    @Arg('minutes', () => Int, {
      defaultValue: 60,
      description: `How far back to look, 1 to ${mostMinutes}.`,
    })
    minutes: number,
    @Ctx() context: SubgraphContext,
  ): Promise<SubgraphHealth> {
    if (minutes < 1 || minutes > mostMinutes) {
      throw badInput(`"minutes" is ${minutes}; ask for 1 to ${mostMinutes}.`)
    }
    return context.load(healthOfSubgraphs, { minutes }, name)
  }

  @Access(subgraphAccess.read, ownerOf)
  @FieldResolver(() => [SubgraphHealthDay], {
    nullable: true,
    description:
      'The latest day first, at most 30; days on which nobody asked it are left out. For those who act for its organization and coordinators.',
  })
  healthByDay(@Root() { name }: Subgraph, @Ctx() context: SubgraphContext): Promise<SubgraphHealthDay[]> {
    return context.load(daysOfSubgraphs, null, name)
  }
}

@Resolver(() => SubgraphFailure)
export class SubgraphFailureResolver {
  @FieldResolver(() => String, { description: '`kind` in words: what it means and what to do.' })
  text(@Root() { kind }: SubgraphFailure, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(failureTexts[kind], lang)
  }
}
