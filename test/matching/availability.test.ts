/// <reference lib="esnext.temporal" />
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Availability } from '../../matching/availability/availability.js'
import { daysAsWindow, type Openness, openWindows } from '../../matching/availability/open-windows.js'
import { Weekday, weekdays } from '../../matching/availability/weekday.js'
import type { Window } from '../../matching/windows.js'

const timeZone = 'Europe/Berlin'
const hourMs = 3_600_000
const always: Openness = { availability: null, validFrom: null, validTo: null }

function at(availability: Partial<Availability>, validity: Partial<Openness> = {}): Openness {
  return {
    ...always,
    ...validity,
    availability: { timeZone, weekly: [], dates: [], closedOn: [], ...availability },
  }
}

/** Windows of some days, as ISO 8601 texts with the offset the clocks have. */
function windowsOn(openness: Openness, from: string, to = from): [string, string][] {
  const zone = openness.availability?.timeZone ?? timeZone
  const shown = (moment: number) =>
    Temporal.Instant.fromEpochMilliseconds(moment)
      .toZonedDateTimeISO(zone)
      .toString({ smallestUnit: 'minute', timeZoneName: 'never' })
  return openWindows(openness, daysAsWindow(from, to, zone), timeZone).map(([opens, closes]) => [
    shown(opens),
    shown(closes),
  ])
}

describe('what is available', () => {
  test('always, is open from the first to the last day, without a break', () => {
    expect(windowsOn(always, '2026-11-23', '2026-11-25')).toEqual([
      ['2026-11-23T00:00+01:00', '2026-11-26T00:00+01:00'],
    ])
    const bounded = { ...always, validFrom: '2026-11-24', validTo: '2026-11-24' }
    expect(windowsOn(bounded, '2026-11-01', '2026-11-30')).toEqual([
      ['2026-11-24T00:00+01:00', '2026-11-25T00:00+01:00'],
    ])
    expect(windowsOn(bounded, '2026-12-01')).toEqual([])
  })

  test('every week, is open at its hours on its days, and not on days it is closed on', () => {
    const weekly = [
      { days: [Weekday.MO, Weekday.WE], from: '09:00', to: '12:00' },
      { days: [Weekday.WE], from: '14:00', to: '18:30' },
    ]
    expect(windowsOn(at({ weekly, closedOn: ['2026-11-25'] }), '2026-11-23', '2026-12-02')).toEqual([
      ['2026-11-23T09:00+01:00', '2026-11-23T12:00+01:00'],
      ['2026-11-30T09:00+01:00', '2026-11-30T12:00+01:00'],
      ['2026-12-02T09:00+01:00', '2026-12-02T12:00+01:00'],
      ['2026-12-02T14:00+01:00', '2026-12-02T18:30+01:00'],
    ])
  })

  test('on dates, is open then only; together with weekly hours, also on a day it is otherwise closed on', () => {
    const dates = [{ date: '2026-11-25', from: '10:00', to: '11:00' }]
    expect(windowsOn(at({ dates }), '2026-11-23', '2026-11-29')).toEqual([
      ['2026-11-25T10:00+01:00', '2026-11-25T11:00+01:00'],
    ])
    const weekly = [{ days: [...weekdays], from: '09:00', to: '18:00' }]
    expect(windowsOn(at({ weekly, dates, closedOn: ['2026-11-25'] }), '2026-11-25')).toEqual([
      ['2026-11-25T10:00+01:00', '2026-11-25T11:00+01:00'],
    ])
  })

  test('but for holidays, is open all day on all other days', () => {
    expect(windowsOn(at({ closedOn: ['2026-12-25'] }), '2026-12-24', '2026-12-26')).toEqual([
      ['2026-12-24T00:00+01:00', '2026-12-25T00:00+01:00'],
      ['2026-12-26T00:00+01:00', '2026-12-27T00:00+01:00'],
    ])
  })

  test('past midnight, belongs to the day it begins on, also where that is the last day or a closed one', () => {
    const night = { weekly: [{ days: [Weekday.FR, Weekday.SA], from: '22:00', to: '02:00' }] }
    expect(windowsOn(at(night), '2026-11-28')).toEqual([
      ['2026-11-28T00:00+01:00', '2026-11-28T02:00+01:00'],
      ['2026-11-28T22:00+01:00', '2026-11-29T00:00+01:00'],
    ])
    expect(windowsOn(at({ ...night, closedOn: ['2026-11-27'] }), '2026-11-28')).toEqual([
      ['2026-11-28T22:00+01:00', '2026-11-29T00:00+01:00'],
    ])
    expect(windowsOn(at(night, { validTo: '2026-11-27' }), '2026-11-23', '2026-11-30')).toEqual([
      ['2026-11-27T22:00+01:00', '2026-11-28T00:00+01:00'],
    ])
    expect(windowsOn(at(night, { validFrom: '2026-11-28' }), '2026-11-28')).toEqual([
      ['2026-11-28T22:00+01:00', '2026-11-29T00:00+01:00'],
    ])
  })

  test('at hours that touch or overlap, is one window', () => {
    const weekly = [
      { days: [Weekday.MO], from: '08:00', to: '12:00' },
      { days: [Weekday.MO], from: '11:00', to: '13:00' },
      { days: [Weekday.MO], from: '13:00', to: '24:00' },
      { days: [Weekday.TU], from: '00:00', to: '01:00' },
    ]
    expect(windowsOn(at({ weekly }), '2026-11-23', '2026-11-24')).toEqual([
      ['2026-11-23T08:00+01:00', '2026-11-24T01:00+01:00'],
    ])
  })
})

describe('in the weeks the clocks are changed', () => {
  const sundays = (from: string, to: string) => at({ weekly: [{ days: [Weekday.SU], from, to }] })
  // 2027-03-28: 02:00 becomes 03:00. 2026-10-25: 03:00 becomes 02:00.
  const spring = '2027-03-28'
  const autumn = '2026-10-25'

  test('hours stay what the clocks show', () => {
    for (const day of ['2027-03-21', spring, '2027-04-04', '2026-10-18', autumn, '2026-11-01']) {
      const [window] = windowsOn(sundays('18:00', '20:00'), day)
      expect(window?.map((moment) => moment.slice(0, 16))).toEqual([`${day}T18:00`, `${day}T20:00`])
    }
  })

  test('a day is an hour shorter or longer', () => {
    const hoursOf = (day: string) =>
      openWindows(always, daysAsWindow(day, day, timeZone), timeZone).map(
        ([from, to]) => (to - from) / hourMs,
      )
    expect(hoursOf(spring)).toEqual([23])
    expect(hoursOf(autumn)).toEqual([25])
  })

  test('the hour that is skipped is no hour: what begins in it begins after it, what lies in it is not', () => {
    expect(windowsOn(sundays('02:30', '04:00'), spring)).toEqual([
      [`${spring}T03:00+02:00`, `${spring}T04:00+02:00`],
    ])
    expect(windowsOn(sundays('01:00', '02:30'), spring)).toEqual([
      [`${spring}T01:00+01:00`, `${spring}T03:00+02:00`],
    ])
    expect(windowsOn(sundays('02:15', '02:45'), spring)).toEqual([])
  })

  test('the hour that comes twice is meant the first time', () => {
    expect(windowsOn(sundays('01:00', '02:30'), autumn)).toEqual([
      [`${autumn}T01:00+02:00`, `${autumn}T02:30+02:00`],
    ])
    expect(windowsOn(sundays('02:30', '03:00'), autumn)).toEqual([
      [`${autumn}T02:30+02:00`, `${autumn}T03:00+01:00`],
    ])
  })

  test('other zones change at their own time', () => {
    const inNewYork = at({
      timeZone: 'America/New_York',
      weekly: [{ days: [Weekday.SU], from: '01:00', to: '04:00' }],
    })
    expect(windowsOn(inNewYork, '2027-03-14')).toEqual([['2027-03-14T01:00-05:00', '2027-03-14T04:00-04:00']])
  })
})

describe('whatever the hours', () => {
  // Most at the hours in which clocks are changed.
  const minute = fc.oneof(fc.integer({ min: 60, max: 240 }), fc.integer({ min: 0, max: 1439 }))
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const hours = fc
    .tuple(minute, fc.oneof(minute, fc.constant(1440)))
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => ({ from: clock(from), to: clock(to) }))
  // Round both changes of the clocks and a turn of the year.
  const day = fc
    .tuple(
      fc.constantFrom('2026-10-25', '2026-11-01', '2027-01-01', '2027-03-14', '2027-03-28'),
      fc.integer({ min: -8, max: 8 }),
    )
    .map(([date, later]) => Temporal.PlainDate.from(date).add({ days: later }).toString())
  const openness = fc.record({
    availability: fc.option(
      fc.record({
        timeZone: fc.constantFrom(timeZone, 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
        weekly: fc.array(
          fc
            .tuple(fc.subarray([...weekdays], { minLength: 1 }), hours)
            .map(([days, each]) => ({ days, ...each })),
          { maxLength: 4 },
        ),
        dates: fc.array(
          fc.tuple(day, hours).map(([date, each]) => ({ date, ...each })),
          { maxLength: 4 },
        ),
        closedOn: fc.array(day, { maxLength: 4 }),
      }),
    ),
    validFrom: fc.option(day),
    validTo: fc.option(day),
  })
  const range = fc
    .tuple(day, fc.integer({ min: 0, max: 3_000_000 }), fc.integer({ min: -60, max: 40_000 }))
    .map(([date, later, minutes]): Window => {
      const from = Date.parse(date) + later * 1000
      return [from, from + minutes * 60_000]
    })

  test('windows are in order, apart, not empty, and within the range and the validity', () => {
    fc.assert(
      fc.property(openness, range, (given, within) => {
        const windows = openWindows(given, within, timeZone)
        const zone = given.availability?.timeZone ?? timeZone
        const dayOf = (moment: number) =>
          Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate().toString()
        let before = Number.NEGATIVE_INFINITY
        for (const [from, to] of windows) {
          expect(from).toBeGreaterThan(before)
          expect(to).toBeGreaterThan(from)
          expect(from >= within[0] && to <= within[1]).toBe(true)
          if (given.validFrom !== null) expect(dayOf(from) >= given.validFrom).toBe(true)
          if (given.validTo !== null) expect(dayOf(to - 1) <= given.validTo).toBe(true)
          before = to
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a moment is in a window exactly if a clock on the wall says so', () => {
    // Both changes in Berlin, New York and on Lord Howe, and midnight.
    const turns = [
      ...['2026-10-25T01:00Z', '2027-03-28T01:00Z', '2026-11-01T06:00Z', '2027-03-14T07:00Z'],
      ...['2026-10-03T15:30Z', '2027-04-03T15:00Z', '2026-12-31T23:00Z'],
    ]
    const aMoment = fc
      .tuple(fc.constantFrom(...turns), fc.integer({ min: -240, max: 240 }))
      .map(([turn, minutes]) => Date.parse(turn) + minutes * 60_000)
    const everyNight = fc
      .tuple(fc.constantFrom(timeZone, 'America/New_York', 'Australia/Lord_Howe'), hours)
      .map(([zone, each]) => at({ timeZone: zone, weekly: [{ days: [...weekdays], ...each }] }))
    fc.assert(
      fc.property(fc.oneof(openness, everyNight), aMoment, fc.nat(3_000), (given, moment, minutes) => {
        const around: Window = [moment - minutes * 60_000, moment + 1 + minutes * 60_000]
        const isOpen = openWindows(given, around, timeZone).some(
          ([from, to]) => from <= moment && moment < to,
        )
        expect(isOpen).toBe(saysTheClock(given, moment))
      }),
      { numRuns: 2_000 },
    )
  })

  test('two ranges that follow each other give what the whole of them gives', () => {
    fc.assert(
      fc.property(openness, range, fc.double({ min: 0, max: 1, noNaN: true }), (given, within, part) => {
        const [start, end] = within
        fc.pre(start < end)
        const middle = Math.round(start + part * (end - start))
        const total = (windows: Window[]) => windows.reduce((sum, [from, to]) => sum + to - from, 0)
        const parts = [
          ...openWindows(given, [start, middle], timeZone),
          ...openWindows(given, [middle, end], timeZone),
        ]
        expect(total(parts)).toBe(total(openWindows(given, within, timeZone)))
      }),
      { numRuns: 300 },
    )
  })

  /** The same question, asked day by day of Temporal's own reckoning. */
  function saysTheClock({ availability, validFrom, validTo }: Openness, moment: number): boolean {
    const zone = availability?.timeZone ?? timeZone
    const { weekly = [], dates = [], closedOn = [] } = availability ?? {}
    const today = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate()
    const isWithin = (date: string) => (validFrom ?? date) <= date && date <= (validTo ?? date)
    if (!isWithin(today.toString())) return false
    return [today.subtract({ days: 1 }), today].some((date) => {
      const name = date.toString()
      if (!isWithin(name)) return false
      const usual =
        weekly.length + dates.length === 0
          ? [{ from: '00:00', to: '24:00' }]
          : weekly.filter(({ days }) => days.includes(weekdays[date.dayOfWeek - 1] as Weekday))
      const hoursThen = [
        ...(closedOn.includes(name) ? [] : usual),
        ...dates.filter((each) => each.date === name),
      ]
      return hoursThen.some(({ from, to }) => {
        const ends = to === '24:00' || to <= from ? date.add({ days: 1 }) : date
        return (
          momentOf(date, from, zone) <= moment && moment < momentOf(ends, to === '24:00' ? '00:00' : to, zone)
        )
      })
    })
  }

  /** The first moment at which the clocks show a time or, where they skip it, a later one. */
  function momentOf(date: Temporal.PlainDate, time: string, zone: string): number {
    const wanted = date.toPlainDateTime(Temporal.PlainTime.from(time))
    const earlier = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' })
    const exists = earlier.toPlainDateTime().equals(wanted)
    return exists
      ? earlier.epochMilliseconds
      : (earlier.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.NaN)
  }
})
