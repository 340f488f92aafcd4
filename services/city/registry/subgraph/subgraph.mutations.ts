import { Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { SubgraphVersion } from '../version/version.type.js'
import { proveSubgraphHost } from './changes/prove-host.js'
import { registerSubgraph } from './changes/register.js'
import { retireSubgraph } from './changes/retire.js'
import { rollBackSubgraph } from './changes/roll-back.js'
import { rotateSubgraphKey } from './changes/rotate-key.js'
import { setSubgraphTerms } from './changes/set-terms.js'
import { resumeSubgraph, suspendSubgraph } from './changes/suspend.js'
import { subgraphAccess } from './subgraph.access.js'
import {
  ProveSubgraphHostArgs,
  RegisterSubgraphArgs,
  RetireSubgraphArgs,
  RollBackSubgraphArgs,
  SetSubgraphTermsArgs,
  SubgraphArgs,
  SuspendSubgraphArgs,
} from './subgraph.args.js'
import { Subgraph } from './subgraph.type.js'

@Resolver()
export class SubgraphMutations {
  @Access(subgraphAccess.register)
  @Mutation(() => Subgraph, {
    nullable: true,
    description:
      'Registers a subgraph an organization serves itself. It gets a token to prove its host with.',
  })
  registerSubgraph(
    @Args(() => RegisterSubgraphArgs) args: RegisterSubgraphArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Subgraph> {
    return registerSubgraph(context, args)
  }

  @Access(subgraphAccess.proveHost)
  @Mutation(() => Subgraph, {
    nullable: true,
    description: 'Looks now whether its host shows its token. Checks and publications do so too.',
  })
  proveSubgraphHost(
    @Args(() => ProveSubgraphHostArgs) args: ProveSubgraphHostArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Subgraph> {
    return proveSubgraphHost(context, args)
  }

  @Access(subgraphAccess.rotateKey)
  @Mutation(() => Subgraph, {
    nullable: true,
    description: 'Has the gateway sign its requests to it with a new key.',
  })
  rotateSubgraphKey(
    @Args(() => SubgraphArgs) args: SubgraphArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Subgraph> {
    return rotateSubgraphKey(context, args)
  }

  @Access(subgraphAccess.setTerms)
  @Mutation(() => Subgraph, { nullable: true, description: 'Changes on what terms it takes part.' })
  setSubgraphTerms(
    @Args(() => SetSubgraphTermsArgs) args: SetSubgraphTermsArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Subgraph> {
    return setSubgraphTerms(context, args)
  }

  @Access(subgraphAccess.suspend)
  @Mutation(() => Subgraph, {
    nullable: true,
    description: 'Has it asked no more: its types stay in the graph, its fields are null.',
  })
  suspendSubgraph(
    @Args(() => SuspendSubgraphArgs) args: SuspendSubgraphArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Subgraph> {
    return suspendSubgraph(context, args)
  }

  @Access(subgraphAccess.resume)
  @Mutation(() => Subgraph, { nullable: true, description: 'Has it asked again.' })
  resumeSubgraph(
    @Args(() => SubgraphArgs) args: SubgraphArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Subgraph> {
    return resumeSubgraph(context, args)
  }

  @Access(subgraphAccess.rollBack)
  @Mutation(() => SubgraphVersion, {
    nullable: true,
    description:
      'Makes a version live again, at once, that was live before and still composes with the others. What it replaces needs a new approval.',
  })
  rollBackSubgraph(
    @Args(() => RollBackSubgraphArgs) args: RollBackSubgraphArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<SubgraphVersion> {
    return rollBackSubgraph(context, args)
  }

  @Access(subgraphAccess.retire)
  @Mutation(() => Subgraph, {
    nullable: true,
    description:
      'Takes it out of the graph for good. Refused while operations in use would break, unless a coordinator forces it; its name stays taken.',
  })
  retireSubgraph(
    @Args(() => RetireSubgraphArgs) args: RetireSubgraphArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Subgraph> {
    return retireSubgraph(context, args)
  }
}
