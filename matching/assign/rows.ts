import type { ScoredCandidate } from '../candidate.js'
import type { Left } from '../filter/left.js'
import type { Problem, Resource, UnitOfUse } from '../problem.js'
import { joined, type Window } from '../windows.js'
import type { Market } from './market.js'
import { momentsOf } from './moments.js'
import { once, type Row } from './packing.js'

/** The limits of the needs: what each lacks, and from how many resources it may have it. */
export function needRows({ candidates, step }: Market, left: Left): Row[] {
  const byNeed = Map.groupBy(candidates.keys(), (item) => (candidates[item] as ScoredCandidate).need)
  return [...byNeed].flatMap(([need, items]): Row[] => {
    const lacks: Row = { of: 'NEED', capacity: Math.floor(left.ofNeed(need) / step), per: 1, items }
    const sources = left.sourcesOf(need)
    return sources >= items.length ? [lacks] : [lacks, { of: 'NEED', capacity: sources, per: once, items }]
  })
}

/**
 * The limits of a resource, by how it is used:
 *
 * - of what is used up there is so much in all;
 * - of what is held by several at once there is so much at each moment;
 * - what one at a time uses, others use at no moment of its windows, where these are known before: those of what is
 *   held, and for money its whole term.
 */
export function resourceRows(
  resource: number,
  items: readonly number[],
  { candidates, step, unit }: Market,
  { resources }: Problem,
  left: Left,
): Row[] {
  const row = (capacity: number, per: number, some = items): Row => ({
    of: 'RESOURCE',
    capacity,
    per,
    items: some,
  })
  const windows = items.map((item) => windowsInUse(candidates[item] as ScoredCandidate, unit))
  const itemsOf = (users: readonly number[]) => users.map((user) => items[user] as number)
  const { sharing } = resources[resource] as Resource
  const total = unit.use === 'HELD' ? [] : [row(Math.floor(left.ofResource(resource) / step), 1)]
  if (sharing === 'EXCLUSIVE') {
    if (unit.use === 'TIME') return total
    const moments = momentsOf(windows, () => 1, true)
    return [...total, ...moments.map(({ users }) => row(1, once, itemsOf(users)))]
  }
  if (unit.use !== 'HELD') return total
  const freeWithin = (window: Window) => Math.floor(left.ofResourceWithin(resource, [window]) / step)
  const moments = momentsOf(windows, freeWithin, !left.isPromised(resource))
  return moments.map(({ free, users }) => row(free, 1, itemsOf(users)))
}

/** When an allocation uses the resource, if that does not depend on its amount or on others. */
export function windowsInUse(
  { windows }: Pick<ScoredCandidate, 'windows'>,
  { use }: UnitOfUse,
): readonly Window[] {
  const [first, last] = [windows[0], windows.at(-1)]
  // Money has no hours: from the first moment to the last.
  return use === 'SPENT' && first && last ? joined([[first[0], last[1]]]) : windows
}
