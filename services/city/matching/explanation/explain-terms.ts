import { contributionsOf } from '../../../../matching/score/score.js'
import { type Term, type TermVector, type TermWeights, terms } from '../../../../matching/score/terms.js'
import type { LocalizedText } from '../../../../platform/graph/language.js'
import { termTexts } from './term-texts.js'

/** What a term says about a pair, and what it brought to its score. */
export interface ExplainedTerm {
  term: Term
  /** 0 to 1000. */
  points: number
  /** 0 to 100. */
  weight: number
  /** Points of the score; those of all terms add up to it. */
  contribution: number
  texts: { text: LocalizedText }
}

/** Explains a score by its terms, in their order. */
export function explainTerms(points: TermVector, weights: TermWeights): ExplainedTerm[] {
  const contributions = contributionsOf(points, weights)
  return terms.map((term) => ({
    term,
    points: points[term],
    weight: weights[term],
    contribution: contributions[term],
    texts: { text: textOf(term, points[term]) },
  }))
}

function textOf(term: Term, points: number): LocalizedText {
  const level = termTexts[term].find(([from]) => points >= from)
  if (level === undefined) throw new TypeError(`${points} points of ${term} are less than none`)
  return level[1]
}
