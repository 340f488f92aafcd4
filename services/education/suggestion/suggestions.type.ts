import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import type { Suggestion } from '../../../platform/suggestions/by-fit.js'
import type { Question } from '../../../platform/suggestions/question.js'
import { SuggestionReason } from '../../../platform/suggestions/reason.type.js'
import type { SuggestionsReference } from '../../../platform/suggestions/reference.js'
import { Course } from '../course/course.type.js'

@ObjectType({ description: "What there is for somebody, and the education's part of it." })
@Directive('@key(fields: "id")')
export class Suggestions implements SuggestionsReference {
  @Field(() => ID)
  id!: string

  question!: Question
}

@ObjectType({ description: 'A course that fits.' })
export class CourseSuggestion implements Suggestion<Course> {
  @Field(() => Course)
  suggested!: Course

  @Field(() => [SuggestionReason], { description: 'Never empty; those that count most first.' })
  reasons!: Suggestion<Course>['reasons']
}

export const CourseSuggestionConnection = connectionOf(CourseSuggestion, 'CourseSuggestion')
