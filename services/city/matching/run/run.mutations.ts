import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { cancelMatchingRun } from './changes/cancel.js'
import { startMatchingRun } from './changes/start.js'
import { mostUnfinished } from './limits.js'
import { runAccess } from './run.access.js'
import { CancelMatchingRunArgs, StartMatchingRunArgs } from './run.args.js'
import { MatchingRun } from './run.type.js'

@Resolver()
export class MatchingRunMutations {
  @Access(runAccess.start)
  @Mutation(() => MatchingRun, {
    nullable: true,
    description: `Searches for what resources the needs could be met with, by the policy in force. What is accepted stays; earlier proposals for the same needs are superseded. At most ${mostUnfinished} runs may be unfinished at once.`,
  })
  startMatchingRun(
    @Args(() => StartMatchingRunArgs) args: StartMatchingRunArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<MatchingRun> {
    return startMatchingRun(context, args)
  }

  @Access(runAccess.cancel)
  @Mutation(() => MatchingRun, {
    nullable: true,
    description: 'Stops a run that waits or is at work; one at work is CANCELLED within a second or so.',
  })
  cancelMatchingRun(
    @Args(() => CancelMatchingRunArgs) args: CancelMatchingRunArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<MatchingRun> {
    return cancelMatchingRun(context, args)
  }
}
