/// <reference lib="esnext.temporal" />

import { registerEnumType } from 'type-graphql'
import { townZone } from '../../../platform/town/zone.js'

export enum InterestFrequency {
  DAILY = 'DAILY',
  WEEKLY = 'WEEKLY',
}

registerEnumType(InterestFrequency, {
  name: 'InterestFrequency',
  description: 'How often a follower of an interest gets a mail at most; none where there is nothing new.',
})

const morning = '07:00'

const days: Readonly<Record<InterestFrequency, number>> = { DAILY: 1, WEEKLY: 7 }

/** When the mail after one of this moment is due, also where the clocks are changed in between. */
export function nextMailAt(now: Date, frequency: InterestFrequency): Date {
  const due = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(townZone)
    .toPlainDate()
    .add({ days: days[frequency] })
    .toZonedDateTime({ timeZone: townZone, plainTime: morning })
  return new Date(due.epochMilliseconds)
}
