import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { openWindows } from '../../matching/availability/open-windows.js'
import { byDay, countDays, daysOf, daysUntil } from '../../matching/days.js'
import { MeasuredWindows } from '../../matching/filter/measured.js'
import { openingOf } from '../../matching/filter/opening.js'
import {
  clipped,
  difference,
  gapBetween,
  intersection,
  joined,
  lengthOf,
  type Window,
} from '../../matching/windows.js'
import { anyProblem } from './kit/any-problem.js'

const hourMs = 3_600_000

/** Windows of the first 40 ms. */
const windows = fc
  .array(fc.tuple(fc.nat(40), fc.nat(8)), { maxLength: 8 })
  .map((spans) => joined(spans.map(([from, length]): Window => [from, from + length])))

function isIn(list: readonly Window[], moment: number): boolean {
  return list.some(([from, to]) => from <= moment && moment < to)
}

const moments = [...Array(50).keys()]

describe('two lists of windows', () => {
  test('have in common, and apart, what a look at every moment says', () => {
    fc.assert(
      fc.property(windows, windows, (one, other) => {
        const both = moments.filter((moment) => isIn(one, moment) && isIn(other, moment))
        const only = moments.filter((moment) => isIn(one, moment) && !isIn(other, moment))
        expect(moments.filter((moment) => isIn(intersection(one, other), moment))).toEqual(both)
        expect(moments.filter((moment) => isIn(difference(one, other), moment))).toEqual(only)
        for (const list of [intersection(one, other), difference(one, other)])
          expect(joined(list)).toEqual(list)
      }),
      { numRuns: 1_000 },
    )
  })

  test('are as far apart as the nearest two of their windows', () => {
    fc.assert(
      fc.property(windows, windows, (one, other) => {
        const gaps = one.flatMap((a) => other.map((b) => Math.max(0, a[0] - b[1], b[0] - a[1])))
        expect(gapBetween(one, other)).toBe(Math.min(...gaps, Infinity))
      }),
      { numRuns: 500 },
    )
  })

  test('are given back themselves where nothing is cut, so that equal ones are shared', () => {
    const one: Window[] = [
      [0, 2],
      [4, 6],
    ]
    expect(intersection(one, [[0, 9]])).toBe(one)
    expect(intersection([[0, 9]], one)).toBe(one)
    expect(intersection([[0, 5]], one)).toEqual([
      [0, 2],
      [4, 5],
    ])
    expect(difference(one, [[2, 4]])).toBe(one)
    expect(difference(one, [[1, 5]])).toEqual([
      [0, 1],
      [5, 6],
    ])
  })
})

describe('a part of windows', () => {
  const part = fc.tuple(fc.nat(45), fc.nat(45)).map(([from, to]): Window => [from, to])

  test('is what is within, and as long as that', () => {
    fc.assert(
      fc.property(windows, part, (given, within) => {
        const inside = moments.filter((moment) => isIn(given, moment) && isIn([within], moment))
        const cut = clipped(given, within)
        expect(moments.filter((moment) => isIn(cut, moment))).toEqual(inside)
        expect(joined(cut)).toEqual(cut)
        const measured = new MeasuredWindows(given)
        expect(measured.lengthWithin(...within)).toBe(inside.length)
        expect(measured.within(within)).toEqual(cut)
        expect(measured.lengthWithin(-Infinity, Infinity)).toBe(lengthOf(given))
      }),
      { numRuns: 1_000 },
    )
  })

  test('is the list itself if it is all of it', () => {
    const given: Window[] = [[0, 2]]
    expect(clipped(given, [0, 2])).toBe(given)
    expect(clipped(given, [-Infinity, Infinity])).toBe(given)
  })
})

test('a pattern of hours within a term is what the two are together', () => {
  fc.assert(
    fc.property(anyProblem({ needs: 6, resources: 0 }), (given) => {
      const opening = openingOf(given.needs, given)
      for (const [index, { openness, unit }] of given.needs.entries()) {
        const asked = unit === 'EUROS' ? { ...openness, availability: null } : openness
        expect(opening.of(index)).toEqual(openWindows(asked, given.horizon, given.timeZone))
      }
    }),
    { numRuns: 300 },
  )
})

describe('days', () => {
  const berlin = 'Europe/Berlin'
  const autumn: Window = [Date.parse('2026-10-24T12:00Z'), Date.parse('2026-10-27T00:00Z')]

  test('begin when the clocks show midnight, 25 hours after the day before where summer time ends', () => {
    expect(daysOf(autumn, berlin).map((start) => new Date(start).toISOString())).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-10-26T23:00:00.000Z',
      '2026-10-27T23:00:00.000Z',
    ])
  })

  test('are counted once, however many windows are on them', () => {
    const days = daysOf(autumn, berlin)
    const [, sunday = 0, monday = 0] = days
    const parts: Window[] = [
      [sunday, sunday + hourMs],
      [sunday + 3 * hourMs, sunday + 4 * hourMs],
      [monday - hourMs, monday + hourMs],
    ]
    expect(countDays(parts, days)).toBe(2)
    expect(byDay(parts, days)).toEqual([
      [...parts.slice(0, 2), [monday - hourMs, monday]],
      [[monday, monday + hourMs]],
    ])
    expect(countDays([[sunday, monday]], days)).toBe(1)
    expect(countDays([[sunday - 1, monday + 1]], days)).toBe(3)
    expect(countDays([], days)).toBe(0)
  })

  test('cut windows into as many lists as are counted, and lose nothing', () => {
    const start = autumn[0]
    const days = daysOf([start, start + 40 * hourMs], berlin)
    fc.assert(
      fc.property(windows, (given) => {
        const scaled = given.map(
          ([from, to]): Window => [start + from * hourMs, start + Math.min(40, to) * hourMs],
        )
        const list = joined(scaled)
        const cut = byDay(list, days)
        expect(cut).toHaveLength(countDays(list, days))
        expect(joined(cut.flat())).toEqual(list)
      }),
    )
  })

  test('are as many until another as the calendar of the place says', () => {
    const almostMidnight = Date.parse('2026-10-24T21:59Z')
    expect(daysUntil(almostMidnight, berlin)('2026-10-26')).toBe(2)
    expect(daysUntil(almostMidnight + 60_000, berlin)('2026-10-26')).toBe(1)
    expect(daysUntil(almostMidnight + 60_000, berlin)('2026-10-24')).toBe(-1)
  })
})
