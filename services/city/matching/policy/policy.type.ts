import { Field, Int, ObjectType } from 'type-graphql'
import type { TermWeights } from '../../../../matching/score/terms.js'
import { connectionOf } from '../../../../platform/graph/connection.js'
import { DateTime } from '../../../../platform/graph/scalars.js'

@ObjectType({
  description: 'How needs and resources are matched. A version never changes; the last one is in force.',
})
export class MatchingPolicy {
  @Field(() => Int, { description: 'From 1.' })
  version!: number

  storedWeights!: TermWeights

  @Field(() => Int, { description: 'How far ahead is matched.' })
  horizonDays!: number

  @Field(() => Int, { description: 'How long a provider has to confirm what was accepted.' })
  confirmationDays!: number

  @Field(() => Int, { description: 'How long a proposal waits for a decision.' })
  proposalDays!: number

  @Field(() => Int, { description: 'How far back counts what an organization got.' })
  fairnessDays!: number

  @Field(() => String, { nullable: true, description: 'Why it was changed; null for the first.' })
  reason!: string | null

  @Field(() => DateTime, { nullable: true, description: 'Null for the first, which came with the hub.' })
  createdAt!: Date | null

  /** Subject of the caller; null for the first. */
  createdById!: string | null
}

export const MatchingPolicyConnection = connectionOf(MatchingPolicy, 'MatchingPolicy')
