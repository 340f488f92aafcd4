import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { LocalDate } from '../../../../platform/graph/scalars.js'
import type {
  FindingCode,
  KnownOperation,
  Severity,
  StoredFinding,
} from '../../../../schema/checks/finding.js'

/** How bad a finding is, as the graph has it. */
export const SubgraphFindingSeverity = {
  ERROR: 'ERROR',
  WARNING: 'WARNING',
} as const satisfies Record<Severity, Severity>

registerEnumType(SubgraphFindingSeverity, {
  name: 'SubgraphFindingSeverity',
  description: 'Whether what a check found keeps a subgraph out.',
  valuesConfig: {
    ERROR: { description: 'It is refused until this is dealt with.' },
    WARNING: { description: 'It is not refused; whoever decides about it sees this.' },
  },
})

@ObjectType({ description: 'Something a check found in a schema, or at the service that has it.' })
export class SubgraphFinding implements StoredFinding {
  @Field(() => String, {
    description: 'The rule, such as `SEAM_NON_NULL`; docs/subgraph-checks.md has them all.',
  })
  code!: FindingCode

  @Field(() => SubgraphFindingSeverity)
  severity!: Severity

  @Field(() => String, {
    nullable: true,
    description: 'What it is about: `Type`, `Type.field`, `Type.field(argument:)` or `Enum.VALUE`.',
  })
  coordinate!: string | null

  @Field(() => Int, { nullable: true, description: 'Line in the schema, from 1.' })
  line!: number | null

  @Field(() => Int, { nullable: true, description: 'Column in the schema, from 1.' })
  column!: number | null

  wording!: string
  params!: StoredFinding['params']
  operations!: readonly KnownOperation[]
}

@ObjectType({ description: 'An operation of frontends that a change would break.' })
export class BrokenOperation {
  @Field(() => ID, { description: 'SHA-256 of its text.' })
  hash!: string

  @Field(() => String, { nullable: true })
  name!: string | null

  @Field(() => String, { nullable: true, description: 'The app that has registered it; null if none has.' })
  app!: string | null

  @Field(() => String, { description: 'Without the values it was used with; the beginning of a long one.' })
  text!: string

  @Field(() => Int, { description: 'How often it was used in the last 30 days; 0 if it is registered only.' })
  timesUsed!: number

  @Field(() => LocalDate, { nullable: true, description: 'Last day on which it was used.' })
  lastUsedOn!: string | null
}
