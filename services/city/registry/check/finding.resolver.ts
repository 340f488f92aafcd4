import { Args, FieldResolver, Resolver, Root } from 'type-graphql'
import { LanguageArgs, localize } from '../../../../platform/graph/language.js'
import { said } from '../../../../schema/checks/said.js'
import { BrokenOperation, SubgraphFinding } from './finding.type.js'

/** Counts above are told as this: GraphQL's Int ends there. */
const mostTimes = 2_147_483_647

@Resolver(() => SubgraphFinding)
export class SubgraphFindingResolver {
  @FieldResolver(() => String, { description: 'What is wrong.' })
  message(@Root() finding: SubgraphFinding, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(said(finding).message, lang)
  }

  @FieldResolver(() => String, { description: 'What to do about it.' })
  remedy(@Root() finding: SubgraphFinding, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(said(finding).remedy, lang)
  }

  @FieldResolver(() => [BrokenOperation], {
    description: 'Operations it would break, the most used first; at most 20.',
  })
  operations(@Root() finding: SubgraphFinding): BrokenOperation[] {
    return finding.operations.map(({ count, ...operation }) => ({
      ...operation,
      timesUsed: Math.min(count, mostTimes),
    }))
  }
}
