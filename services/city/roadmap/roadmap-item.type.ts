import { Directive, Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { RoadmapPriority, RoadmapState } from './roadmap-terms.js'

@ObjectType({ description: 'Something the town means to do in certain quarters.' })
@Directive('@key(fields: "id")')
export class RoadmapItem {
  @Field(() => ID)
  id!: string

  texts!: { title: LocalizedText }

  @Field(() => String, { description: 'First quarter, such as 2027-Q1.' })
  startQuarter!: string

  @Field(() => String, { description: 'Last quarter, such as 2027-Q4.' })
  endQuarter!: string

  @Field(() => RoadmapPriority)
  priority!: RoadmapPriority

  @Field(() => RoadmapState)
  state!: RoadmapState

  @Field(() => Int, { description: 'Counts the changes; who changes it says which one they have seen.' })
  version!: number

  fieldOfActionId!: string

  /** Moment it is shown as of, ISO 8601; null for the present. */
  asOf!: string | null
}

export const RoadmapItemConnection = connectionOf(RoadmapItem, 'RoadmapItem')
