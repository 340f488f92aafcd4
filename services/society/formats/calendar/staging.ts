import { createHash } from 'node:crypto'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { FeedSink } from '../../../../platform/feeds/format.js'
import type { FeedSource } from '../../../../platform/feeds/source/source.js'
import { type CalendarPart, type Component, ComponentCutter } from './components.js'
import { contentLines } from './content-lines.js'
import { ZoneDefinitions } from './zone-definitions.js'

/** An event's component as it waits for the others of the same UID. */
export interface StagedComponent {
  uid: string
  /** File and line. */
  location: string
  /** Number of the calendar it stands in, for its zones. */
  calendar: number
  /** The calendar's X-WR-TIMEZONE. */
  default_zone: string | null
  lines: string[]
}

const longestUid = 400

/** Characters of components gathered before they are sent. */
const batchSize = 512 * 1024

/** Components held at once when they are read back. */
const fetched = 500

/**
 * Reads the calendars of a source into a temporary table of the import's transaction. Changes of single occurrences
 * may stand anywhere, also in another file than their event; the table brings them together without holding a
 * calendar in memory.
 *
 * @throws HubError FORMAT_UNRECOGNIZED if there is no calendar in any file
 */
export async function stageComponents(source: FeedSource, sink: FeedSink): Promise<ZoneDefinitions> {
  await sink.query(
    `create temporary table calendar_component
       (position serial, uid text, location text, calendar int, default_zone text, lines text[]) on commit drop`,
  )
  const stage = new Stage(sink)
  const strangers: string[] = []
  for (const file of source.files) if (!(await stage.read(source, file))) strangers.push(file)
  if (strangers.length === source.files.length)
    throw new HubError(
      'FORMAT_UNRECOGNIZED',
      `${source.location} is no iCalendar: it has no BEGIN:VCALENDAR.`,
    )
  for (const file of strangers) sink.skip(file, 'is no iCalendar file: it has no BEGIN:VCALENDAR')
  return stage.zones
}

/** What was staged, all components of a UID one after another, UIDs in the order they were met in. */
export async function* stagedComponents(sink: FeedSink): AsyncGenerator<StagedComponent> {
  await sink.query(
    `declare component_by_uid no scroll cursor for
       select uid, location, calendar, default_zone, lines from calendar_component
       order by min(position) over (partition by uid), position`,
  )
  for (;;) {
    const rows = await sink.query<StagedComponent>(`fetch ${fetched} from component_by_uid`)
    if (rows.length === 0) return
    yield* rows
  }
}

class Stage {
  readonly zones = new ZoneDefinitions()
  #calendar = 0
  #defaultZone: string | null = null
  #batch: StagedComponent[] = []
  #size = 0

  constructor(private readonly sink: FeedSink) {}

  /** @returns whether the file holds a calendar */
  async read(source: FeedSource, file: string): Promise<boolean> {
    const cutter = new ComponentCutter()
    const before = this.#calendar
    let others = 0
    for await (const lines of contentLines(await source.open(file))) {
      for (const line of lines) for (const part of cutter.take(line)) others += this.#take(part, file)
      if (this.#size >= batchSize) await this.#send()
    }
    const open = cutter.open
    for (const part of cutter.end()) this.#take(part, file)
    await this.#send()
    if (open) this.sink.warn(file, 'ends before END:VCALENDAR; it may not be complete')
    if (others > 0)
      this.sink.warn(
        file,
        `${others} tasks, journal entries or free/busy times in it are no events; passed over`,
      )
    return this.#calendar > before
  }

  /** @returns how many components that are no events it was */
  #take(part: CalendarPart, file: string): number {
    if (part.kind === 'OTHER') return 1
    if (part.kind === 'CALENDAR') {
      this.#calendar += 1
      this.#defaultZone = null
    } else if (part.kind === 'DEFAULT_ZONE') this.#defaultZone = withoutControls(part.name).slice(0, 100)
    else if (part.component.kind === 'VEVENT') this.#stage(part.component, file)
    else if (part.component.problem === null) this.zones.add(this.#calendar, part.component.lines)
    return 0
  }

  #stage({ lines, line, problem }: Component, file: string): void {
    const location = `${file}:${line}`
    const uid = uidOf(lines)
    const reason = problem ?? whyNotStaged(lines, uid)
    if (reason !== null) {
      this.sink.skip(location, reason)
      return
    }
    this.#batch.push({
      uid: uid || this.#madeUpUid(lines, location),
      location,
      calendar: this.#calendar,
      default_zone: this.#defaultZone,
      lines,
    })
    this.#size += lines.reduce((size, text) => size + text.length, 0)
  }

  /** The same for the same event in every import, as long as what it says stays the same. */
  #madeUpUid(lines: readonly string[], location: string): string {
    this.sink.warn(location, 'has no UID; its id is made from its title, start and place')
    const telling = lines.filter((text) => /^(SUMMARY|DTSTART|LOCATION|RECURRENCE-ID)\b/i.test(text)).sort()
    return createHash('sha256').update(telling.join('\n')).digest('hex').slice(0, 32)
  }

  async #send(): Promise<void> {
    if (this.#batch.length === 0) return
    this.sink.signal.throwIfAborted()
    await this.sink.query(
      `insert into calendar_component (uid, location, calendar, default_zone, lines)
       select c.uid, c.location, c.calendar, c.default_zone, c.lines
       from jsonb_to_recordset($1) as c (uid text, location text, calendar int, default_zone text, lines text[])`,
      [JSON.stringify(this.#batch)],
    )
    this.#batch = []
    this.#size = 0
  }
}

/** PostgreSQL stores no NUL, and ids are kept short and readable. */
function whyNotStaged(lines: readonly string[], uid: string): string | null {
  if (lines.some((text) => text.includes('\0'))) return 'has a NUL character'
  if (uid.length > longestUid) return `UID is longer than ${longestUid} characters`
  return uid === withoutControls(uid) ? null : 'UID has a control character'
}

function uidOf(lines: readonly string[]): string {
  const line = lines.find((text) => /^UID[;:]/i.test(text))
  return line === undefined ? '' : line.slice(line.indexOf(':') + 1).trim()
}

function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, '')
}
