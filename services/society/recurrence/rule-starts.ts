import { dayFilter } from './day-filter.js'
import { type RecurrenceRule, UnusableRule } from './rule.js'
import { type DayNumber, dayMs, dayNumber, dayOf, hourMs, type WallTime, weekStartOf } from './wall-time.js'

export interface RuleStarts {
  /** Ascending; the first is the event's own start. */
  starts: WallTime[]
  /** Whether the rule has starts after the horizon. */
  goesOn: boolean
}

/** Hours, days and starts gone through for one rule, about a quarter of a second: hourly for a century. */
const mostSteps = 1_000_000

/** A quarter-hourly bus has as many; more are a mistake or an attack. */
const mostTimesPerDay = 96

/**
 * The starts a rule gives from the event's start up to a horizon (RFC 5545, 3.3.10).
 *
 * Reckoned here and not with ical.js 2.2, whose iterator never returns for a rule that matches nothing more
 * (FREQ=DAILY;INTERVAL=7;BYDAY=MO from a Tuesday) and gives other starts than the standard's own examples say for
 * BYDAY=20MO, BYWEEKNO, BYSETPOS outside of months or the 29th of February. Here every period is looked through once,
 * so that time and memory are bounded whatever the rule says.
 *
 * The event's start is the first of the starts and counts as one, also where the rule does not name it: the standard
 * leaves that open, calendars show it.
 *
 * @throws UnusableRule if the rule has too many steps or times a day
 */
export function ruleStarts(rule: RecurrenceRule, start: WallTime, horizon: WallTime): RuleStarts {
  const end = rule.until === null ? horizon : Math.min(horizon, rule.until)
  const starts = [start]
  const within = candidates(rule, start)
  let steps = 0
  for (let index = 0; ; index += rule.interval) {
    const { begin, days, found } = within(index, end)
    // Written so that it also ends where an interval leads past the last day there is, which is not a number.
    if (!(begin <= end)) break
    steps += days + found.length
    if (steps > mostSteps)
      throw new UnusableRule(
        `the rule has more than ${mostSteps} steps up to ${new Date(end).getUTCFullYear()}`,
      )
    for (const at of positioned(found, rule.positions)) {
      if (at > end) break
      if (starts.length === rule.count) return { starts, goesOn: false }
      if (at > start) starts.push(at)
    }
  }
  const counted = rule.count !== null && starts.length >= rule.count
  return { starts, goesOn: !counted && end === horizon }
}

interface Period {
  /** The period's first moment. */
  begin: WallTime
  /** Days that were looked at. */
  days: number
  /** What the rule names in it, ascending. */
  found: WallTime[]
}

/** How to look through the period that lies `index` periods after the one the start lies in. */
function candidates(rule: RecurrenceRule, start: WallTime): (index: number, end: WallTime) => Period {
  const matches = dayFilter(rule, start)
  const times = timesOfDay(rule, start)
  if (rule.frequency === 'HOURLY') return (index) => hour(rule, start, index, matches, times)
  const begin = periodBegin(rule, start)
  return (index, end) => {
    const [first, next] = [begin(index), begin(index + 1)]
    const found: WallTime[] = []
    if (first * dayMs <= end) {
      for (let day = first; day < next; day++) {
        if (matches(day)) for (const time of times) found.push(day * dayMs + time)
      }
    }
    return { begin: first * dayMs, days: next - first, found }
  }
}

function hour(
  { hours }: RecurrenceRule,
  start: WallTime,
  index: number,
  matches: (day: DayNumber) => boolean,
  times: readonly number[],
): Period {
  const begin = (Math.floor(start / hourMs) + index) * hourMs
  const day = dayOf(begin)
  const named = hours.length === 0 || hours.includes((begin - day * dayMs) / hourMs)
  return { begin, days: 1, found: named && matches(day) ? times.map((time) => begin + time) : [] }
}

/** First day of the period that lies `index` periods after the one the start lies in. */
function periodBegin(
  { frequency, weekStart }: RecurrenceRule,
  start: WallTime,
): (index: number) => DayNumber {
  const day = dayOf(start)
  const date = new Date(start)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  if (frequency === 'YEARLY') return (index) => dayNumber(year + index, 0, 1)
  if (frequency === 'MONTHLY') return (index) => dayNumber(year, month + index, 1)
  if (frequency === 'WEEKLY') return (index) => weekStartOf(day, weekStart) + 7 * index
  return (index) => day + index
}

/** Times of day, or within the hour, that the rule names, ms, ascending. */
function timesOfDay({ frequency, hours, minutes, seconds }: RecurrenceRule, start: WallTime): number[] {
  const date = new Date(start)
  const ofHour = frequency === 'HOURLY' ? [0] : orElse(hours, date.getUTCHours())
  const ofMinute = orElse(minutes, date.getUTCMinutes())
  const ofSecond = orElse(seconds, date.getUTCSeconds())
  if (ofHour.length * ofMinute.length * ofSecond.length > mostTimesPerDay)
    throw new UnusableRule(`the rule names more than ${mostTimesPerDay} times a day`)
  const times = ofHour.flatMap((h) => ofMinute.flatMap((m) => ofSecond.map((s) => h * 3600 + m * 60 + s)))
  return times.map((time) => time * 1000).sort((a, b) => a - b)
}

function orElse(values: readonly number[], value: number): readonly number[] {
  return values.length > 0 ? values : [value]
}

/** Of a period's starts those at the rule's BYSETPOS places; all of them if it has none. */
function positioned(found: readonly WallTime[], positions: readonly number[]): readonly WallTime[] {
  if (positions.length === 0) return found
  return found.filter((_, index) => positions.includes(index + 1) || positions.includes(index - found.length))
}
