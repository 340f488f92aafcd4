import { Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime, LocalDate } from '../../../../../platform/graph/scalars.js'
import { breakerStates, partnerFailures } from '../../../../../platform/registry/report.js'

export type SubgraphFailureKind = (typeof partnerFailures)[number]
export type BreakerState = (typeof breakerStates)[number]

// The names are those of the contract with the gateway.
const SubgraphFailureKind = Object.fromEntries(partnerFailures.map((kind) => [kind, kind]))
const BreakerState = Object.fromEntries(breakerStates.map((state) => [state, state]))

registerEnumType(SubgraphFailureKind, {
  name: 'SubgraphFailureKind',
  description: 'Why a subgraph could not be used.',
})

registerEnumType(BreakerState, {
  name: 'BreakerState',
  description: 'Whether a gateway asks a subgraph after what it has met there.',
  valuesConfig: {
    CLOSED: { description: 'It does.' },
    OPEN: { description: 'It does not, for a short time.' },
    HALF_OPEN: { description: 'It tries with one request.' },
  },
})

@ObjectType({ description: 'How often a subgraph could not be used for one reason.' })
export class SubgraphFailureCount {
  @Field(() => SubgraphFailureKind)
  kind!: SubgraphFailureKind

  // Counts may be more than an Int of GraphQL can hold.
  @Field(() => Float)
  count!: number
}

@ObjectType({ description: 'The last time a subgraph could not be used.' })
export class SubgraphFailure {
  @Field(() => DateTime)
  at!: Date

  @Field(() => SubgraphFailureKind)
  kind!: SubgraphFailureKind

  @Field(() => String, { description: 'What the gateway met, for who looks after it.' })
  message!: string
}

@ObjectType({ description: 'What one of the running gateways makes of a subgraph.' })
export class SubgraphBreaker {
  @Field(() => ID, { description: 'The process of the gateway.' })
  gateway!: string

  @Field(() => BreakerState)
  state!: BreakerState

  @Field(() => DateTime)
  reportedAt!: Date
}

@ObjectType({
  description: 'Values a subgraph returned that are not what its schema promises; they became null.',
})
export class SubgraphViolation {
  @Field(() => String, { description: 'The field, such as `District.beds`.' })
  coordinate!: string

  @Field(() => String)
  problem!: string

  @Field(() => Float, { description: 'How often, on the day it last happened (UTC).' })
  count!: number

  @Field(() => DateTime)
  lastAt!: Date
}

@ObjectType({ description: 'How requests to a subgraph went.' })
abstract class SubgraphFigures {
  @Field(() => Float, { description: 'Requests that were made or would have been made.' })
  requests!: number

  @Field(() => [SubgraphFailureCount], { description: 'The most frequent kind first.' })
  failures!: SubgraphFailureCount[]

  @Field(() => Float, { description: 'Requests that were sent again after a failure.' })
  retries!: number

  @Field(() => Float, { nullable: true, description: 'Share of requests that failed, 0 to 1.' })
  errorRate!: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'Half of all answers took no longer, ms. Estimated, as the others; at most 5,000.',
  })
  p50Ms!: number | null

  @Field(() => Float, { nullable: true, description: '95 % of all answers took no longer, ms.' })
  p95Ms!: number | null

  @Field(() => Float, { nullable: true, description: '99 % of all answers took no longer, ms.' })
  p99Ms!: number | null
}

@ObjectType({ description: 'How a subgraph has been doing lately, as the gateways see it.' })
export class SubgraphHealth extends SubgraphFigures {
  @Field(() => DateTime, { description: 'What has been counted since; a full minute.' })
  since!: Date

  @Field(() => [SubgraphBreaker], { description: 'One for each gateway that runs and has asked it.' })
  breakers!: SubgraphBreaker[]

  @Field(() => SubgraphFailure, { nullable: true })
  lastFailure!: SubgraphFailure | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it last answered as it should, which may be long ago.',
  })
  lastAnswerAt!: Date | null

  @Field(() => [SubgraphViolation], { description: 'The latest first, at most 50.' })
  violations!: SubgraphViolation[]
}

@ObjectType({ description: 'How a subgraph did on a day.' })
export class SubgraphHealthDay extends SubgraphFigures {
  @Field(() => LocalDate, { description: 'UTC.' })
  day!: string
}
