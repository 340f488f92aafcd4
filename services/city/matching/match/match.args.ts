import { ArgsType, Field, ID, InputType, Int } from 'type-graphql'
import { ChangeArgs } from '../../../../platform/graph/change-args.js'
import { DateTime } from '../../../../platform/graph/scalars.js'

/** What every mutation of a match takes. */
@ArgsType()
export class MatchStepArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string

  @Field(() => Int, {
    description: 'The version the caller has seen; CONFLICT if it has been changed since.',
  })
  version!: number
}

@ArgsType()
export class ReasonedMatchArgs extends MatchStepArgs {
  @Field(() => String, {
    description: 'For those it concerns, and the audit trail; at most 1,000 characters.',
  })
  reason!: string
}

const amountDescription =
  'In the unit of both: exact decimal number above 0, such as 1250.5; pieces and seats are whole.'

@ArgsType()
export class AcceptMatchArgs extends MatchStepArgs {
  @Field(() => String, { nullable: true, description: `${amountDescription} Null: as it was proposed.` })
  amount?: string | null
}

@ArgsType()
export class MatchAmountArgs extends MatchStepArgs {
  @Field(() => String, { description: amountDescription })
  amount!: string
}

@ArgsType()
export class MatchWindowsArgs {
  @Field(() => DateTime)
  from!: Date

  @Field(() => DateTime)
  to!: Date
}

@InputType({ description: 'A stretch of time; its end is not part of it.' })
export class TimeWindowInput {
  @Field(() => DateTime)
  from!: Date

  @Field(() => DateTime)
  to!: Date
}

@ArgsType()
export class AllocationArgs extends ChangeArgs {
  @Field(() => ID)
  needId!: string

  @Field(() => ID)
  resourceId!: string

  @Field(() => String, { description: amountDescription })
  amount!: string

  @Field(() => [TimeWindowInput], {
    nullable: true,
    description:
      'When it is used, at most 400 windows: within the time in which both are open. Null: whenever both can, or as early as they can.',
  })
  windows?: TimeWindowInput[] | null
}
