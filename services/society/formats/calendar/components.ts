import type { ContentLine } from './content-lines.js'

/** A component cut out of a calendar: only the lines of it that are read. */
export interface Component {
  kind: 'VEVENT' | 'VTIMEZONE'
  /** Line of its BEGIN. */
  line: number
  lines: string[]
  /** Why it cannot be used, if so. */
  problem: string | null
}

/** What calendars are made of, as far as it is read. */
export type CalendarPart =
  | { kind: 'CALENDAR' }
  | { kind: 'DEFAULT_ZONE'; name: string }
  | { kind: 'COMPONENT'; component: Component }
  /** A task, journal entry or time of being busy. */
  | { kind: 'OTHER' }

/**
 * Properties of events that are read. All others are dropped before anything is kept of them, above all ATTENDEE,
 * which names persons.
 */
const eventProperties = new Set(
  `UID SEQUENCE RECURRENCE-ID DTSTART DTEND DURATION RRULE RDATE EXDATE EXRULE SUMMARY DESCRIPTION LOCATION GEO
   CATEGORIES STATUS CLASS ORGANIZER URL`.split(/\s+/),
)
const zoneProperties = new Set('BEGIN END TZID DTSTART RRULE RDATE TZOFFSETFROM TZOFFSETTO'.split(' '))

/** Longest component that is read, in characters of the lines that are read. */
const longest = 64 * 1024

/**
 * Cuts content lines into components (RFC 5545, 3.6) one by one, so that a calendar of any size is never held as a
 * whole. Alarms inside of events are left out.
 */
export class ComponentCutter {
  #inCalendar = false
  #component: Component | null = null
  /** Components open inside of the one being cut. */
  #inner: string[] = []
  #length = 0

  /** The parts a further line completes; seldom more than one. */
  take({ text, line, cut }: ContentLine): CalendarPart[] {
    const name = (/^[A-Za-z0-9-]+/.exec(text)?.[0] ?? '').toUpperCase()
    if (name === 'BEGIN') return this.#begin(kindNamedBy(text), text, line)
    if (name === 'END') return this.#end(kindNamedBy(text), text)
    if (this.#component !== null) this.#collect(name, text, cut)
    else if (this.#inCalendar && name === 'X-WR-TIMEZONE') {
      return [{ kind: 'DEFAULT_ZONE', name: text.slice(text.indexOf(':') + 1).trim() }]
    }
    return []
  }

  /** What is left open where the file ends. */
  end(): CalendarPart[] {
    return this.#broken('the file ends inside of it')
  }

  /** Whether a calendar was begun and not ended. */
  get open(): boolean {
    return this.#inCalendar
  }

  #begin(kind: string, text: string, line: number): CalendarPart[] {
    if (kind === 'VCALENDAR') {
      const broken = this.#broken('another calendar begins inside of it')
      this.#inCalendar = true
      return [...broken, { kind: 'CALENDAR' }]
    }
    if (!this.#inCalendar) return []
    if (kind === 'VEVENT' || kind === 'VTIMEZONE') {
      const broken = this.#broken(`another ${kind} begins inside of it`)
      this.#component = { kind, line, lines: [], problem: null }
      this.#length = 0
      return broken
    }
    if (this.#component !== null) {
      this.#inner.push(kind)
      this.#collect('BEGIN', text, false)
      return []
    }
    return ['VTODO', 'VJOURNAL', 'VFREEBUSY'].includes(kind) ? [{ kind: 'OTHER' }] : []
  }

  #end(kind: string, text: string): CalendarPart[] {
    if (kind === 'VCALENDAR') {
      this.#inCalendar = false
      return this.#broken('its END is missing')
    }
    if (this.#component === null) return []
    if (kind === this.#component.kind) return this.#complete()
    if (this.#inner.at(-1) === kind) {
      this.#collect('END', text, false)
      this.#inner.pop()
    }
    return []
  }

  #collect(name: string, text: string, cut: boolean): void {
    const component = this.#component
    if (component === null) return
    const isZone = component.kind === 'VTIMEZONE'
    if (isZone ? !zoneProperties.has(name) : this.#inner.length > 0 || !eventProperties.has(name)) return
    this.#length += text.length
    if (cut || this.#length > longest) component.problem = `is longer than ${longest} characters`
    // What was read last is not kept but what came before still tells which event it is.
    else component.lines.push(text)
  }

  #complete(): CalendarPart[] {
    const component = this.#component
    this.#component = null
    this.#inner = []
    return component === null ? [] : [{ kind: 'COMPONENT', component }]
  }

  #broken(problem: string): CalendarPart[] {
    if (this.#component !== null) this.#component.problem ??= problem
    return this.#complete()
  }
}

function kindNamedBy(text: string): string {
  return text
    .slice(text.indexOf(':') + 1)
    .trim()
    .toUpperCase()
}
