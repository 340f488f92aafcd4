import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { goodsAccess } from '../goods/goods.access.js'
import { WithdrawalArgs } from '../goods/goods.args.js'
import { stateNeed } from './changes/state.js'
import { updateNeed } from './changes/update.js'
import { withdrawNeed } from './changes/withdraw.js'
import { NeedChangesArgs, NewNeedArgs } from './need.args.js'
import { Need } from './need.type.js'

@Resolver(() => Need)
export class NeedMutations {
  @Access(goodsAccess.state)
  @Mutation(() => Need, { nullable: true, description: 'States what an initiative lacks.' })
  stateNeed(@Args(() => NewNeedArgs) args: NewNeedArgs, @Ctx() context: SubgraphContext): Promise<Need> {
    return stateNeed(context, args)
  }

  @Access(goodsAccess.update)
  @Mutation(() => Need, {
    nullable: true,
    description: 'Changes what is said of a need that has not been withdrawn.',
  })
  updateNeed(
    @Args(() => NeedChangesArgs) args: NeedChangesArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Need> {
    return updateNeed(context, args)
  }

  @Access(goodsAccess.withdraw)
  @Mutation(() => Need, {
    nullable: true,
    description: 'Takes a need back, for good. Lists show it no longer unless they are asked to.',
  })
  withdrawNeed(
    @Args(() => WithdrawalArgs) args: WithdrawalArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Need> {
    return withdrawNeed(context, args)
  }
}
