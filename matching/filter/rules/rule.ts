import type { Problem } from '../../problem.js'
import type { Left } from '../left.js'
import type { Miss } from '../rejection.js'

/** What a resource misses, or null if it does. */
export type Judge = (resource: number) => Miss | null

/**
 * Makes the judge for a need, or none if no resource can miss the rule. Needs and resources are told by their places in the
 * problem's lists.
 */
export type JudgeOf = (need: number) => Judge | null

/** A hard rule that is judged without looking at the clock. What can be worked out once for all is, when it is made. */
export type HardRule = (problem: Problem, left: Left) => JudgeOf
