import type { TermRule } from './term.js'

/** How much the roadmap wants it. */
export const priority: TermRule =
  ({ needs }) =>
  ({ need }) =>
    needs[need]?.priority ?? 0
