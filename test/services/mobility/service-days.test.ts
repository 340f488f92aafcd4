import { describe, expect, test } from '@jest/globals'
import { ServiceDays } from '../../../services/mobility/formats/gtfs/service-days.js'
import { isoDay, parseDay, parseTime, weekday } from '../../../services/mobility/formats/gtfs/time.js'

/** The days in a set, read back from its bytes as the database reads them. */
function daysIn(set: ServiceDays): number[] {
  const bytes = Buffer.from(set.bytea().slice(2), 'hex')
  const bits = [...bytes].flatMap((byte) => [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => (byte >> bit) & 1))
  return bits.flatMap((bit, index) => (bit === 1 ? [set.start + index] : []))
}

describe('A set of service days', () => {
  test('holds the days that were added, in whatever order', () => {
    const set = new ServiceDays()
    for (const day of [20_000, 20_009, 19_990, 21_000, 19_989]) set.add(day)
    expect(daysIn(set)).toEqual([19_989, 19_990, 20_000, 20_009, 21_000])
    expect(set.span()).toEqual({ first: 19_989, last: 21_000 })
  })

  test('holds no day that was removed', () => {
    const set = new ServiceDays()
    for (const day of [20_000, 20_001, 20_002]) set.add(day)
    set.remove(20_000)
    set.remove(20_002)
    set.remove(10_000)
    set.remove(30_000)
    expect(daysIn(set)).toEqual([20_001])
    expect(set.span()).toEqual({ first: 20_001, last: 20_001 })
  })

  test('that is empty spans nothing', () => {
    const set = new ServiceDays()
    expect(set.span()).toBeNull()
    set.add(5)
    set.remove(5)
    expect(set.span()).toBeNull()
    expect(set.bytea()).toBe('\\x')
  })
})

describe('A GTFS time', () => {
  test.each([
    ['6:00:00', 6 * 3600],
    ['06:00:00', 6 * 3600],
    [' 6:00:00', 6 * 3600],
    ['25:10:05', 25 * 3600 + 605],
    ['100:00:00', 360_000],
  ])('%p is %p seconds', (text, seconds) => {
    expect(parseTime(text)).toBe(seconds)
  })

  test.each(['', '6:00', '06:60:00', '-1:00:00', '6h', '999:00:00', '168:00:00'])('%p is none', (text) => {
    expect(parseTime(text)).toBeNull()
  })
})

describe('A GTFS date', () => {
  test('is a day', () => {
    const day = parseDay('20261123') ?? Number.NaN
    expect(isoDay(day)).toBe('2026-11-23')
    expect(weekday(day)).toBe(0)
  })

  test.each(['20260230', '2026-11-23', '', '00000101', '99991231', '19691231', '20261301'])(
    '%p is none',
    (text) => {
      expect(parseDay(text)).toBeNull()
    },
  )
})
