import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { goodsAccess } from '../goods/goods.access.js'
import { WithdrawalArgs } from '../goods/goods.args.js'
import { offerResource } from './changes/offer.js'
import { updateResource } from './changes/update.js'
import { withdrawResource } from './changes/withdraw.js'
import { OfferArgs, ResourceChangesArgs } from './resource.args.js'
import { Resource } from './resource.type.js'

@Resolver(() => Resource)
export class ResourceMutations {
  @Access(goodsAccess.offer)
  @Mutation(() => Resource, { nullable: true, description: 'Offers something to initiatives.' })
  offerResource(@Args(() => OfferArgs) args: OfferArgs, @Ctx() context: SubgraphContext): Promise<Resource> {
    return offerResource(context, args)
  }

  @Access(goodsAccess.update)
  @Mutation(() => Resource, {
    nullable: true,
    description: 'Changes what is said of a resource that has not been withdrawn.',
  })
  updateResource(
    @Args(() => ResourceChangesArgs) args: ResourceChangesArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Resource> {
    return updateResource(context, args)
  }

  @Access(goodsAccess.withdraw)
  @Mutation(() => Resource, {
    nullable: true,
    description: 'Takes an offer back, for good. Lists show it no longer unless they are asked to.',
  })
  withdrawResource(
    @Args(() => WithdrawalArgs) args: WithdrawalArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Resource> {
    return withdrawResource(context, args)
  }
}
