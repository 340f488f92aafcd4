import type { ScoredCandidate } from '../candidate.js'
import type { Problem } from '../problem.js'
import { hourHundredthMs } from '../room.js'
import type { Window } from '../windows.js'
import type { Market } from './market.js'
import { type Item, loadOf, type Row } from './packing.js'
import { type Piece, piecesOfDays, piecesOfTime } from './pieces.js'
import { type Crowd, timetable } from './timetable.js'

/**
 * The time of a resource that gives hours or days to one need at a time. How much each need gets is decided before when
 * it gets it; rows see to it that there is a way, as far as it takes: there are too many such rows to write all down.
 */
export interface Schedule {
  /** The items that use it. */
  items: readonly number[]
  /** The rows these amounts break, by item; none if there is time for all of them. */
  rowsBroken(amounts: ArrayLike<number>): Row[]
  /** The amounts there is time for, and which time that is; in order of the items. */
  settle(amounts: ArrayLike<number>): { amount: number; windows: readonly Window[] }[]
}

export function schedulesOf(market: Market, items: readonly Item[], { resources }: Problem): Schedule[] {
  if (market.unit.use !== 'TIME') return []
  const byResource = Map.groupBy(
    items.keys(),
    (item) => (market.candidates[item] as ScoredCandidate).resource,
  )
  return [...byResource]
    .filter(([resource]) => resources[resource]?.sharing === 'EXCLUSIVE')
    .map(([, members]) => scheduleOf(market, members, items))
}

function scheduleOf(
  { candidates, unit, step, days }: Market,
  members: number[],
  items: readonly Item[],
): Schedule {
  const inDays = unit.counts === 'DAYS'
  const per = inDays ? 100 / step : 1
  const size = inDays ? 1 : hourHundredthMs * step
  const windows = members.map((item) => (candidates[item] as ScoredCandidate).windows)
  const pieces: Piece[] = inDays ? piecesOfDays(windows, days) : piecesOfTime(windows)
  const plan = (amounts: ArrayLike<number>) => {
    const asked = members.map((item) => loadOf(amounts[item] ?? 0, per) * size)
    return { asked, ...timetable(pieces, asked) }
  }
  const rowOf = (crowd: Crowd): Row => ({
    of: 'RESOURCE',
    capacity: Math.floor(crowd.size / size),
    per,
    items: crowd.users.map((user) => members[user] as number),
  })
  return {
    items: members,
    rowsBroken: (amounts) => plan(amounts).crowds.map(rowOf),
    settle: (amounts) => {
      const { got } = plan(amounts)
      const kept = members.map((item, user) => {
        const amount = Math.min(amounts[item] ?? 0, Math.floor((got[user] ?? 0) / size) * per)
        return amount < (items[item]?.least ?? 0) ? 0 : amount
      })
      const byItem = new Float64Array(items.length)
      for (const [user, item] of members.entries()) byItem[item] = kept[user] ?? 0
      const { windows } = plan(byItem)
      return kept.map((amount, user) => ({ amount, windows: windows[user] ?? [] }))
    },
  }
}
