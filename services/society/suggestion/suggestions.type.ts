import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import type { Suggestion } from '../../../platform/suggestions/by-fit.js'
import type { Question } from '../../../platform/suggestions/question.js'
import { SuggestionReason } from '../../../platform/suggestions/reason.type.js'
import type { SuggestionsReference } from '../../../platform/suggestions/reference.js'
import { Event } from '../event/event.type.js'
import { VolunteerOpportunity } from '../opportunity/opportunity.type.js'

@ObjectType({ description: "What there is for somebody, and the society's part of it." })
@Directive('@key(fields: "id")')
export class Suggestions implements SuggestionsReference {
  @Field(() => ID)
  id!: string

  question!: Question
}

@ObjectType({ description: 'An event that fits.' })
export class EventSuggestion implements Suggestion<Event> {
  @Field(() => Event)
  suggested!: Event

  @Field(() => [SuggestionReason], { description: 'Never empty; those that count most first.' })
  reasons!: Suggestion<Event>['reasons']
}

@ObjectType({ description: 'An opportunity to volunteer that fits.' })
export class VolunteerOpportunitySuggestion implements Suggestion<VolunteerOpportunity> {
  @Field(() => VolunteerOpportunity)
  suggested!: VolunteerOpportunity

  @Field(() => [SuggestionReason], { description: 'Never empty; those that count most first.' })
  reasons!: Suggestion<VolunteerOpportunity>['reasons']
}

export const EventSuggestionConnection = connectionOf(EventSuggestion, 'EventSuggestion')

export const VolunteerOpportunitySuggestionConnection = connectionOf(
  VolunteerOpportunitySuggestion,
  'VolunteerOpportunitySuggestion',
)
