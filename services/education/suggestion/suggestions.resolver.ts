import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { suggestedCourses } from './suggested-courses.js'
import { CourseSuggestionConnection, Suggestions } from './suggestions.type.js'

@Resolver(() => Suggestions)
export class SuggestionsResolver {
  @FieldResolver(() => CourseSuggestionConnection, {
    nullable: true,
    description: 'Courses that fit and can still be taken, best first, then soonest first.',
  })
  courses(
    @Root() { question }: Suggestions,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return suggestedCourses(question, { ...args }, context)
  }
}
