import { Args, ArgsType, Ctx, Field, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { initiativeAccess } from '../initiative.access.js'
import { InitiativeChangesInput } from '../initiative.input.js'
import { InitiativeStepArgs, ReasonedStepArgs } from '../step.args.js'
import { acceptProposal } from './changes/accept.js'
import { proposeChange } from './changes/propose.js'
import { rejectProposal } from './changes/reject.js'
import { requestChangesToProposal } from './changes/request-changes.js'
import { updateProposal } from './changes/update.js'
import { withdrawProposal } from './changes/withdraw.js'
import { InitiativeProposal } from './initiative-proposal.type.js'
import { proposalAccess } from './proposal.access.js'

@ArgsType()
class ProposalContentArgs extends InitiativeStepArgs {
  @Field(() => InitiativeChangesInput)
  input!: InitiativeChangesInput
}

/** Changes to what is published: each mutation but the first is a step of `proposalLife`. */
@Resolver()
export class InitiativeProposalMutations {
  @Access(initiativeAccess.propose)
  @Mutation(() => InitiativeProposal, {
    nullable: true,
    description:
      'Proposes a change to the published initiative with this id. It stays as it is until a coordinator accepts the change.',
  })
  proposeChange(@Args(() => ProposalContentArgs) args: ProposalContentArgs, @Ctx() context: SubgraphContext) {
    return proposeChange(context, args)
  }

  @Access(proposalAccess.update)
  @Mutation(() => InitiativeProposal, {
    nullable: true,
    description: 'Writes parts of a proposal anew and puts it forward again.',
  })
  updateProposal(
    @Args(() => ProposalContentArgs) args: ProposalContentArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return updateProposal(context, args)
  }

  @Access(proposalAccess.withdraw)
  @Mutation(() => InitiativeProposal, { nullable: true, description: 'Takes a proposal back.' })
  withdrawProposal(
    @Args(() => InitiativeStepArgs) args: InitiativeStepArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return withdrawProposal(context, args)
  }

  @Access(proposalAccess.requestChanges)
  @Mutation(() => InitiativeProposal, {
    nullable: true,
    description: 'Sends a proposal back to its author with a reason.',
  })
  requestChangesToProposal(
    @Args(() => ReasonedStepArgs) args: ReasonedStepArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return requestChangesToProposal(context, args)
  }

  @Access(proposalAccess.accept)
  @Mutation(() => InitiativeProposal, {
    nullable: true,
    description: 'Makes a proposal public: from now on the initiative says what was proposed.',
  })
  acceptProposal(@Args(() => InitiativeStepArgs) args: InitiativeStepArgs, @Ctx() context: SubgraphContext) {
    return acceptProposal(context, args)
  }

  @Access(proposalAccess.reject)
  @Mutation(() => InitiativeProposal, {
    nullable: true,
    description: 'Rejects a proposal with a reason; what is published stays.',
  })
  rejectProposal(@Args(() => ReasonedStepArgs) args: ReasonedStepArgs, @Ctx() context: SubgraphContext) {
    return rejectProposal(context, args)
  }
}
