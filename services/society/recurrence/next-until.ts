import type { Occurrence } from './occurrences.js'

/**
 * Until when each of an event's occurrences is the next one, that is, the first by start that has not ended.
 * One look-up in an index on these moments then gives the next occurrence at any time: it is the one with the
 * smallest of them that is still to come.
 *
 * @param occurrences by start
 * @returns ms since 1970 UTC; Infinity for the last, which stands for the event when all is over;
 *   null for one that lies within an earlier one and so never is the next
 */
export function nextUntil(occurrences: readonly Pick<Occurrence, 'endsAt'>[]): (number | null)[] {
  let over = -Infinity
  const moments: (number | null)[] = []
  let last = -1
  for (const [index, { endsAt }] of occurrences.entries()) {
    moments.push(endsAt > over ? endsAt : null)
    if (endsAt > over) last = index
    over = Math.max(over, endsAt)
  }
  if (last >= 0) moments[last] = Infinity
  return moments
}
