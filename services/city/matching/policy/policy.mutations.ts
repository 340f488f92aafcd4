import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { updateMatchingPolicy } from './changes/update.js'
import { policyAccess } from './policy.access.js'
import { UpdateMatchingPolicyArgs } from './policy.args.js'
import { MatchingPolicy } from './policy.type.js'

@Resolver()
export class MatchingPolicyMutations {
  @Access(policyAccess.update)
  @Mutation(() => MatchingPolicy, {
    nullable: true,
    description: 'Changes how is matched: adds a version, which is in force for runs started from now on.',
  })
  updateMatchingPolicy(
    @Args(() => UpdateMatchingPolicyArgs) args: UpdateMatchingPolicyArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<MatchingPolicy> {
    return updateMatchingPolicy(context, args)
  }
}
