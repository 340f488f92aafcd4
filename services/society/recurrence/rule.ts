import type { WallTime } from './wall-time.js'

export const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY'] as const

export type Frequency = (typeof frequencies)[number]

/** A recurrence rule (RFC 5545, 3.3.10). A part that is not given is an empty list. */
export interface RecurrenceRule {
  frequency: Frequency
  /** 1 or more. */
  interval: number
  /** How many starts the rule has, the event's own among them. */
  count: number | null
  /** Last moment a start may have. */
  until: WallTime | null
  /** 0 is Monday. */
  weekStart: number
  months: readonly number[]
  weekNumbers: readonly number[]
  yearDays: readonly number[]
  monthDays: readonly number[]
  /** `nth` 0 is every such weekday, 2 the second, -1 the last of the month or year. */
  weekdays: readonly { weekday: number; nth: number }[]
  hours: readonly number[]
  minutes: readonly number[]
  seconds: readonly number[]
  positions: readonly number[]
}

/** A rule that cannot be reckoned, with the reason. */
export class UnusableRule extends Error {
  override readonly name = 'UnusableRule'
}
