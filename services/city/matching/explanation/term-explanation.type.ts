import { Field, Int, ObjectType } from 'type-graphql'
import type { Term } from '../../../../matching/score/terms.js'
import type { ExplainedTerm } from './explain-terms.js'
import { MatchTerm } from './match-term.js'

@ObjectType({ description: 'What one term says about a match, and what it brought to its score.' })
export class TermExplanation implements ExplainedTerm {
  @Field(() => MatchTerm)
  term!: Term

  @Field(() => Int, { description: '0 to 1000; more is better.' })
  points!: number

  @Field(() => Int, { description: 'How much the term counts, 0 to 100.' })
  weight!: number

  @Field(() => Int, {
    description: 'Points of the score it brought; those of all terms add up to the score.',
  })
  contribution!: number

  texts!: ExplainedTerm['texts']
}
