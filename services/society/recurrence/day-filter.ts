import type { RecurrenceRule } from './rule.js'
import {
  type DayNumber,
  dayMs,
  dayNumber,
  dayOf,
  type WallTime,
  weekdayOf,
  weekStartOf,
} from './wall-time.js'

interface Day {
  number: DayNumber
  year: number
  /** 0 to 11. */
  month: number
  ofMonth: number
}

type Filter = (day: Day) => boolean

/**
 * Whether a day is one a rule names by its BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY and BYDAY parts.
 * What the rule leaves open is taken from the event's start (RFC 5545, 3.3.10).
 */
export function dayFilter(rule: RecurrenceRule, start: WallTime): (day: DayNumber) => boolean {
  const filters = [
    monthFilter(rule),
    weekNumberFilter(rule),
    yearDayFilter(rule),
    monthDayFilter(rule),
    weekdayFilter(rule),
    startFilter(rule, toDay(dayOf(start))),
  ].filter((filter) => filter !== null)
  if (filters.length === 0) return () => true
  return (number) => {
    const day = toDay(number)
    return filters.every((filter) => filter(day))
  }
}

function toDay(number: DayNumber): Day {
  const date = new Date(number * dayMs)
  return { number, year: date.getUTCFullYear(), month: date.getUTCMonth(), ofMonth: date.getUTCDate() }
}

/** What the start says where the rule does not say which days. */
function startFilter(rule: RecurrenceRule, start: Day): Filter | null {
  const { frequency, months, weekNumbers, yearDays, monthDays, weekdays } = rule
  const weekday = weekdayOf(start.number)
  if (yearDays.length > 0 || monthDays.length > 0 || weekdays.length > 0) return null
  if (frequency === 'WEEKLY' || weekNumbers.length > 0) return ({ number }) => weekdayOf(number) === weekday
  if (frequency === 'MONTHLY') return ({ ofMonth }) => ofMonth === start.ofMonth
  if (frequency !== 'YEARLY') return null
  return ({ month, ofMonth }) => ofMonth === start.ofMonth && (months.length > 0 || month === start.month)
}

function monthFilter({ months }: RecurrenceRule): Filter | null {
  if (months.length === 0) return null
  return ({ month }) => months.includes(month + 1)
}

function monthDayFilter({ monthDays }: RecurrenceRule): Filter | null {
  if (monthDays.length === 0) return null
  return ({ year, month, ofMonth }) =>
    monthDays.includes(ofMonth) || monthDays.includes(ofMonth - 1 - daysInMonth(year, month))
}

function yearDayFilter({ yearDays }: RecurrenceRule): Filter | null {
  if (yearDays.length === 0) return null
  return ({ number, year }) =>
    yearDays.includes(number - dayNumber(year, 0, 0)) || yearDays.includes(number - dayNumber(year + 1, 0, 1))
}

function weekNumberFilter({ weekNumbers, weekStart }: RecurrenceRule): Filter | null {
  if (weekNumbers.length === 0) return null
  return ({ number }) => {
    const monday = weekStartOf(number, weekStart)
    // A week belongs to the year that holds at least four of its days.
    const { year } = toDay(monday + 3)
    const first = weekStartOf(dayNumber(year, 0, 4), weekStart)
    const next = weekStartOf(dayNumber(year + 1, 0, 4), weekStart)
    return weekNumbers.includes((monday - first) / 7 + 1) || weekNumbers.includes((monday - next) / 7)
  }
}

function weekdayFilter({ frequency, months, weekNumbers, weekdays }: RecurrenceRule): Filter | null {
  if (weekdays.length === 0) return null
  const nthOfMonth = frequency === 'MONTHLY' || (frequency === 'YEARLY' && months.length > 0)
  const nthOfYear = frequency === 'YEARLY' && !nthOfMonth && weekNumbers.length === 0
  return ({ number, year, month }) => {
    const weekday = weekdayOf(number)
    return weekdays.some(({ weekday: wanted, nth }) => {
      if (wanted !== weekday) return false
      if (nth === 0 || !(nthOfMonth || nthOfYear)) return true
      const first = dayNumber(year, nthOfMonth ? month : 0, 1)
      const next = nthOfMonth ? dayNumber(year, month + 1, 1) : dayNumber(year + 1, 0, 1)
      return nth > 0
        ? Math.floor((number - first) / 7) === nth - 1
        : Math.floor((next - 1 - number) / 7) === -nth - 1
    })
  }
}

function daysInMonth(year: number, month: number): number {
  return dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)
}
