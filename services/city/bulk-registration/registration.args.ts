import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { PageArgs } from '../../../platform/graph/connection.js'
import { maxFileBytes, maxPartBytes, maxParts } from './limits.js'
import { RegistrationFormat } from './registration-format.js'
import { RowOutcome } from './row-outcome.js'

@ArgsType()
export class StartRegistrationArgs extends ChangeArgs {
  @Field(() => ID)
  organizationId!: string

  @Field(() => RegistrationFormat)
  format!: RegistrationFormat

  @Field(() => Boolean, { defaultValue: false, description: 'Checks everything and registers nothing.' })
  dryRun!: boolean

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Puts rows that have all it takes to be published before the town.',
  })
  submit!: boolean

  @Field(() => String, { nullable: true, description: 'For the report; at most 200 characters.' })
  fileName?: string | null
}

@ArgsType()
export class RegistrationArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string
}

@ArgsType()
export class AddToRegistrationArgs extends RegistrationArgs {
  @Field(() => Int, { description: `Its place in the file, 1 to ${maxParts}.` })
  part!: number

  @Field(() => String, {
    description: `The next piece of the file, cut anywhere: at most ${maxPartBytes / 1000} kB in UTF-8, ${maxFileBytes / 1e6} MB for all parts together.`,
  })
  content!: string
}

@ArgsType()
export class RunRegistrationArgs extends RegistrationArgs {
  @Field(() => Int, { description: 'How many parts the file has.' })
  parts!: number
}

@ArgsType()
export class RegistrationRowArgs extends PageArgs {
  @Field(() => RowOutcome, { nullable: true, description: 'Only rows with this outcome.' })
  outcome?: RowOutcome | null
}
