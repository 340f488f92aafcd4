import { namedZone } from '../../recurrence/zone.js'

/** Definitions kept of one import; whoever defines more zones than the world has gets the calendar's own. */
const mostKept = 2_000

/** The VTIMEZONEs of the calendars that are read, kept only where the zone is not known by its name anyway. */
export class ZoneDefinitions {
  readonly #lines = new Map<string, readonly string[]>()

  add(calendar: number, lines: readonly string[]): void {
    const line = lines.find((text) => /^TZID[;:]/i.test(text))
    const tzid = line?.slice(line.indexOf(':') + 1).trim()
    if (tzid && this.#lines.size < mostKept && namedZone(tzid) === null)
      this.#lines.set(`${calendar} ${tzid}`, lines)
  }

  of(calendar: number, tzid: string): readonly string[] | undefined {
    return this.#lines.get(`${calendar} ${tzid}`)
  }
}
