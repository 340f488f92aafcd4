import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import type { Suggestion } from '../../../platform/suggestions/by-fit.js'
import type { Question } from '../../../platform/suggestions/question.js'
import { SuggestionReason } from '../../../platform/suggestions/reason.type.js'
import type { SuggestionsReference } from '../../../platform/suggestions/reference.js'
import { Initiative } from '../initiative/initiative.type.js'
import { MunicipalService } from '../municipal-service/municipal-service.type.js'

@ObjectType({
  description:
    'What there is for somebody, and why: each part comes from the subgraph whose things are suggested.',
})
@Directive('@key(fields: "id")')
export class Suggestions implements SuggestionsReference {
  @Field(() => ID, { description: 'Holds what was asked for; the same for the same question.' })
  id!: string

  question!: Question
}

@ObjectType({ description: 'A service of the town that fits.' })
export class MunicipalServiceSuggestion implements Suggestion<MunicipalService> {
  @Field(() => MunicipalService)
  suggested!: MunicipalService

  @Field(() => [SuggestionReason], { description: 'Never empty; those that count most first.' })
  reasons!: Suggestion<MunicipalService>['reasons']
}

@ObjectType({ description: 'An initiative that fits.' })
export class InitiativeSuggestion implements Suggestion<Initiative> {
  @Field(() => Initiative)
  suggested!: Initiative

  @Field(() => [SuggestionReason], { description: 'Never empty; those that count most first.' })
  reasons!: Suggestion<Initiative>['reasons']
}

export const MunicipalServiceSuggestionConnection = connectionOf(
  MunicipalServiceSuggestion,
  'MunicipalServiceSuggestion',
)

export const InitiativeSuggestionConnection = connectionOf(InitiativeSuggestion, 'InitiativeSuggestion')
