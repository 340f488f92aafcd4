import type { Problem } from './problem.js'

/**
 * How much more special than a skill that is asked for the best fitting of some others is: 0 if it is among them, 1 for one
 * right below it, and so on; null if none is it or below it.
 */
export function stepsBelow(
  asked: string,
  had: readonly string[],
  ancestors: Problem['skillAncestors'],
): number | null {
  let least: number | null = null
  for (const skill of had) {
    const steps = skill === asked ? 0 : (ancestors[skill] ?? []).indexOf(asked) + 1
    if (steps === 0 && skill !== asked) continue
    if (least === null || steps < least) least = steps
  }
  return least
}
