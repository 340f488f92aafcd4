import { Field, InputType } from 'type-graphql'
import { z } from 'zod'
import type { Availability } from '../../../../matching/availability/availability.js'
import { LocalDate } from '../../../../platform/graph/scalars.js'
import { says } from '../../../../platform/input/problem.js'
import { townZone } from '../../../../platform/town/zone.js'
import { calendarDay } from '../../calendar/calendar-day.js'
import { Weekday } from './weekday.js'

const fromDescription = 'On the clock of the town, `HH:MM`.'
const toDescription =
  'On the clock of the town, `HH:MM`, up to `24:00`; before `from`, it is the next day’s. Not included.'

@InputType({ description: 'Hours that recur every week.' })
export class WeeklyHoursInput {
  @Field(() => [Weekday])
  days!: Weekday[]

  @Field(() => String, { description: fromDescription })
  from!: string

  @Field(() => String, { description: toDescription })
  to!: string
}

@InputType({ description: 'Hours of one day.' })
export class HoursOnDateInput {
  @Field(() => LocalDate)
  date!: string

  @Field(() => String, { description: fromDescription })
  from!: string

  @Field(() => String, { description: toDescription })
  to!: string
}

@InputType({
  description:
    'When something may be used within its validity: at the weekly hours, but on the days it is closed on, and at the hours on dates. With no hours of either kind, all day.',
})
export class AvailabilityInput {
  @Field(() => [WeeklyHoursInput], { nullable: true, description: 'At most 50.' })
  weekly?: WeeklyHoursInput[] | null

  @Field(() => [HoursOnDateInput], {
    nullable: true,
    description: 'At most 100. They hold on days it is closed on, too.',
  })
  dates?: HoursOnDateInput[] | null

  @Field(() => [LocalDate], {
    nullable: true,
    description: 'Days on which the weekly hours do not hold, such as holidays. At most 100.',
  })
  closedOn?: string[] | null
}

const timeFrom = timeOf(/^([01]\d|2[0-3]):[0-5]\d$/)
const timeTo = timeOf(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
const days = z
  .array(z.enum(Weekday))
  .min(1)
  .max(7)
  .transform((given) => [...new Set(given)])

const weeklyHours = z.object({ days, from: timeFrom, to: timeTo }).refine(lasts, noDuration())
const hoursOnDate = z.object({ date: calendarDay(), from: timeFrom, to: timeTo }).refine(lasts, noDuration())

/** Reads an `AvailabilityInput` as it is stored; null for one that is open at any time. */
export function availability() {
  return z
    .object({
      weekly: listOf(weeklyHours, 50),
      dates: listOf(hoursOnDate, 100),
      closedOn: listOf(calendarDay(), 100).transform((given) => [...new Set(given)].sort()),
    })
    .nullish()
    .transform((given): Availability | null => {
      if (!given) return null
      const { weekly, dates, closedOn } = given
      if (weekly.length + dates.length + closedOn.length === 0) return null
      return { timeZone: townZone, weekly, dates, closedOn }
    })
}

function listOf<T extends z.ZodType>(item: T, max: number) {
  return z
    .array(item)
    .max(max)
    .nullish()
    .transform((given) => given ?? [])
}

function timeOf(pattern: RegExp) {
  return z.string().refine((time) => pattern.test(time), says('NOT_A_TIME'))
}

function lasts({ from, to }: { from: string; to: string }): boolean {
  return from !== to
}

function noDuration() {
  return { ...says('INVALID'), path: ['to'] }
}
