/// <reference lib="esnext.temporal" />

import { townZone } from '../../../../platform/town/zone.js'

const morning = Temporal.PlainTime.from('07:00')
const monday = 1

/** The last morning digests were due, at 7 by the town's clocks, also when those were changed in the night. */
export interface Mornings {
  daily: Date
  /** The last Monday's. */
  weekly: Date
  /** From when on what happened is told at first: a day or a week before. */
  dailyFrom: Date
  weeklyFrom: Date
}

/** The mornings whose digests are due at a moment. */
export function morningsBefore(now: Date): Mornings {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(townZone)
  const today = local.toPlainDate()
  const begun = Temporal.PlainTime.compare(local.toPlainTime(), morning) >= 0
  const daily = begun ? today : today.subtract({ days: 1 })
  const weekly = daily.subtract({ days: daily.dayOfWeek - monday })
  return {
    daily: morningOf(daily),
    weekly: morningOf(weekly),
    dailyFrom: morningOf(daily.subtract({ days: 1 })),
    weeklyFrom: morningOf(weekly.subtract({ weeks: 1 })),
  }
}

function morningOf(day: Temporal.PlainDate): Date {
  return new Date(day.toZonedDateTime({ timeZone: townZone, plainTime: morning }).epochMilliseconds)
}
