import { Args, ArgsType, Ctx, Field, ID, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { approveInitiative } from './changes/approve.js'
import { deleteDraft } from './changes/delete-draft.js'
import { draftInitiative } from './changes/draft.js'
import { endInitiative } from './changes/end.js'
import { pauseInitiative } from './changes/pause.js'
import { rejectInitiative } from './changes/reject.js'
import { requestChanges } from './changes/request-changes.js'
import { resumeInitiative } from './changes/resume.js'
import { submitInitiative } from './changes/submit.js'
import { updateInitiative } from './changes/update.js'
import { withdrawInitiative } from './changes/withdraw.js'
import { initiativeAccess } from './initiative.access.js'
import { InitiativeChangesInput, InitiativeDraftInput } from './initiative.input.js'
import { Initiative } from './initiative.type.js'
import { InitiativeStepArgs, ReasonedStepArgs } from './step.args.js'

@ArgsType()
class DraftArgs extends ChangeArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the organization that stands behind it; without one, the town itself does.',
  })
  organization?: string | null

  @Field(() => InitiativeDraftInput)
  input!: InitiativeDraftInput
}

@ArgsType()
class UpdateArgs extends InitiativeStepArgs {
  @Field(() => InitiativeChangesInput)
  input!: InitiativeChangesInput
}

@ArgsType()
class ApproveArgs extends InitiativeStepArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it is to be published, up to two years ahead; without it, or if it is past, at once.',
  })
  publishAt?: Date | null
}

/** The life of an initiative: each mutation is a step of `initiativeLife`. */
@Resolver()
export class InitiativeMutations {
  @Access(initiativeAccess.draft)
  @Mutation(() => Initiative, {
    nullable: true,
    description: 'Begins an initiative; nobody else sees it yet.',
  })
  draftInitiative(@Args(() => DraftArgs) args: DraftArgs, @Ctx() context: SubgraphContext) {
    return draftInitiative(context, args)
  }

  @Access(initiativeAccess.edit)
  @Mutation(() => Initiative, {
    nullable: true,
    description: 'Writes parts of a draft anew, or of what changes were asked for.',
  })
  updateInitiative(@Args(() => UpdateArgs) args: UpdateArgs, @Ctx() context: SubgraphContext) {
    return updateInitiative(context, args)
  }

  @Access(initiativeAccess.remove)
  @Mutation(() => ID, {
    nullable: true,
    description: 'Deletes a draft that was never submitted, with its needs; gives its id.',
  })
  deleteDraft(@Args(() => InitiativeStepArgs) args: InitiativeStepArgs, @Ctx() context: SubgraphContext) {
    return deleteDraft(context, args)
  }

  @Access(initiativeAccess.submit)
  @Mutation(() => Initiative, {
    nullable: true,
    description:
      'Puts it before the town. INCOMPLETE says everything it lacks to be published in `extensions.problems`.',
  })
  submitInitiative(
    @Args(() => InitiativeStepArgs) args: InitiativeStepArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return submitInitiative(context, args)
  }

  @Access(initiativeAccess.withdraw)
  @Mutation(() => Initiative, {
    nullable: true,
    description: 'Takes back what was submitted, or approved but not published yet: it is a draft again.',
  })
  withdrawInitiative(
    @Args(() => InitiativeStepArgs) args: InitiativeStepArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return withdrawInitiative(context, args)
  }

  @Access(initiativeAccess.requestChanges)
  @Mutation(() => Initiative, { nullable: true, description: 'Sends it back to its author with a reason.' })
  requestChanges(@Args(() => ReasonedStepArgs) args: ReasonedStepArgs, @Ctx() context: SubgraphContext) {
    return requestChanges(context, args)
  }

  @Access(initiativeAccess.publish)
  @Mutation(() => Initiative, {
    nullable: true,
    description: 'Publishes it, at once or at a set time. Its organization must be verified.',
  })
  approveInitiative(@Args(() => ApproveArgs) args: ApproveArgs, @Ctx() context: SubgraphContext) {
    return approveInitiative(context, args)
  }

  @Access(initiativeAccess.reject)
  @Mutation(() => Initiative, { nullable: true, description: 'Rejects it for good, with a reason.' })
  rejectInitiative(@Args(() => ReasonedStepArgs) args: ReasonedStepArgs, @Ctx() context: SubgraphContext) {
    return rejectInitiative(context, args)
  }

  @Access(initiativeAccess.pause)
  @Mutation(() => Initiative, {
    nullable: true,
    description: 'Interrupts a published one; everybody sees that it pauses, but not why.',
  })
  pauseInitiative(@Args(() => ReasonedStepArgs) args: ReasonedStepArgs, @Ctx() context: SubgraphContext) {
    return pauseInitiative(context, args)
  }

  @Access(initiativeAccess.resume)
  @Mutation(() => Initiative, {
    nullable: true,
    description: 'Lets a paused one go on. What the town has paused, only the town resumes.',
  })
  resumeInitiative(
    @Args(() => InitiativeStepArgs) args: InitiativeStepArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return resumeInitiative(context, args)
  }

  @Access(initiativeAccess.end)
  @Mutation(() => Initiative, {
    nullable: true,
    description: 'Ends it for good; everybody sees that it has ended, but not why.',
  })
  endInitiative(@Args(() => ReasonedStepArgs) args: ReasonedStepArgs, @Ctx() context: SubgraphContext) {
    return endInitiative(context, args)
  }
}
