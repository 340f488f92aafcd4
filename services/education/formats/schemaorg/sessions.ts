import type { FeedSink } from '../../../../platform/feeds/format.js'
import { CourseMode } from '../../course/session.type.js'
import type { SessionRecord } from '../course-record.js'
import type { JsonLdGraph, JsonLdNode } from './json-ld-graph.js'
import { modeOf } from './mode.js'
import { type CoursePrice, priceOf } from './offers.js'
import { placeOf } from './place.js'
import { spansOf, type Warn } from './spans.js'

/** Sessions kept of one course, in all its instances. */
const mostSessions = 5_000

export interface SessionReading {
  graph: JsonLdGraph
  sink: FeedSink
  /** Moment of the import. */
  now: Date
  warn: Warn
}

/**
 * The sessions of a course's instances.
 *
 * @param offered price of the course, for instances that name none
 */
export function sessionsOf(
  instances: readonly JsonLdNode[],
  offered: CoursePrice,
  reading: SessionReading,
): SessionRecord[] {
  const sessions: SessionRecord[] = []
  for (const instance of instances) {
    sessions.push(...sessionsOfInstance(instance, offered, reading))
    if (sessions.length <= mostSessions) continue
    reading.warn(`has more than ${mostSessions} sessions; the ones after those were left out`)
    return sessions.slice(0, mostSessions)
  }
  return sessions
}

function sessionsOfInstance(
  instance: JsonLdNode,
  offered: CoursePrice,
  { graph, sink, now, warn }: SessionReading,
): SessionRecord[] {
  const place = placeOf(instance, graph)
  const mode = modeOf(instance, place, graph)
  const own = priceOf(instance, graph)
  const { price, currency } = own.price === null ? offered : own
  for (const text of own.unreadable) warn(`price ${text} is no number; left out`)
  const common = {
    location: place.text,
    // What is held over the internet lies in no district, whatever address its provider has.
    districtId: mode === CourseMode.ONLINE ? null : sink.districtOf({ ...place, address: place.text }),
    mode,
    price,
    currency,
  }
  const spans = spansOf(instance, graph, now, warn)
  if (spans === null) return [{ startsAt: null, endsAt: null, wholeDays: false, ...common }]
  return spans.slice(0, mostSessions + 1).map((span) => ({ ...span, ...common }))
}
