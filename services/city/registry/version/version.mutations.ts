import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { subgraphAccess } from '../subgraph/subgraph.access.js'
import { approveSubgraphVersion } from './changes/approve.js'
import { checkSubgraph } from './changes/check.js'
import { publishSubgraph } from './changes/publish.js'
import { refuseSubgraphVersion } from './changes/refuse.js'
import { rollOutSubgraphVersion } from './changes/roll-out.js'
import { submitSubgraphVersion } from './changes/submit.js'
import { withdrawSubgraphVersion } from './changes/withdraw.js'
import {
  ApproveSubgraphVersionArgs,
  CheckSubgraphArgs,
  PublishSubgraphArgs,
  RefuseSubgraphVersionArgs,
  RollOutSubgraphVersionArgs,
  SubgraphVersionArgs,
} from './version.args.js'
import { SubgraphCheck, SubgraphVersion } from './version.type.js'

@Resolver()
export class SubgraphVersionMutations {
  @Access(subgraphAccess.check)
  @Mutation(() => SubgraphCheck, {
    nullable: true,
    description:
      'Checks a schema as publishing it would, and changes nothing. That its service still has another schema is a warning here; without an address it is not asked.',
  })
  checkSubgraph(
    @Args(() => CheckSubgraphArgs) args: CheckSubgraphArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<SubgraphCheck> {
    return checkSubgraph(context, args)
  }

  @Access(subgraphAccess.publish)
  @Mutation(() => SubgraphVersion, {
    nullable: true,
    description:
      'Publishes a version of a subgraph, as far as it may go by itself; `status` says how far. One with errors is REFUSED. What is there already is not stored again.',
  })
  publishSubgraph(
    @Args(() => PublishSubgraphArgs) args: PublishSubgraphArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<SubgraphVersion> {
    return publishSubgraph(context, args)
  }

  @Access(subgraphAccess.submit)
  @Mutation(() => SubgraphVersion, { nullable: true, description: 'Takes a version out of the sandbox.' })
  submitSubgraphVersion(
    @Args(() => SubgraphVersionArgs) args: SubgraphVersionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<SubgraphVersion> {
    return submitSubgraphVersion(context, args)
  }

  @Access(subgraphAccess.withdraw)
  @Mutation(() => SubgraphVersion, {
    nullable: true,
    description: 'Takes back a version that is not live.',
  })
  withdrawSubgraphVersion(
    @Args(() => SubgraphVersionArgs) args: SubgraphVersionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<SubgraphVersion> {
    return withdrawSubgraphVersion(context, args)
  }

  @Access(subgraphAccess.approve)
  @Mutation(() => SubgraphVersion, {
    nullable: true,
    description: 'Approves a version: for everybody, or as a canary for a share of requests; at most 4 are.',
  })
  approveSubgraphVersion(
    @Args(() => ApproveSubgraphVersionArgs) args: ApproveSubgraphVersionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<SubgraphVersion> {
    return approveSubgraphVersion(context, args)
  }

  @Access(subgraphAccess.refuse)
  @Mutation(() => SubgraphVersion, {
    nullable: true,
    description: 'Refuses a version that awaits approval or is a canary.',
  })
  refuseSubgraphVersion(
    @Args(() => RefuseSubgraphVersionArgs) args: RefuseSubgraphVersionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<SubgraphVersion> {
    return refuseSubgraphVersion(context, args)
  }

  @Access(subgraphAccess.rollOut)
  @Mutation(() => SubgraphVersion, {
    nullable: true,
    description: 'Changes the share of requests that get a canary.',
  })
  rollOutSubgraphVersion(
    @Args(() => RollOutSubgraphVersionArgs) args: RollOutSubgraphVersionArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<SubgraphVersion> {
    return rollOutSubgraphVersion(context, args)
  }
}
