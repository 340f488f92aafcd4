import type { StopTimeRow } from './stop-time-row.js'

/** Stops without times in a row that are waited for; journeys have a hundred stops at most, and nearly all have times. */
const mostWaiting = 1_000

const none: readonly StopTimeRow[] = []

/**
 * Gives times to the stops between two timed ones: evenly, by their places in the trip (GTFS Schedule reference,
 * stop_times.txt, arrival_time). The rows of a trip must follow each other, which in practice they do.
 */
export class UntimedStops {
  #before: StopTimeRow | null = null
  #waiting: StopTimeRow[] = []

  /**
   * Takes the next row of the file; keeps it if it has no time.
   *
   * @returns rows kept before that are settled now: with a time, or without one because none can be told
   */
  take(row: StopTimeRow): readonly StopTimeRow[] {
    const timed = row.departureS !== null
    const ends = timed || this.#waiting[0]?.trip !== row.trip || this.#waiting.length >= mostWaiting
    const settled = this.#waiting.length > 0 && ends ? this.#settle(row) : none
    if (timed) this.#before = row
    else this.#waiting.push(row)
    return settled
  }

  /** Rows that are kept when the file ends. */
  rest(): readonly StopTimeRow[] {
    return this.#waiting
  }

  #settle(after: StopTimeRow): readonly StopTimeRow[] {
    const rows = this.#waiting
    this.#waiting = []
    const start = this.#before?.departureS ?? null
    const end = after.arrivalS
    const steps = this.#before ? [this.#before, ...rows, after] : []
    if (start === null || end === null || end < start || !follow(steps)) return rows
    for (const [index, row] of rows.entries()) {
      row.departureS = Math.round(start + ((end - start) * (index + 1)) / (rows.length + 1))
    }
    return rows
  }
}

/** Whether rows are of one trip and in its order. */
function follow(rows: readonly StopTimeRow[]): boolean {
  return rows.every((row, index) => {
    const next = rows[index + 1]
    return next === undefined || (row.trip === next.trip && row.sequence < next.sequence)
  })
}
