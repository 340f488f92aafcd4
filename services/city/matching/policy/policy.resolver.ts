import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { page } from '../../../../platform/graph/list.js'
import { Account } from '../../account/account.type.js'
import { actingAccount } from '../../account/acting-account.js'
import { policyAccess } from './policy.access.js'
import { policyInForce, policyList } from './policy.queries.js'
import { MatchingPolicy, MatchingPolicyConnection } from './policy.type.js'
import { ShownWeights, shownWeights } from './weights.type.js'

@Resolver(() => MatchingPolicy)
export class MatchingPolicyResolver {
  @Access(policyAccess.read)
  @Query(() => MatchingPolicy, { nullable: true, description: 'The policy in force. For coordinators.' })
  matchingPolicy(@Ctx() { database }: SubgraphContext): Promise<MatchingPolicy> {
    return policyInForce(database)
  }

  @Access(policyAccess.read)
  @Query(() => MatchingPolicyConnection, {
    nullable: true,
    description: 'All versions of the policy, the newest first. For coordinators.',
  })
  matchingPolicies(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<MatchingPolicy>> {
    return page<MatchingPolicy>(policyList, args, context)
  }

  @FieldResolver(() => ShownWeights)
  weights(@Root() { storedWeights }: MatchingPolicy): ShownWeights {
    return shownWeights(storedWeights)
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'Who changed it; null for the first, and where it was no person.',
  })
  createdBy(@Root() { createdById }: MatchingPolicy): Account | null {
    return createdById === null ? null : actingAccount(createdById)
  }
}
