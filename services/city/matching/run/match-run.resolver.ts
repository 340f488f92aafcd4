import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { Match } from '../match/match.type.js'
import { runsById } from './run.queries.js'
import { MatchingRun } from './run.type.js'

@Resolver(() => Match)
export class MatchRunResolver {
  @FieldResolver(() => MatchingRun, {
    nullable: true,
    description: 'The run that proposed it; null for one made by hand, and for who is no coordinator.',
  })
  run(@Root() { runId }: Match, @Ctx() context: SubgraphContext) {
    return runId === null ? null : context.load(runsById, null, runId)
  }
}
