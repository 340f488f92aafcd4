import type { Progress, Step } from '../../../../matching/problem.js'

/** How much of the work is done, percent, when a step begins and when it ends: roughly, for the steps differ by the problem. */
const shares: Readonly<Record<Step, readonly [from: number, to: number]>> = {
  FILTER: [1, 40],
  SCORE: [40, 45],
  ASSIGN: [45, 95],
  PROPOSE: [95, 99],
}

/** How far a run at work has come, percent: 0 to 99. */
export function percentOf({ step, done, total }: Omit<Progress, 'step'> & { step: Step | null }): number {
  if (step === null) return 0
  const [from, to] = shares[step]
  const part = total === 0 ? 1 : Math.min(1, done / total)
  return Math.floor(from + (to - from) * part)
}
