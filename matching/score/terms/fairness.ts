import { mostPoints } from '../terms.js'
import type { TermRule } from './term.js'

/** How little of what it asked for the need's organization got lately. */
export const fairness: TermRule =
  ({ needs }) =>
  ({ need }) =>
    mostPoints - (needs[need]?.received ?? 0)
