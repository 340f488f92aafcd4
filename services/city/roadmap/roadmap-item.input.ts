import { Field, ID, InputType } from 'type-graphql'
import { z } from 'zod'
import { says } from '../../../platform/input/problem.js'
import { LocalizedTextInput, localizedTextInput } from '../text/localized-text.input.js'
import { quarterPattern } from './quarter.js'
import { RoadmapPriority, RoadmapState } from './roadmap-terms.js'

const longestTitle = 200
const longestId = 200
const mostInitiatives = 100

@InputType({ description: 'A new item of the roadmap.' })
export class RoadmapItemInput {
  @Field(() => LocalizedTextInput, { description: `At most ${longestTitle} characters.` })
  title!: LocalizedTextInput

  @Field(() => String, { description: 'First quarter, such as 2027-Q1.' })
  startQuarter!: string

  @Field(() => String, { description: 'Last quarter, such as 2027-Q4.' })
  endQuarter!: string

  @Field(() => RoadmapPriority)
  priority!: RoadmapPriority

  @Field(() => RoadmapState, { defaultValue: RoadmapState.PLANNED })
  state!: RoadmapState

  @Field(() => ID, { description: 'Id of the field of action it is for.' })
  fieldOfAction!: string

  @Field(() => [ID], {
    defaultValue: [],
    description: `Ids of the initiatives that contribute to it, at most ${mostInitiatives}. Everybody sees those that are public.`,
  })
  initiatives!: string[]
}

@InputType({ description: 'What of an item is to change; what is not given stays as it is.' })
export class RoadmapItemChanges {
  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: `In all its languages, at most ${longestTitle} characters.`,
  })
  title?: LocalizedTextInput

  @Field(() => String, { nullable: true, description: 'First quarter, such as 2027-Q1.' })
  startQuarter?: string

  @Field(() => String, { nullable: true, description: 'Last quarter, such as 2027-Q4.' })
  endQuarter?: string

  @Field(() => RoadmapPriority, { nullable: true })
  priority?: RoadmapPriority

  @Field(() => RoadmapState, { nullable: true })
  state?: RoadmapState

  @Field(() => ID, { nullable: true, description: 'Id of the field of action it is for.' })
  fieldOfAction?: string

  @Field(() => [ID], {
    nullable: true,
    description: `Ids of all initiatives that contribute to it, at most ${mostInitiatives}.`,
  })
  initiatives?: string[]
}

const id = z.string().min(1).max(longestId)

export const roadmapItemInput = z.object({
  title: localizedTextInput(longestTitle),
  startQuarter: quarter(),
  endQuarter: quarter(),
  priority: z.enum(RoadmapPriority),
  state: z.enum(RoadmapState),
  fieldOfAction: id,
  initiatives: z.array(id).max(mostInitiatives),
})

export const roadmapItemChanges = roadmapItemInput.partial()

function quarter() {
  return z
    .string()
    .trim()
    .refine((value) => quarterPattern.test(value), says('NOT_A_QUARTER'))
}
