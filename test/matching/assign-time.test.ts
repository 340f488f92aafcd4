import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { momentsOf } from '../../matching/assign/moments.js'
import { piecesOfDays, piecesOfTime } from '../../matching/assign/pieces.js'
import { timetable } from '../../matching/assign/timetable.js'
import { daysOf } from '../../matching/days.js'
import { intersection, joined, lengthOf, type Window } from '../../matching/windows.js'
import { at, timeZone } from './kit/problem.js'

const end = 12
const windows = fc
  .array(fc.tuple(fc.nat(end - 1), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 3 })
  .map((spans) => joined(spans.map(([from, length]): Window => [from, Math.min(end, from + length)])))
const users = fc.array(windows, { minLength: 1, maxLength: 6 })

function isIn(list: readonly Window[], moment: number): boolean {
  return list.some(([from, to]) => from <= moment && moment < to)
}

function subsetsOf(count: number): number[][] {
  return Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, index) => index).filter((index) => (bits >> index) & 1),
  )
}

describe('the moments that matter', () => {
  const profile = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: end, maxLength: end })
  const freeIn =
    (free: readonly number[]) =>
    ([from, to]: Window) =>
      Math.min(...free.slice(from, to))

  test('allow some to be there together if, and only if, every single moment does', () => {
    fc.assert(
      fc.property(users, profile, (lists, free) => {
        const moments = momentsOf(lists, freeIn(free), false)
        for (const some of subsetsOf(lists.length)) {
          const count = (users: readonly number[]) => users.filter((user) => some.includes(user)).length
          const fits = free.every((most, moment) => {
            const using = [...lists.keys()].filter((user) => isIn(lists[user] ?? [], moment))
            return count(using) <= most
          })
          expect(moments.every(({ users, free }) => count(users) <= free)).toBe(fits)
        }
      }),
    )
  })

  test('are told once each, where as much is free at all times', () => {
    fc.assert(
      fc.property(users, (lists) => {
        const moments = momentsOf(lists, () => 1, true)
        for (const { users } of moments) {
          const others = moments.filter((other) => users.every((user) => other.users.includes(user)))
          expect(others).toHaveLength(1)
        }
        for (const [one, other] of subsetsOf(lists.length).filter((some) => some.length === 2)) {
          const meet = intersection(lists[one ?? 0] ?? [], lists[other ?? 0] ?? []).length > 0
          const together = moments.some(({ users }) => users.includes(one ?? 0) && users.includes(other ?? 0))
          expect(together).toBe(meet)
        }
      }),
    )
  })
})

describe('a timetable', () => {
  const asking = users.chain((lists) =>
    fc.record({
      lists: fc.constant(lists),
      asked: fc.tuple(...lists.map((list) => fc.nat(lengthOf(list)))),
    }),
  )

  test('gives all what they ask for whenever that is possible, and otherwise says who is too many', () => {
    fc.assert(
      fc.property(asking, ({ lists, asked }) => {
        const { got, windows, crowds } = timetable(piecesOfTime(lists), asked)
        for (const [user, amount] of got.entries()) {
          expect(amount).toBeLessThanOrEqual(asked[user] ?? 0)
          expect(lengthOf(windows[user] ?? [])).toBe(amount)
          expect(lengthOf(intersection(windows[user] ?? [], lists[user] ?? []))).toBe(amount)
        }
        expect(lengthOf(joined(windows.flat()))).toBe(got.reduce((sum, amount) => sum + amount, 0))
        // Hall: all can have what they ask for if no group asks for more than there is for it.
        const timeOf = (some: readonly number[]) =>
          lengthOf(joined(some.flatMap((user) => lists[user] ?? [])))
        const askedBy = (some: readonly number[]) => some.reduce((sum, user) => sum + (asked[user] ?? 0), 0)
        const isPossible = subsetsOf(lists.length).every((some) => askedBy(some) <= timeOf(some))
        expect(crowds.length === 0).toBe(isPossible)
        expect(got.every((amount, user) => amount === asked[user])).toBe(isPossible)
        for (const { users, size } of crowds) {
          expect(size).toBe(timeOf(users))
          expect(askedBy(users)).toBeGreaterThan(size)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('of days gives each day to one, also when the clocks are changed and hours last past midnight', () => {
    const horizon: Window = [at('2026-10-24T00:00+02:00'), at('2026-10-27T00:00+01:00')]
    const days = daysOf(horizon, timeZone)
    const night: Window = [at('2026-10-24T22:00+02:00'), at('2026-10-25T03:00+01:00')]
    const sunday: Window = [at('2026-10-25T10:00+01:00'), at('2026-10-25T12:00+01:00')]
    const pieces = piecesOfDays([[night], [sunday]], days)
    expect(timetable(pieces, [1, 1]).windows).toEqual([[[night[0], at('2026-10-25T00:00+02:00')]], [sunday]])
    expect(timetable(pieces, [2, 1]).crowds).toEqual([{ users: [0, 1], size: 2 }])
  })
})
