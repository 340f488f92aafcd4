import { createFlights, type Flights } from './flights.js'

/** What one gateway knows of equal requests under way at once. */
export interface Sharing {
  /**
   * Flights of one kind.
   *
   * @param copyOf makes of a result one that belongs to somebody else
   */
  flights<T>(copyOf: (result: T) => T): Flights<T>
  /**
   * To be called when a change has been made, before anybody is told: what was asked before may not know of it, and who
   * made the change must not be given that.
   */
  changed(): void
}

export function createSharing(clock: () => Date): Sharing {
  let changes = 0
  return {
    flights: (copyOf) => createFlights(copyOf, () => changes, clock),
    changed: () => {
      changes++
    },
  }
}
