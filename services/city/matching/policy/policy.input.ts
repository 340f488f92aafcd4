import { Field, InputType, Int } from 'type-graphql'
import { z } from 'zod'
import { ShownWeights, weightsInput } from './weights.type.js'

/** Days each part of the policy may be, first and last included; the table has the same bounds. */
const bounds = {
  horizonDays: [7, 731],
  confirmationDays: [1, 90],
  proposalDays: [1, 365],
  fairnessDays: [30, 1461],
} as const

function said(what: string, [least, most]: readonly [number, number]) {
  return { nullable: true, description: `${what}: ${least} to ${most.toLocaleString('en')}.` }
}

@InputType({ description: 'What of the policy is to change; what is not given stays as it is.' })
export class MatchingPolicyChanges {
  @Field(() => ShownWeights, { nullable: true })
  weights?: ShownWeights | null

  @Field(() => Int, said('How far ahead is matched', bounds.horizonDays))
  horizonDays?: number | null

  @Field(() => Int, said('How long a provider has to confirm', bounds.confirmationDays))
  confirmationDays?: number | null

  @Field(() => Int, said('How long a proposal waits for a decision', bounds.proposalDays))
  proposalDays?: number | null

  @Field(() => Int, said('How far back counts what an organization got', bounds.fairnessDays))
  fairnessDays?: number | null
}

function days([least, most]: readonly [number, number]) {
  return z.int().min(least).max(most).nullish()
}

export const policyChanges = z.object({
  weights: weightsInput.nullish(),
  horizonDays: days(bounds.horizonDays),
  confirmationDays: days(bounds.confirmationDays),
  proposalDays: days(bounds.proposalDays),
  fairnessDays: days(bounds.fairnessDays),
})
