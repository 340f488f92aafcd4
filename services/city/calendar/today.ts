/// <reference lib="esnext.temporal" />

import { townZone } from '../../../platform/town/zone.js'

/** The town's calendar day at a moment, as `YYYY-MM-DD`. */
export function dayInTown(now: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(townZone)
    .toPlainDate()
    .toString()
}

/**
 * The day some time after another.
 *
 * @param day `YYYY-MM-DD`
 */
export function dayAfter(day: string, later: { days?: number; years?: number }): string {
  return Temporal.PlainDate.from(day).add(later).toString()
}
