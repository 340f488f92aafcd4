import ICAL from 'ical.js'

/** A record that is not taken; the message says why. */
export class RecordProblem extends Error {
  override readonly name = 'RecordProblem'
}

/** A property as jCal has it (RFC 7265, 3.4): parameters by lower-case name, the type of the values, the values. */
export interface Property {
  parameters: Readonly<Record<string, unknown>>
  type: string
  values: readonly unknown[]
}

/** The properties of one component by name. */
export class Properties {
  readonly #byName = new Map<string, Property[]>()

  /**
   * @param lines content lines
   * @param onBroken called for a line that is no property; what it throws ends the reading
   */
  constructor(lines: readonly string[], onBroken: (name: string, reason: string) => void) {
    for (const line of lines) {
      const name = (/^[^;:]+/.exec(line)?.[0] ?? '').toUpperCase()
      try {
        // The words of a rule may be written in any case (RFC 5545, 2); ical.js takes upper case only.
        const read = parseProperty(name === 'RRULE' ? line.toUpperCase() : line)
        this.#byName.set(name, [...this.all(name), read])
      } catch (error) {
        if (!(error instanceof Error)) throw error
        onBroken(name, error.message)
      }
    }
  }

  first(name: string): Property | undefined {
    return this.all(name)[0]
  }

  all(name: string): Property[] {
    return this.#byName.get(name) ?? []
  }

  /** The first value of a property if it is a text. */
  text(name: string): string | undefined {
    const value = this.first(name)?.values[0]
    return typeof value === 'string' ? value : undefined
  }

  number(name: string): number | undefined {
    const value = this.first(name)?.values[0]
    return typeof value === 'number' ? value : undefined
  }
}

function parseProperty(line: string): Property {
  const [, parameters, type, ...values] = ICAL.parse.property(line, ICAL.design.icalendar) as [
    string,
    Record<string, unknown>,
    string,
    ...unknown[],
  ]
  return { parameters, type, values }
}
