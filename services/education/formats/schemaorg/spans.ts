import { townZone } from '../../../../platform/town/zone.js'
import { type JsonLdGraph, type JsonLdNode, termIn } from './json-ld-graph.js'
import { instantOf, minutesOf, momentOf, type Span } from './moments.js'
import { occurrencesOf } from './repetition.js'
import { repetitionOf } from './schedule.js'

/** Schedules followed of one instance; a time-table has fewer. */
const mostSchedules = 20

/** Says something doubtful about what is read. */
export type Warn = (reason: string) => void

/**
 * The times an instance is held: its listed sub-events, else what its schedules come to, else its own dates.
 * Cancelled ones are left out.
 *
 * @param now moment of the import: of what repeats for very long, the times around it are kept
 * @returns null if it has no time at all, so that one can begin whenever one likes
 */
export function spansOf(instance: JsonLdNode, graph: JsonLdGraph, now: Date, warn: Warn): Span[] | null {
  if (isCancelled(instance, graph)) return []
  const events = graph
    .nodesOf(instance, 'subEvent')
    .filter((event) => graph.textOf(event, 'startDate') !== null)
  if (events.length > 0) {
    const held = events.filter((event) => !isCancelled(event, graph))
    return held.flatMap((event) => ownSpan(event, graph, warn) ?? [])
  }
  const schedules = graph.nodesOf(instance, 'courseSchedule', 'eventSchedule', 'schedule')
  if (schedules.length > mostSchedules) warn(`schedules after the first ${mostSchedules} were left out`)
  const spans = schedules
    .slice(0, mostSchedules)
    .flatMap((schedule) => scheduledSpans(schedule, instance, graph, now, warn))
  if (spans.length > 0) return spans
  const own = ownSpan(instance, graph, warn)
  return own === null ? null : [own]
}

function isCancelled(event: JsonLdNode, graph: JsonLdGraph): boolean {
  return graph.valuesOf(event, 'eventStatus').some((status) => termIn(status) === 'EventCancelled')
}

function scheduledSpans(
  schedule: JsonLdNode,
  instance: JsonLdNode,
  graph: JsonLdGraph,
  now: Date,
  warn: Warn,
): Span[] {
  const start = graph.textOf(instance, 'startDate')
  // Search engines ask for a schedule that only says how much work a self-paced course is; it has no times.
  if (start === null && graph.textOf(schedule, 'startDate') === null) return []
  const repetition = repetitionOf(schedule, graph, start)
  if (typeof repetition === 'string') {
    warn(`a schedule was left out: ${repetition}`)
    return []
  }
  const { spans, isCutOff } = occurrencesOf(repetition, now)
  if (isCutOff)
    warn(`a schedule goes on after ${spans.at(-1)?.startsAt.toISOString()}; later sessions were left out`)
  return spans
}

/** The span of an event's own dates; of days only, it lasts to the midnight after the last one. */
function ownSpan(event: JsonLdNode, graph: JsonLdGraph, warn: Warn): Span | null {
  const startText = graph.textOf(event, 'startDate')
  if (startText === null) return null
  const start = momentOf(startText, townZone)
  if (start === null) {
    warn(`startDate ${startText} is no date; kept without a time`)
    return null
  }
  const end = endOf(event, graph, warn)
  if (start.time === null && (end === null || end.time === null)) {
    const lastDay = end === null || end.at < start.at ? start.day : end.day
    return {
      startsAt: start.at,
      endsAt: instantOf(lastDay + 1, null, townZone),
      wholeDays: true,
    }
  }
  const minutes = minutesOf(graph.textOf(event, 'duration') ?? '')
  const endsAt = end?.at ?? (minutes === null ? null : new Date(start.at.getTime() + minutes * 60_000))
  return { startsAt: start.at, endsAt: endsAt && endsAt > start.at ? endsAt : null, wholeDays: false }
}

function endOf(event: JsonLdNode, graph: JsonLdGraph, warn: Warn) {
  const text = graph.textOf(event, 'endDate')
  const end = text === null ? null : momentOf(text, townZone)
  if (text !== null && end === null) warn(`endDate ${text} is no date; left out`)
  return end
}
