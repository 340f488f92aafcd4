import { Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import type { StoredFailure } from './registration-failure.js'
import { RegistrationFormat } from './registration-format.js'
import { RegistrationStatus } from './registration-status.js'
import type { RowFinding } from './row/judge-row.js'
import { RowOutcome } from './row-outcome.js'

@ObjectType({ description: 'How many rows have which outcome.' })
export class RegistrationProgress {
  @Field(() => Int)
  total!: number

  @Field(() => Int, { description: 'Those that have an outcome.' })
  done!: number

  @Field(() => Int)
  registered!: number

  @Field(() => Int)
  valid!: number

  @Field(() => Int)
  refused!: number

  @Field(() => Int)
  alreadyThere!: number
}

@ObjectType({ description: 'Why a registration as a whole does not go on.' })
export class RegistrationFailure {
  @Field(() => String, { description: 'From a closed list, such as `MISSING_COLUMNS`.' })
  code!: string

  @Field(() => String, { description: 'What to do.' })
  message!: string
}

@ObjectType({ description: 'Something that is wrong with a row, or that it lacks to be published.' })
export class RegistrationProblem {
  @Field(() => [String], { description: 'Column of the CSV file, or path within the JSON object.' })
  path!: string[]

  @Field(() => String, { description: 'From a closed list, such as `MISSING`.' })
  code!: string

  @Field(() => String, { description: 'What to do.' })
  message!: string
}

@ObjectType({ description: 'A row of the file, and what has become of it.' })
export class InitiativeRegistrationRow {
  @Field(() => Int, { description: 'From 1; the header does not count.' })
  row!: number

  @Field(() => Int, { nullable: true, description: 'Line of the CSV file it begins on; null for JSON.' })
  line!: number | null

  @Field(() => String, { nullable: true, description: 'Null where it is none.' })
  externalId!: string | null

  @Field(() => RowOutcome)
  outcome!: RowOutcome

  problemsFound!: RowFinding[]
  initiativeId!: string | null
}

export const InitiativeRegistrationRowConnection = connectionOf(
  InitiativeRegistrationRow,
  'InitiativeRegistrationRow',
)

@ObjectType({ description: 'A file with initiatives that an organization registers at once.' })
export class InitiativeRegistration {
  @Field(() => ID)
  id!: string

  @Field(() => RegistrationFormat)
  format!: RegistrationFormat

  @Field(() => Boolean, { description: 'Whether everything is checked and nothing registered.' })
  dryRun!: boolean

  @Field(() => Boolean, {
    description:
      'Whether rows that have all it takes to be published are put before the town; the others stay drafts.',
  })
  submit!: boolean

  @Field(() => String, { nullable: true })
  fileName!: string | null

  @Field(() => RegistrationStatus)
  status!: RegistrationStatus

  @Field(() => Int, { nullable: true, description: 'Null until the file is read.' })
  rowCount!: number | null

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'When it was finished, refused or cancelled.' })
  endedAt!: Date | null

  organizationId!: string
  /** Whether that is the town. */
  town!: boolean
  parts!: number | null
  storedFailure!: StoredFailure | null
}

export const InitiativeRegistrationConnection = connectionOf(InitiativeRegistration, 'InitiativeRegistration')
