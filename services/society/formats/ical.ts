import type { FeedFormat, FeedSink } from '../../../platform/feeds/format.js'
import type { StorageWindow } from '../recurrence/occurrences.js'
import { EventWriter } from './calendar/event-writer.js'
import { type StagedComponent, stageComponents, stagedComponents } from './calendar/staging.js'
import { eventTable, occurrenceTable } from './tables.js'

/** Changes of one event that are read. */
const mostOfOneUid = 1_000

/** iCalendar (RFC 5545): events with their recurrences. */
export const icalFormat: FeedFormat = {
  name: 'ical',
  title: 'iCalendar (RFC 5545), .ics, one file or a folder of them',
  tables: [eventTable, occurrenceTable],
  async read(source, sink) {
    const zones = await stageComponents(source, sink)
    const writer = new EventWriter(sink, zones, await storageWindow(sink))
    let group: StagedComponent[] = []
    for await (const component of stagedComponents(sink)) {
      if (component.uid !== group[0]?.uid) {
        await writer.write(group)
        group = []
      }
      if (group.length < mostOfOneUid) group.push(component)
      else sink.skip(component.location, `the UID ${component.uid} stands more than ${mostOfOneUid} times`)
    }
    await writer.write(group)
  },
}

/** A year back and ten years on from the moment of the import. */
async function storageWindow(sink: FeedSink): Promise<StorageWindow> {
  const [feed] = await sink.query<{ imported_at: Date }>(
    'select imported_at from society.feed where id = $1',
    [sink.feedId],
  )
  if (feed === undefined) throw new TypeError(`The feed ${sink.feedId} is not there while it is imported`)
  const inYears = (years: number) =>
    new Date(feed.imported_at).setUTCFullYear(feed.imported_at.getUTCFullYear() + years)
  return { past: inYears(-1), horizon: inYears(10), most: 2_000 }
}
