/** What a pair of a need and a resource is judged by. Every term is an integer from 0 to 1000; more is better. */
export const terms = ['SKILLS', 'DISTANCE', 'OVERLAP', 'PRIORITY', 'URGENCY', 'FAIRNESS', 'COST'] as const
export type Term = (typeof terms)[number]

/** Best a term, or a score, can be. */
export const mostPoints = 1000

/** How much each term counts: integers from 0 to 100, not all of them 0. */
export type TermWeights = Readonly<Record<Term, number>>

/** The terms of a pair. With the weights it is the whole explanation of the score. */
export type TermVector = Readonly<Record<Term, number>>
