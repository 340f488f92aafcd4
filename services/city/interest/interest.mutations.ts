import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../platform/graph/access.js'
import { ChangeArgs } from '../../../platform/graph/change-args.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { checked } from '../../../platform/input/checked.js'
import { readQuestion } from '../../../platform/suggestions/question.js'
import { SuggestionsArgs } from '../suggestion/suggestions.args.js'
import { followInterest } from './changes/follow.js'
import { interestAccess } from './interest.access.js'
import { interestInput } from './interest.input.js'
import { InterestRequest } from './interest.type.js'
import { InterestFrequency } from './interest-frequency.js'

@Resolver()
export class InterestMutations {
  @Access(interestAccess.follow)
  @Mutation(() => InterestRequest, {
    nullable: true,
    description:
      'Follows by e-mail what is new among suggestions. A link in a first mail has to be confirmed; every later mail has one that ends it. `lang` is the language of the mails too.',
  })
  async followInterest(
    @Arg('email', () => String) email: string,
    @Args(() => SuggestionsArgs) asked: SuggestionsArgs,
    @Arg('frequency', () => InterestFrequency, { defaultValue: InterestFrequency.WEEKLY })
    frequency: InterestFrequency,
    @Args(() => ChangeArgs) { idempotencyKey, lang }: ChangeArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Pick<InterestRequest, 'suggestions'>> {
    const interest = checked(interestInput, { email, frequency, ...asked }, lang, [])
    const { question } = await followInterest(context, idempotencyKey, { ...interest, language: lang })
    return { suggestions: { id: question, question: readQuestion(question) } }
  }
}
