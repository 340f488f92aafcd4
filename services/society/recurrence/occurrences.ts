/**
 * Which occurrences of an event are stored, and why they are stored at all.
 *
 * The graph is asked for "the next occurrence" at any moment, for a whole page of events in one SQL statement.
 * Reckoning rules while a query waits would cost more the longer an event has been recurring, and a list could not
 * be ordered by an index. So an import writes every occurrence from the event's first one up to a horizon ten years
 * after it, at most 2,000 for each event: a weekly event has 520 in ten years, a daily one more than five years.
 * What ended more than a year ago gives way first. Nothing has to run between imports, the answers of 2030 are in the
 * tables already; a rule that goes on past what is stored says so (`continuesAfter`) and is moved on by the next import.
 *
 * Pure: a series and a window go in, occurrences come out.
 */
import type { RecurrenceRule } from './rule.js'
import { ruleStarts } from './rule-starts.js'
import { dayMs, dayOf, isStorable, type WallTime } from './wall-time.js'
import type { Zone } from './zone.js'

/** How long an occurrence is: days as the calendar counts them, then exact ms (RFC 5545, 3.3.6). */
export interface Length {
  days: number
  ms: number
}

export interface Occurrence {
  /** ms since 1970 UTC. */
  startsAt: number
  endsAt: number
  /** Only where they differ from the event's. */
  title: string | null
  place: string | null
}

/** A start as the series names it; a whole day where only its day is named. */
export interface NamedStart {
  at: WallTime
  wholeDay: boolean
}

/** What is different about one occurrence (RFC 5545, 3.8.4.4); null where it does not take place. */
export interface Change extends NamedStart {
  becomes: Occurrence | null
}

/** An event with all its recurrences. Wall times are of its zone. */
export interface Series {
  zone: Zone
  start: WallTime
  length: Length
  rules: readonly RecurrenceRule[]
  /** Further starts; with a length of their own or that of the series. */
  dates: readonly { at: WallTime; length: Length | null }[]
  excluded: readonly NamedStart[]
  changes: readonly Change[]
}

export interface StorageWindow {
  /** What ended before gives way first, ms since 1970 UTC. */
  past: number
  /** Nothing a rule gives after it is stored, ms since 1970 UTC. */
  horizon: number
  /** Occurrences of one event. */
  most: number
}

export interface StoredOccurrences {
  /** By start; none has the start of another. */
  occurrences: Occurrence[]
  /** Start of the last stored one if the series goes on after it. */
  continuesAfter: number | null
  /** Whether there are more up to the horizon than are stored. */
  cut: boolean
  /** Changes of occurrences the series does not have; they are stored as further ones. */
  unmatched: number
}

/** @throws UnusableRule if a rule cannot be reckoned */
export function storedOccurrences(series: Series, window: StorageWindow): StoredOccurrences {
  const { starts, goesOn } = startsOf(series, series.zone.toWall(window.horizon))
  const excludes = matcher(series.excluded)
  const changes = changeFinder(series.changes)
  const kept: Occurrence[] = []
  const { dropped, taken } = within(starts, series, window)
  const ownLengths = new Map(series.dates.map(({ at, length }) => [at, length]))
  for (const start of taken) {
    const changed = changes.at(start)
    if (changed !== undefined) {
      if (changed.becomes !== null) kept.push(changed.becomes)
    } else if (!excludes(start)) kept.push(occurrence(series, start, ownLengths.get(start) ?? series.length))
  }
  for (const start of dropped) changes.at(start)
  const unmatched = changes.unused()
  kept.push(...unmatched.slice(0, window.most))
  const occurrences = byStart(kept)
  const cut = dropped.length > 0 && (dropped.at(-1) as WallTime) > (taken.at(-1) ?? 0)
  const last = occurrences.at(-1)?.startsAt ?? null
  return { occurrences, continuesAfter: cut || goesOn ? last : null, cut, unmatched: unmatched.length }
}

/** All starts in order, before anything is taken out. */
function startsOf({ start, rules, dates }: Series, horizon: WallTime) {
  const starts = new Set([start])
  let goesOn = false
  for (const rule of rules) {
    const given = ruleStarts(rule, start, horizon)
    goesOn ||= given.goesOn
    for (const at of given.starts) starts.add(at)
  }
  for (const { at } of dates) starts.add(at)
  return { starts: [...starts].sort((a, b) => a - b), goesOn }
}

/** The starts that are stored: as many as may be, the oldest past ones left out first, then the farthest ones. */
function within(starts: WallTime[], { zone }: Series, { past, most }: StorageWindow) {
  const surplus = Math.max(0, starts.length - most)
  const wallPast = zone.toWall(past)
  let old = 0
  while (old < surplus && (starts[old] as WallTime) < wallPast) old++
  const taken = starts.slice(old, old + most)
  return { taken, dropped: [...starts.slice(0, old), ...starts.slice(old + most)] }
}

function occurrence({ zone }: Series, start: WallTime, length: Length): Occurrence {
  return { startsAt: zone.toUtc(start), endsAt: endOf(zone, start, length), title: null, place: null }
}

/** The end of what starts at a wall time, ms since 1970 UTC. */
export function endOf(zone: Zone, start: WallTime, { days, ms }: Length): number {
  return zone.toUtc(start + days * dayMs) + ms
}

function matcher(named: readonly NamedStart[]): (start: WallTime) => boolean {
  const days = new Set(named.filter(({ wholeDay }) => wholeDay).map(({ at }) => dayOf(at)))
  const times = new Set(named.filter(({ wholeDay }) => !wholeDay).map(({ at }) => at))
  return (start) => times.has(start) || days.has(dayOf(start))
}

/** Finds the change of a start; afterwards tells what none of the starts had. */
function changeFinder(changes: readonly Change[]) {
  const times = new Map(changes.filter(({ wholeDay }) => !wholeDay).map((change) => [change.at, change]))
  const days = new Map(changes.filter(({ wholeDay }) => wholeDay).map((change) => [dayOf(change.at), change]))
  const used = new Set<Change>()
  return {
    at(start: WallTime): Change | undefined {
      const change = times.get(start) ?? days.get(dayOf(start))
      if (change) used.add(change)
      return change
    },
    unused: () =>
      changes.flatMap((change) => (used.has(change) || change.becomes === null ? [] : [change.becomes])),
  }
}

/** Ordered, the first of equal starts kept, and nothing the database could not store. */
function byStart(occurrences: Occurrence[]): Occurrence[] {
  const storable = occurrences.filter(({ startsAt, endsAt }) => isStorable(startsAt) && isStorable(endsAt))
  storable.sort((a, b) => a.startsAt - b.startsAt)
  return storable.filter(({ startsAt }, index) => startsAt !== storable[index - 1]?.startsAt)
}
