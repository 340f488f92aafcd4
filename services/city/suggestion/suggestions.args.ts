import { ArgsType, Field, ID } from 'type-graphql'
import type { AskedQuestion } from '../../../platform/suggestions/question.js'
import { Field as FieldOfInitiative } from '../field.js'
import { LifeSituation } from '../municipal-service/life-situation.js'

/** What suggestions are wanted for. */
@ArgsType()
export class SuggestionsArgs implements AskedQuestion {
  @Field(() => [LifeSituation], { nullable: true, description: 'What is going on in your life.' })
  lifeSituations?: LifeSituation[] | null

  @Field(() => ID, { nullable: true, description: 'Id of the district you live in.' })
  district?: string | null

  @Field(() => [FieldOfInitiative], { nullable: true, description: 'What you are interested in.' })
  interests?: FieldOfInitiative[] | null
}
