import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { checkedQuestion, questionId } from '../../../platform/suggestions/question.js'
import { districtsById } from '../district/district.queries.js'
import { District } from '../district/district.type.js'
import { Field } from '../field.js'
import { LifeSituation } from '../municipal-service/life-situation.js'
import { feedPath } from './feed-path.js'
import { suggestedInitiatives } from './suggested-initiatives.js'
import { suggestedServices } from './suggested-services.js'
import { SuggestionsArgs } from './suggestions.args.js'
import {
  InitiativeSuggestionConnection,
  MunicipalServiceSuggestionConnection,
  Suggestions,
} from './suggestions.type.js'

@Resolver(() => Suggestions)
export class SuggestionsResolver {
  @Query(() => Suggestions, {
    nullable: true,
    description:
      'What fits life situations, a district and interests, of which at least one is named. What is asked is kept nowhere.',
  })
  suggestions(@Args(() => SuggestionsArgs) args: SuggestionsArgs): Suggestions {
    const question = checkedQuestion(args)
    return { id: questionId(question), question }
  }

  @FieldResolver(() => [LifeSituation])
  lifeSituations(@Root() { question }: Suggestions): readonly LifeSituation[] {
    return question.lifeSituations
  }

  @FieldResolver(() => [Field])
  interests(@Root() { question }: Suggestions): readonly Field[] {
    return question.interests
  }

  @FieldResolver(() => District, { nullable: true, description: 'Null where none was named.' })
  district(@Root() { question: { district } }: Suggestions, @Ctx() context: SubgraphContext) {
    return district === null ? null : context.load(districtsById, null, district)
  }

  @FieldResolver(() => String, {
    description: "Path of the Atom feed of what is new about it, below the hub's own address.",
  })
  feedPath(@Root() { question }: Suggestions): string {
    return feedPath(question)
  }

  @FieldResolver(() => MunicipalServiceSuggestionConnection, {
    nullable: true,
    description: 'Services of the town that fit, best first; none that is offered in other districts only.',
  })
  municipalServices(
    @Root() { question }: Suggestions,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return suggestedServices(question, { ...args }, context)
  }

  @FieldResolver(() => InitiativeSuggestionConnection, {
    nullable: true,
    description: 'Published initiatives that fit and are not over, best first.',
  })
  initiatives(
    @Root() { question }: Suggestions,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return suggestedInitiatives(question, { ...args }, context)
  }
}
