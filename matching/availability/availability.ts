import type { Weekday } from './weekday.js'

/** Hours of a day as clocks on the wall show them, `HH:MM`. */
export interface Hours {
  from: string
  /** Up to `24:00`; at or before `from`, it is the next day's. */
  to: string
}

/** Hours that recur every week. */
export interface WeeklyHours extends Hours {
  days: Weekday[]
}

/** Hours of one day. */
export interface HoursOnDate extends Hours {
  /** `YYYY-MM-DD` */
  date: string
}

/**
 * When something may be used within its validity, as it is stored. The weekly hours hold but on the days it is closed
 * on; hours on a date hold always, so that a day with other hours is one it is closed on with hours of its own.
 * Without hours of either kind it is open all day. Hours belong to the day they begin on, also past midnight.
 */
export interface Availability {
  /** Name in the IANA time zone database. */
  timeZone: string
  weekly: WeeklyHours[]
  dates: HoursOnDate[]
  /** `YYYY-MM-DD` */
  closedOn: string[]
}
