import { Directive, Field, ID, ObjectType } from 'type-graphql'
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

  fieldOfActionId!: string
}

export const RoadmapItemConnection = connectionOf(RoadmapItem, 'RoadmapItem')
