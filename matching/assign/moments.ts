import type { Window } from '../windows.js'

/** Those that use something at the same moment, and how much of it there is at the worst of such moments. */
export interface Moment {
  free: number
  /** Places in the list of windows, in order. */
  users: readonly number[]
}

/** Above this many moments, those that say no more than another stay; they do no harm. */
const mostCompared = 300

/**
 * The moments that matter among those at which windows overlap: no other has all of its users and as little free.
 *
 * @param windows of each user
 * @param freeWithin how much is free all through a window
 * @param isLevel whether that is the same at all times
 */
export function momentsOf(
  windows: readonly (readonly Window[])[],
  freeWithin: (window: Window) => number,
  isLevel: boolean,
): Moment[] {
  // Many have the very same list, as the engine's filter shares them: these begin and end together.
  const lists = [...Map.groupBy(windows.keys(), (user) => windows[user])]
  const found = new Map<number, Meeting[]>()
  const using = new Set<number>()
  let hash = 0
  const steps = stepsOf(lists.map(([list]) => list ?? []))
  for (let i = 0; i < steps.length; ) {
    const { at } = steps[i] as Step
    let begins = false
    for (; steps[i]?.at === at; i++) {
      const { list, isBegin } = steps[i] as Step
      if (isBegin) using.add(list)
      else using.delete(list)
      hash ^= mixed(list)
      begins ||= isBegin
    }
    const next = steps[i]
    if (next === undefined || using.size === 0) continue
    // Where it is level, only what begins last before something ends has users that no neighbour has.
    if (isLevel && (!begins || next.isBegin)) continue
    const free = freeWithin([at, next.at])
    const alike = found.get(hash) ?? []
    const same = alike.find(
      ({ lists }) => lists.length === using.size && lists.every((list) => using.has(list)),
    )
    if (same) same.free = Math.min(same.free, free)
    else found.set(hash, [...alike, { free, lists: [...using] }])
  }
  const usersOf = (list: number) => lists[list]?.[1] ?? []
  return withoutWeaker([...found.values()].flat()).map(({ free, lists }) => ({
    free,
    users: lists.flatMap(usersOf).sort((a, b) => a - b),
  }))
}

interface Step {
  at: number
  list: number
  isBegin: boolean
}

/** In order; at the same moment what ends comes before what begins, for windows are half-open. */
function stepsOf(lists: readonly (readonly Window[])[]): Step[] {
  const steps = lists.flatMap((windows, list) =>
    windows.flatMap(([from, to]) => [
      { at: from, list, isBegin: true },
      { at: to, list, isBegin: false },
    ]),
  )
  return steps.sort((a, b) => a.at - b.at || Number(a.isBegin) - Number(b.isBegin))
}

/** Spreads numbers over 32 bits, so that sums of them by exclusive or seldom agree (Zobrist 1970). */
function mixed(number: number): number {
  let bits = Math.imul(number + 1, 0x9e3779b1)
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b)
  return Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
}

interface Meeting {
  free: number
  lists: readonly number[]
}

function withoutWeaker(meetings: readonly Meeting[]): Meeting[] {
  if (meetings.length > mostCompared) return [...meetings]
  const strong: (Meeting & { has: Set<number> })[] = []
  for (const one of meetings.toSorted((a, b) => b.lists.length - a.lists.length || a.free - b.free)) {
    const isWeaker = strong.some(
      ({ free, has }) => free <= one.free && one.lists.every((list) => has.has(list)),
    )
    if (!isWeaker) strong.push({ ...one, has: new Set(one.lists) })
  }
  return strong
}
