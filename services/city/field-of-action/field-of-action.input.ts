import { Field, ID, InputType, Int } from 'type-graphql'
import { z } from 'zod'
import { LocalizedTextInput, localizedTextInput } from '../text/localized-text.input.js'

const longestTitle = 200
const longestDescription = 2_000
const mostStatements = 20

/** The strategy is shown as a whole, so it has a bound. */
export const mostFieldsOfAction = 50

@InputType({ description: 'A new field of action of the strategy.' })
export class FieldOfActionInput {
  @Field(() => LocalizedTextInput, { description: `At most ${longestTitle} characters.` })
  title!: LocalizedTextInput

  @Field(() => LocalizedTextInput, {
    description: `At most ${longestDescription.toLocaleString('en')} characters.`,
  })
  description!: LocalizedTextInput

  @Field(() => [Int], { defaultValue: [], description: 'Numbers of the vision statements it serves.' })
  visionStatements!: number[]
}

@InputType({ description: 'What of a field of action is to change; what is not given stays as it is.' })
export class FieldOfActionChanges {
  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: `In all its languages, at most ${longestTitle} characters.`,
  })
  title?: LocalizedTextInput

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: `In all its languages, at most ${longestDescription.toLocaleString('en')} characters.`,
  })
  description?: LocalizedTextInput

  @Field(() => [Int], { nullable: true, description: 'Numbers of all vision statements it serves.' })
  visionStatements?: number[]
}

@InputType({ description: 'A field of action in the order the strategy is to have.' })
export class FieldOfActionPlace {
  @Field(() => ID)
  id!: string

  @Field(() => Int, { description: 'The version that is to be changed.' })
  version!: number
}

export const fieldOfActionInput = z.object({
  title: localizedTextInput(longestTitle),
  description: localizedTextInput(longestDescription),
  visionStatements: z.array(z.int()).max(mostStatements),
})

export const fieldOfActionChanges = fieldOfActionInput.partial()
