import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'

/** What every mutation of an initiative or a proposal takes. */
@ArgsType()
export class InitiativeStepArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string

  @Field(() => Int, {
    description: 'The version the caller has seen; CONFLICT if somebody else has changed it since.',
  })
  version!: number
}

@ArgsType()
export class ReasonedStepArgs extends InitiativeStepArgs {
  @Field(() => String, { description: 'For the author, and the audit trail; at most 2,000 characters.' })
  reason!: string
}
