import type { Candidate, ScoredCandidate } from '../candidate.js'
import type { Problem } from '../problem.js'
import { cost } from './terms/cost.js'
import { distance } from './terms/distance.js'
import { fairness } from './terms/fairness.js'
import { overlap } from './terms/overlap.js'
import { priority } from './terms/priority.js'
import { skills } from './terms/skills.js'
import type { TermRule } from './terms/term.js'
import { urgency } from './terms/urgency.js'
import { type Term, type TermVector, type TermWeights, terms } from './terms.js'

const rules: Readonly<Record<Term, TermRule>> = {
  SKILLS: skills,
  DISTANCE: distance,
  OVERLAP: overlap,
  PRIORITY: priority,
  URGENCY: urgency,
  FAIRNESS: fairness,
  COST: cost,
}

/** Scores the candidates of a problem by its policy. */
export interface Scoring {
  /** 1 to 1000: the mean of the terms by their weights, rounded. */
  scoreOf(candidate: Candidate): number
  scored(candidate: Candidate): ScoredCandidate
}

export function scoringOf(problem: Problem): Scoring {
  const { weights } = problem.policy
  const pointsOf = terms.map((term) => ({ term, weight: weights[term], of: rules[term](problem) }))
  const weighty = pointsOf.filter(({ weight }) => weight > 0)
  const total = totalOf(weights)
  return {
    scoreOf: (candidate) => {
      let sum = 0
      for (const { weight, of } of weighty) sum += weight * of(candidate)
      return rounded(sum, total)
    },
    scored: (candidate) => {
      const points = {} as Record<Term, number>
      for (const { term, of } of pointsOf) points[term] = of(candidate)
      return { ...candidate, score: scoreOf(points, weights), terms: points }
    },
  }
}

/** The mean of terms by their weights, rounded, at least 1. */
export function scoreOf(points: TermVector, weights: TermWeights): number {
  const sum = terms.reduce((sum, term) => sum + weights[term] * points[term], 0)
  return rounded(sum, totalOf(weights))
}

/**
 * How many points of the score each term brings: integers whose sum is the score. Rounded down, and what is missing then
 * goes to those with the largest remainders (Hamilton's method).
 */
export function contributionsOf(points: TermVector, weights: TermWeights): Readonly<Record<Term, number>> {
  const total = totalOf(weights)
  const products = terms.map((term) => ({ term, product: weights[term] * points[term] }))
  const missing =
    scoreOf(points, weights) - products.reduce((sum, { product }) => sum + Math.floor(product / total), 0)
  const favoured = products
    .filter(({ term }) => weights[term] > 0)
    .toSorted((one, other) => (other.product % total) - (one.product % total))
    .slice(0, missing)
    .map(({ term }) => term)
  const shares = products.map(({ term, product }) => [
    term,
    Math.floor(product / total) + (favoured.includes(term) ? 1 : 0),
  ])
  return Object.fromEntries(shares) as Record<Term, number>
}

function totalOf(weights: TermWeights): number {
  return terms.reduce((sum, term) => sum + weights[term], 0)
}

/** Half a point is rounded up. */
function rounded(sum: number, total: number): number {
  return Math.max(1, Math.floor((2 * sum + total) / (2 * total)))
}
