import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { Alternative } from '../../../../matching/plan.js'
import type { TermVector } from '../../../../matching/score/terms.js'
import { connectionOf } from '../../../../platform/graph/connection.js'
import { DateTime } from '../../../../platform/graph/scalars.js'
import { TimeWindow } from '../../goods/availability/availability.type.js'
import { Quantity } from '../../goods/goods.type.js'
import { ResourceKind } from '../../goods/resource-kind.js'
import { MatchStatus } from './match-status.js'

@ObjectType({
  description:
    'An amount of a resource for a need. Coordinators see all of them, members of the organizations on both sides those that were accepted.',
})
@Directive('@key(fields: "id")')
export class Match {
  @Field(() => ID)
  id!: string

  @Field(() => MatchStatus)
  status!: MatchStatus

  @Field(() => Quantity)
  quantity!: Quantity

  @Field(() => TimeWindow, {
    description: 'From the first to the last moment of its use; `windows` tells when in between.',
  })
  span!: TimeWindow

  @Field(() => Int, {
    nullable: true,
    description: 'How well both fit, 1 to 1000; null for one made by hand.',
  })
  score!: number | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the provider may confirm it; null for what was never accepted.',
  })
  confirmBy!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was declined, refused or released.' })
  endReason!: string | null

  @Field(() => Int, { description: 'Raised by every change; a change names the version it was made for.' })
  version!: number

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When a coordinator accepted it, or made it by hand.',
  })
  acceptedAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'When the provider confirmed it.' })
  confirmedAt!: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it ended without being used, or was replaced.',
  })
  endedAt!: Date | null

  needId!: string
  resourceId!: string
  runId!: string | null
  terms!: TermVector | null
  storedAlternatives!: readonly Alternative[]
}

export const MatchConnection = connectionOf(Match, 'Match')

@ObjectType({ description: 'Another resource that would do for the need of a proposal.' })
export class MatchAlternative {
  @Field(() => Quantity, { description: 'What it could give by itself.' })
  quantity!: Quantity

  @Field(() => Int, { description: '1 to 1000.' })
  score!: number

  resourceId!: string
  runId!: string | null
  terms!: TermVector
}

@InputType({ description: 'Which matches are wanted; what is not given is not asked for.' })
export class MatchFilter {
  @Field(() => [MatchStatus], {
    nullable: true,
    description: 'Null: all but WHAT_IF; with a run, all.',
  })
  status?: MatchStatus[] | null

  @Field(() => ID, { nullable: true })
  need?: string | null

  @Field(() => ID, { nullable: true })
  resource?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the organization that offers the resource, or has the need.',
  })
  organization?: string | null

  @Field(() => ID, { nullable: true, description: 'Id of the initiative that has the need.' })
  initiative?: string | null

  @Field(() => ResourceKind, { nullable: true })
  kind?: ResourceKind | null

  @Field(() => ID, { nullable: true, description: 'Id of the matching run that proposed it.' })
  run?: string | null
}
