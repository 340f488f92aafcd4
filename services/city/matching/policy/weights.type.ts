import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { z } from 'zod'
import type { TermWeights } from '../../../../matching/score/terms.js'
import { says } from '../../../../platform/input/problem.js'

/** Most a term can count. */
const mostWeight = 100

@ObjectType('TermWeights', {
  description: 'How much each term of a score counts: 0 to 100, not all of them 0.',
})
@InputType('TermWeightsInput', {
  description: 'How much each term of a score counts: 0 to 100, not all of them 0.',
})
export class ShownWeights {
  @Field(() => Int, { description: 'How exactly the skills fit.' })
  skills!: number

  @Field(() => Int, { description: 'How near the two are.' })
  distance!: number

  @Field(() => Int, { description: 'How much of the time that is asked for is covered.' })
  overlap!: number

  @Field(() => Int, { description: 'How much the roadmap wants the initiative.' })
  priority!: number

  @Field(() => Int, { description: 'How soon the need is to be met.' })
  urgency!: number

  @Field(() => Int, { description: 'How little the organization got lately.' })
  fairness!: number

  @Field(() => Int, { description: 'How little of the resource is tied up without use.' })
  cost!: number
}

export function shownWeights(weights: TermWeights): ShownWeights {
  const { SKILLS, DISTANCE, OVERLAP, PRIORITY, URGENCY, FAIRNESS, COST } = weights
  return {
    skills: SKILLS,
    distance: DISTANCE,
    overlap: OVERLAP,
    priority: PRIORITY,
    urgency: URGENCY,
    fairness: FAIRNESS,
    cost: COST,
  }
}

const weight = z.int().min(0).max(mostWeight)

/** Weights as they are stored and the engine takes them. */
export const weightsInput = z
  .object({
    skills: weight,
    distance: weight,
    overlap: weight,
    priority: weight,
    urgency: weight,
    fairness: weight,
    cost: weight,
  })
  .refine((weights) => Object.values(weights).some((each) => each > 0), says('ALL_ZERO'))
  .transform(
    ({ skills, distance, overlap, priority, urgency, fairness, cost }): TermWeights => ({
      SKILLS: skills,
      DISTANCE: distance,
      OVERLAP: overlap,
      PRIORITY: priority,
      URGENCY: urgency,
      FAIRNESS: fairness,
      COST: cost,
    }),
  )
