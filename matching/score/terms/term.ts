import type { Candidate } from '../../candidate.js'
import type { Problem } from '../../problem.js'

/** Gives a pair its points in one respect, an integer from 0 to 1000. What can be worked out once for all is, when it is made. */
export type PointsOf = (candidate: Candidate) => number

export type TermRule = (problem: Problem) => PointsOf
