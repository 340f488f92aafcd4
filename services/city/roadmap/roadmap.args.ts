import { ArgsType, Field, ID, Int } from 'type-graphql'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import { reasonDescription } from '../history/reason.input.js'
import { RoadmapItemChanges, RoadmapItemInput } from './roadmap-item.input.js'

@ArgsType()
export class AddRoadmapItemArgs extends ChangeArgs {
  @Field(() => RoadmapItemInput)
  input!: RoadmapItemInput

  @Field(() => String, { nullable: true, description: reasonDescription })
  reason?: string | null
}

@ArgsType()
export class UpdateRoadmapItemArgs extends ChangeArgs {
  @Field(() => ID)
  id!: string

  @Field(() => Int, { description: 'The version that is to be changed.' })
  version!: number

  @Field(() => RoadmapItemChanges)
  input!: RoadmapItemChanges

  @Field(() => String, { description: reasonDescription })
  reason!: string
}
