/// <reference lib="esnext.temporal" />
import { type Day, dateOf, dayOf, daysOfMonthAround, weekdayOf } from './calendar.js'
import { instantOf, type Span } from './moments.js'

export type Frequency = 'day' | 'week' | 'month' | 'year'

/** A day of every week (Monday is 1), or of one week of the month only: 2 is its second, -1 its last. */
export interface WeekdayOfMonth {
  weekday: number
  week: number | null
}

/** When something repeats (schema.org Schedule), as days and times of one zone's calendar. */
export interface Repetition {
  /** Every so many days, weeks, months or years. */
  every: number
  frequency: Frequency
  firstDay: Day
  /** The last day it may fall on; null if it goes on. */
  lastDay: Day | null
  /** How often at most; null if it goes on. */
  count: number | null
  weekdays: readonly WeekdayOfMonth[]
  monthDays: readonly number[]
  /** Months it is kept to, January is 1; none means all. */
  months: readonly number[]
  /** Days left out. */
  exceptions: ReadonlySet<Day>
  /** Null where only days are known. */
  time: Temporal.PlainTime | null
  /** Length; null where it is not known. */
  minutes: number | null
  zone: string
}

export interface Occurrences {
  spans: Span[]
  /** Whether there are more, later than the ones given. */
  isCutOff: boolean
}

/** Sessions kept of one repetition: 19 years of a weekly one. */
const mostKept = 1_000
/** How far what has no end is followed; a feed is imported again long before. */
const yearsAhead = 10
/** Days, weeks or months looked at: no end of a search for the 31st of every second February. */
const mostSteps = 20_000

/** The times a repetition falls on; where there are too many, those nearest to come, and past ones are left out. */
export function occurrencesOf(repetition: Repetition, now: Date): Occurrences {
  const spans: Span[] = []
  for (const day of daysOf(repetition, now)) {
    const span = spanOn(day, repetition)
    if (spans.length === mostKept) {
      const [oldest] = spans
      if (oldest === undefined || oldest.startsAt >= now) return { spans, isCutOff: true }
      spans.shift()
    }
    spans.push(span)
  }
  return { spans, isCutOff: false }
}

function* daysOf(repetition: Repetition, now: Date): Generator<Day> {
  const { firstDay, count, months, exceptions } = repetition
  const lastDay = repetition.lastDay ?? horizonOf(firstDay, now)
  let met = 0
  for (let step = 0; step < mostSteps; step++) {
    const start = stepStart(repetition, step)
    for (const day of daysOfStep(repetition, start)) {
      if (day > lastDay) return
      if (day < firstDay) continue
      if (months.length > 0 && !months.includes(dateOf(day).month)) continue
      met += 1
      if (!exceptions.has(day)) yield day
      if (met === count) return
    }
    if (start > lastDay) return
  }
}

function horizonOf(firstDay: Day, now: Date): Day {
  const today = dayOf(now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate())
  const { year, month, day } = dateOf(Math.max(firstDay, today))
  return dayOf(year + yearsAhead, month, day)
}

/** The day a step begins with: that day, its week's Monday, its month's or year's first. */
function stepStart({ firstDay, frequency, every }: Repetition, step: number): Day {
  if (frequency === 'day') return firstDay + step * every
  if (frequency === 'week') return firstDay - weekdayOf(firstDay) + 1 + 7 * step * every
  const { year, month } = dateOf(firstDay)
  return frequency === 'month' ? dayOf(year, month + step * every, 1) : dayOf(year + step * every, 1, 1)
}

/** Days of the step that begins with a day, in order. */
function daysOfStep(repetition: Repetition, start: Day): Day[] {
  const { frequency, firstDay, weekdays } = repetition
  const isNamed = (day: Day) => weekdays.some(({ weekday }) => weekday === weekdayOf(day))
  if (frequency === 'day') return weekdays.length === 0 || isNamed(start) ? [start] : []
  if (frequency === 'week') {
    const week = Array.from({ length: 7 }, (_, days) => start + days)
    return week.filter((day) => (weekdays.length > 0 ? isNamed(day) : weekdayOf(day) === weekdayOf(firstDay)))
  }
  const monthStarts = frequency === 'month' ? [start] : monthsOfYear(start, repetition)
  return monthStarts.flatMap((month) => daysOfMonth(month, repetition))
}

function monthsOfYear(yearStart: Day, { months, firstDay }: Repetition): Day[] {
  const wanted = months.length > 0 ? [...months].sort((a, b) => a - b) : [dateOf(firstDay).month]
  return wanted.map((month) => dayOf(dateOf(yearStart).year, month, 1))
}

function daysOfMonth(monthStart: Day, { weekdays, monthDays, firstDay }: Repetition): Day[] {
  const all = daysOfMonthAround(monthStart)
  if (weekdays.length > 0) {
    return all.filter((day) => weekdays.some((wanted) => isWeekdayOfMonth(day, wanted, all.length)))
  }
  const wanted = monthDays.length > 0 ? monthDays : [dateOf(firstDay).day]
  return all.filter((_, index) => wanted.includes(index + 1))
}

function isWeekdayOfMonth(day: Day, wanted: WeekdayOfMonth, daysInMonth: number): boolean {
  if (weekdayOf(day) !== wanted.weekday) return false
  const dayOfMonth = dateOf(day).day
  const fromStart = Math.ceil(dayOfMonth / 7)
  const fromEnd = -Math.ceil((daysInMonth - dayOfMonth + 1) / 7)
  return wanted.week === null || wanted.week === fromStart || wanted.week === fromEnd
}

function spanOn(day: Day, { time, minutes, zone }: Repetition): Span {
  const startsAt = instantOf(day, time, zone)
  if (time === null) return { startsAt, endsAt: instantOf(day + 1, null, zone), wholeDays: true }
  const endsAt = minutes === null ? null : new Date(startsAt.getTime() + minutes * 60_000)
  return { startsAt, endsAt, wholeDays: false }
}
