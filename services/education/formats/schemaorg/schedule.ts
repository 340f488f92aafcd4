/// <reference lib="esnext.temporal" />

import { townZone } from '../../../../platform/town/zone.js'
import type { Day } from './calendar.js'
import { type JsonLdGraph, type JsonLdNode, termIn } from './json-ld-graph.js'
import { isZone, minutesOf, momentOf, timeOfDay } from './moments.js'
import type { Frequency, Repetition, WeekdayOfMonth } from './repetition.js'

const weekdayByName = new Map<string, number>(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].flatMap(
    (name, index): [string, number][] => [
      [name, index + 1],
      [name.slice(0, 2), index + 1],
    ],
  ),
)

/** ISO 8601 durations of one unit, as schema.org wants them, and the words search engines ask for. */
const frequencyPattern = /^(?:P(\d{1,3})([DWMY])|(daily|weekly|monthly|yearly))$/i

const frequencies: Record<string, Frequency> = {
  d: 'day',
  w: 'week',
  m: 'month',
  y: 'year',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
}

/**
 * Reads a schema.org Schedule.
 *
 * @param fallbackStart day it starts on where the schedule does not say: the course instance's
 * @returns the repetition, or the reason why it is none that can be followed
 */
export function repetitionOf(
  schedule: JsonLdNode,
  graph: JsonLdGraph,
  fallbackStart: string | null,
): Repetition | string {
  const zone = graph.textOf(schedule, 'scheduleTimezone') ?? townZone
  if (!isZone(zone)) return `scheduleTimezone ${zone} is no time zone`
  const startText = graph.textOf(schedule, 'startDate') ?? fallbackStart
  const start = startText === null ? null : momentOf(startText, zone)
  if (start === null) return startText === null ? 'it has no startDate' : `startDate ${startText} is no date`
  const frequency = frequencyOf(graph.textOf(schedule, 'repeatFrequency'))
  if (frequency === null) return 'its repeatFrequency is not one of days, weeks, months or years'
  const weekdays = weekdaysOf(
    graph.valuesOf(schedule, 'byDay'),
    numbersOf(graph, schedule, 'byMonthWeek', -5, 5),
  )
  if (weekdays === null) return 'its byDay has something that is no day of the week'
  const endText = graph.textOf(schedule, 'endDate')
  const end = endText === null ? null : momentOf(endText, zone)
  if (endText !== null && end === null) return `endDate ${endText} is no date`
  const startTime = graph.textOf(schedule, 'startTime')
  const time = startTime === null ? start.time : timeOfDay(startTime)
  return {
    ...frequency,
    firstDay: start.day,
    lastDay: end?.day ?? null,
    count: numbersOf(graph, schedule, 'repeatCount', 1, 100_000)[0] ?? null,
    weekdays,
    monthDays: numbersOf(graph, schedule, 'byMonthDay', 1, 31),
    months: numbersOf(graph, schedule, 'byMonth', 1, 12),
    exceptions: exceptionsOf(graph.textsOf(schedule, 'exceptDate'), zone),
    time,
    minutes: minutesBetween(time, graph.textOf(schedule, 'endTime'), graph.textOf(schedule, 'duration')),
    zone,
  }
}

function frequencyOf(text: string | null): Pick<Repetition, 'every' | 'frequency'> | null {
  const [, every = '1', unit, word] = frequencyPattern.exec(text?.trim() ?? '') ?? []
  const frequency = frequencies[(unit ?? word ?? '').toLowerCase()]
  return frequency === undefined || Number(every) === 0 ? null : { every: Number(every), frequency }
}

/** Days by name or as iCalendar writes them, with the week of the month: `Monday`, `MO`, `2MO`, `-1FR`. */
function weekdaysOf(values: readonly unknown[], weeks: readonly number[]): WeekdayOfMonth[] | null {
  const all = new Map<string, WeekdayOfMonth>()
  for (const value of values) {
    const [, week, name = ''] = /^(-?[1-5])?([a-z]+)$/i.exec(termIn(value) ?? '') ?? []
    const weekday = weekdayByName.get(name.toLowerCase())
    if (weekday === undefined) return null
    const kept = week !== undefined ? [Number(week)] : weeks.length > 0 ? weeks : [null]
    for (const each of kept) all.set(`${weekday} ${each}`, { weekday, week: each })
  }
  return [...all.values()]
}

/** The whole numbers of a member within bounds, each once. */
function numbersOf(graph: JsonLdGraph, schedule: JsonLdNode, name: string, least: number, most: number) {
  const numbers = graph.textsOf(schedule, name).map(Number)
  return [
    ...new Set(numbers.filter((number) => Number.isInteger(number) && number >= least && number <= most)),
  ]
}

function exceptionsOf(texts: readonly string[], zone: string): Set<Day> {
  return new Set(texts.flatMap((text) => momentOf(text, zone)?.day ?? []))
}

/** Length by the end, on the next day if that is not after the start, else by the duration. */
function minutesBetween(time: Temporal.PlainTime | null, endTime: string | null, duration: string | null) {
  const end = endTime === null ? null : timeOfDay(endTime)
  if (time === null || end === null) return duration === null ? null : minutesOf(duration)
  const minutes = time.until(end).total('minutes')
  return minutes > 0 ? minutes : minutes + 1440
}
