import { Float, Field as GraphField, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import type { StoppedBy } from '../../../../matching/plan.js'
import type { Step } from '../../../../matching/problem.js'
import { connectionOf } from '../../../../platform/graph/connection.js'
import { DateTime } from '../../../../platform/graph/scalars.js'
import { Field } from '../../field.js'
import { TimeWindow } from '../../goods/availability/availability.type.js'
import { ResourceKind } from '../../goods/resource-kind.js'
import type { RunFailure } from './run-failure.js'
import type { RunScope } from './run-scope.js'
import { RunStatus } from './run-status.js'
import type { Variation } from './variation.js'

const MatchingStep = {
  FILTER: 'FILTER',
  SCORE: 'SCORE',
  ASSIGN: 'ASSIGN',
  PROPOSE: 'PROPOSE',
} as const satisfies Record<Step, Step>

registerEnumType(MatchingStep, {
  name: 'MatchingStep',
  description: 'What a run is doing.',
  valuesConfig: {
    FILTER: { description: 'Finds the resources that would do for each need.' },
    SCORE: { description: 'Judges how well they fit.' },
    ASSIGN: { description: 'Chooses among them.' },
    PROPOSE: { description: 'Writes down what it has chosen, and why others were not.' },
  },
})

const MatchingStop = {
  PROVEN: 'PROVEN',
  EXHAUSTED: 'EXHAUSTED',
  TIME: 'TIME',
  CANCELLED: 'CANCELLED',
} as const satisfies Record<StoppedBy, StoppedBy>

registerEnumType(MatchingStop, {
  name: 'MatchingStop',
  description: 'Why a run searched no longer.',
  valuesConfig: {
    PROVEN: { description: 'There is nothing better.' },
    EXHAUSTED: { description: 'It came to its end without a proof that there is nothing better.' },
    TIME: { description: 'Its time was up.' },
    CANCELLED: { description: 'It was told to.' },
  },
})

@ObjectType({ description: 'How far a run at work has come.' })
export class MatchingProgress {
  @GraphField(() => MatchingStep, { nullable: true, description: 'Null while it reads what there is.' })
  step!: Step | null

  @GraphField(() => Int, { description: 'Of `total`, in this step.' })
  done!: number

  @GraphField(() => Int)
  total!: number

  @GraphField(() => Int, { description: 'Of the whole run, 0 to 99; roughly.' })
  percent!: number
}

@ObjectType({ description: 'Why a run could not be ended.' })
export class MatchingFailure {
  @GraphField(() => String, { description: 'From a closed list, such as `OUT_OF_MEMORY`.' })
  code!: string

  @GraphField(() => String, { description: 'What to do.' })
  message!: string
}

@ObjectType({ description: 'What a run looks at; an empty list leaves nothing out.' })
export class MatchingScope {
  @GraphField(() => [ResourceKind])
  kinds!: readonly ResourceKind[]

  @GraphField(() => [Field], { description: 'Of the initiatives that have needs.' })
  fields!: readonly Field[]

  districtIds!: readonly string[]
  initiativeIds!: readonly string[]
}

@ObjectType({ description: 'A resource of which more or less than there is was taken to be there.' })
export class VariedAmount {
  @GraphField(() => String, { description: 'In the unit of the resource.' })
  amount!: string

  resourceId!: string
}

@ObjectType({ description: 'What was taken to be other than it is.' })
export class WhatIf {
  stored!: Variation
}

@ObjectType({ description: 'How much there was, and what came of it.' })
export class MatchingCounts {
  @GraphField(() => Int, { description: 'Needs there were.' })
  needs!: number

  @GraphField(() => Int, { description: 'Resources there were of a kind and unit that is needed.' })
  resources!: number

  @GraphField(() => Int, { nullable: true, description: 'Proposals it made; null until it is finished.' })
  proposals!: number | null

  @GraphField(() => Int, {
    nullable: true,
    description: 'Needs that would still lack something; null until it is finished.',
  })
  unmet!: number | null
}

@ObjectType({ description: 'One search for what resources the needs could be met with. For coordinators.' })
export class MatchingRun {
  @GraphField(() => ID)
  id!: string

  @GraphField(() => RunStatus)
  status!: RunStatus

  @GraphField(() => Int, { description: 'How long it may search.' })
  timeLimitSeconds!: number

  @GraphField(() => TimeWindow, {
    nullable: true,
    description: 'When what it proposes is used; null until it has begun.',
  })
  horizon!: TimeWindow | null

  @GraphField(() => MatchingCounts, { nullable: true, description: 'Null until it has read what there is.' })
  counts!: MatchingCounts | null

  @GraphField(() => String, {
    nullable: true,
    description:
      'What its proposals are worth: the sum over them of hundredths times score, an integer. Null until it is finished.',
  })
  objective!: string | null

  @GraphField(() => String, {
    nullable: true,
    description: 'No proposals for the same needs and resources are worth more. Null until it is finished.',
  })
  bound!: string | null

  @GraphField(() => Float, {
    nullable: true,
    description: 'How far below its bound it may be, as a part of the bound: 0 is the best there is.',
  })
  gap!: number | null

  @GraphField(() => MatchingStop, {
    nullable: true,
    description: 'Why it searched no longer; null until it is finished.',
  })
  stoppedBy!: StoppedBy | null

  @GraphField(() => Float, {
    nullable: true,
    description: 'How long it searched; null until it is finished.',
  })
  seconds!: number | null

  @GraphField(() => DateTime)
  createdAt!: Date

  @GraphField(() => DateTime, { nullable: true, description: 'When it was begun first.' })
  startedAt!: Date | null

  @GraphField(() => DateTime, { nullable: true })
  endedAt!: Date | null

  @GraphField(() => String, { description: 'Who started it, as the audit trail calls them.' })
  startedById!: string

  policyVersion!: number
  storedScope!: RunScope
  variation!: Variation | null
  storedProgress!: Omit<MatchingProgress, 'percent'>
  failureCode!: RunFailure | null
}

export const MatchingRunConnection = connectionOf(MatchingRun, 'MatchingRun')
