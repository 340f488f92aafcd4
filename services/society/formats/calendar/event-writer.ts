import { HubError } from '../../../../platform/errors/hub-error.js'
import type { FeedSink } from '../../../../platform/feeds/format.js'
import { nextUntil } from '../../recurrence/next-until.js'
import {
  type Occurrence,
  type StorageWindow,
  type StoredOccurrences,
  storedOccurrences,
} from '../../recurrence/occurrences.js'
import { UnusableRule } from '../../recurrence/rule.js'
import { eventTable, occurrenceTable } from '../tables.js'
import { type EventComponent, readComponent } from './event-component.js'
import { RecordProblem } from './properties.js'
import { sortSameUid } from './same-uid.js'
import { seriesOf } from './series.js'
import type { StagedComponent } from './staging.js'
import type { ZoneDefinitions } from './zone-definitions.js'

/** Of one import; a whole town's events have a few hundred thousand. */
const mostOccurrences = 5_000_000

/** Turns the components of one UID after another into rows. */
export class EventWriter {
  /** Ids written; a made-up one could be one that is there already. */
  readonly #ids = new Set<string>()
  #occurrences = 0

  constructor(
    private readonly sink: FeedSink,
    private readonly zones: ZoneDefinitions,
    private readonly window: StorageWindow,
  ) {}

  /** @throws HubError SOURCE_TOO_LARGE if there are more occurrences than an import may have */
  async write(group: readonly StagedComponent[]): Promise<void> {
    this.sink.signal.throwIfAborted()
    const { event, changes, outdated } = sortSameUid(group.flatMap((staged) => this.#read(staged)))
    for (const { component, reason } of outdated) this.sink.skip(component.location, reason)
    for (const change of changes) this.#warnOfRange(change)
    if (event?.isPrivate) return this.sink.skip(event.location, 'private: its CLASS is not PUBLIC')
    for (const change of changes)
      if (change.isPrivate) this.sink.skip(change.location, 'private: its CLASS is not PUBLIC')
    if (event !== null) return this.#writeEvent(event, event.uid, changes)
    for (const change of changes) {
      // The event itself is not in the calendar; what is there of it is shown by itself.
      if (!change.isPrivate) await this.#writeEvent(change, `${change.uid}/${recurrenceId(change)}`, [])
    }
  }

  #read(staged: StagedComponent): EventComponent[] {
    const location = `${staged.location} (${staged.uid})`
    const component = this.#orSkip(location, () =>
      readComponent(staged, this.zones, (reason) => this.sink.warn(location, reason)),
    )
    return component === undefined ? [] : [component]
  }

  #warnOfRange({ properties, location }: EventComponent): void {
    if (properties.first('RECURRENCE-ID')?.parameters.range !== undefined)
      this.sink.warn(location, 'RANGE=THISANDFUTURE is taken for this occurrence only')
  }

  async #writeEvent(
    event: EventComponent,
    localId: string,
    changes: readonly EventComponent[],
  ): Promise<void> {
    const { location, start } = event
    if (start === null) return this.sink.skip(location, 'has no DTSTART')
    if (this.#ids.has(localId)) return this.sink.skip(location, `the id ${localId} stands twice`)
    const warn = (reason: string) => this.sink.warn(location, reason)
    const stored = this.#orSkip(location, () =>
      storedOccurrences(seriesOf(event, start, changes, warn), this.window),
    )
    if (stored === undefined) return
    if (stored.occurrences.length === 0)
      return this.sink.skip(location, 'no occurrence is left: all are excluded, cancelled or out of bounds')
    this.#ids.add(localId)
    this.#warnOfStored(location, stored)
    const recurs = event.properties.first('RRULE') ?? event.properties.first('RDATE')
    await this.#writeRow(event, `${this.sink.feedId}:${localId}`, start.isDate, recurs !== undefined, stored)
  }

  async #writeRow(
    { details }: EventComponent,
    id: string,
    allDay: boolean,
    recurs: boolean,
    { occurrences, continuesAfter }: StoredOccurrences,
  ): Promise<void> {
    const { webAddress, lat, lon, place, ...named } = details
    await this.sink.write(eventTable, {
      ...named,
      id,
      all_day: allDay,
      place,
      lat,
      lon,
      web_address: webAddress,
      recurs,
      continues_after: continuesAfter === null ? null : new Date(continuesAfter),
      last_ends_at: new Date(Math.max(...occurrences.map(({ endsAt }) => endsAt))),
      district_id: this.sink.districtOf({ lat, lon, address: place }),
    })
    await this.#writeOccurrences(id, occurrences)
  }

  async #writeOccurrences(eventId: string, occurrences: readonly Occurrence[]): Promise<void> {
    this.#occurrences += occurrences.length
    if (this.#occurrences > mostOccurrences)
      throw new HubError(
        'SOURCE_TOO_LARGE',
        `The calendars hold more than ${mostOccurrences} occurrences; import them in parts.`,
      )
    const moments = nextUntil(occurrences)
    for (const [index, { startsAt, endsAt, title, place }] of occurrences.entries()) {
      await this.sink.write(occurrenceTable, {
        event_id: eventId,
        starts_at: new Date(startsAt),
        ends_at: new Date(endsAt),
        next_until: momentOf(moments[index] ?? null),
        title,
        place,
      })
    }
  }

  #warnOfStored(location: string, { cut, unmatched, continuesAfter }: StoredOccurrences): void {
    if (cut && continuesAfter !== null) {
      const day = new Date(continuesAfter).toISOString().slice(0, 10)
      this.sink.warn(location, `recurs so often that occurrences after ${day} wait for a later import`)
    }
    if (unmatched > 0)
      this.sink.warn(location, `${unmatched} changed occurrences are none of its own; kept as further ones`)
  }

  #orSkip<Result>(location: string, read: () => Result): Result | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof RecordProblem || error instanceof UnusableRule)) throw error
      this.sink.skip(location, error.message)
      return undefined
    }
  }
}

function recurrenceId({ changes }: EventComponent): string {
  return new Date(changes?.wall ?? 0).toISOString().replace(/[-:]|\.000Z/g, '')
}

/** PostgreSQL knows a moment after all others. */
function momentOf(ms: number | null): Date | string | null {
  if (ms === null) return null
  return ms === Infinity ? 'infinity' : new Date(ms)
}
