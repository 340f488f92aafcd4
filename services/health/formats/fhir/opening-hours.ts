import { z } from 'zod'
import { optionalText } from '../../../../platform/input/text.js'
import { DayOfWeek, type OpeningHours } from '../../health-service/opening-hours.type.js'

const days = {
  mon: DayOfWeek.MONDAY,
  tue: DayOfWeek.TUESDAY,
  wed: DayOfWeek.WEDNESDAY,
  thu: DayOfWeek.THURSDAY,
  fri: DayOfWeek.FRIDAY,
  sat: DayOfWeek.SATURDAY,
  sun: DayOfWeek.SUNDAY,
} as const

const codes = Object.keys(days) as (keyof typeof days)[]

/** A time of day (R4 datatypes, time), cut to the minute; 24:00 is met where something closes at midnight. */
const time = z
  .string()
  .regex(
    /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00(?=$|:00))(?::[0-5]\d(?:\.\d+)?)?$/,
    'must be a time such as 08:00:00',
  )
  .transform((value) => value.slice(0, 5))
  .nullish()
  .transform((value) => value ?? null)

/** HealthcareService.availableTime (R4 healthcareservice): the same hours on each of its days. */
export const availableTime = z
  .object({
    daysOfWeek: z
      .array(z.enum(codes), 'names no day of the week')
      .min(1, 'names no day of the week')
      .max(100),
    allDay: z.boolean().nullish(),
    availableStartTime: time,
    availableEndTime: time,
  })
  .transform(({ daysOfWeek, allDay, availableStartTime, availableEndTime }): OpeningHours[] =>
    [...new Set(daysOfWeek)].map((day) => ({
      day: days[day],
      opens: allDay ? null : availableStartTime,
      closes: allDay ? null : availableEndTime,
      allDay: allDay === true,
    })),
  )

/** Hours in the order of the week. */
export function inOrderOfWeek(hours: readonly OpeningHours[]): OpeningHours[] {
  const order = Object.values(DayOfWeek)
  return [...hours].sort(
    (a, b) =>
      order.indexOf(a.day) - order.indexOf(b.day) || (a.opens ?? '').localeCompare(b.opens ?? '', 'en'),
  )
}

/** A dateTime cut to the day, or the month or year where it says no more. */
const day = z
  .string()
  .regex(/^\d{4}(-\d\d(-\d\d)?)?(T|$)/, 'must be a date')
  .transform((value) => value.slice(0, 10))
  .nullish()

/** HealthcareService.notAvailable (R4 healthcareservice) as a text: `Urlaub (2024-09-01 bis 2024-09-21)`. */
export const notAvailable = z
  .object({ description: optionalText(500), during: z.object({ start: day, end: day }).nullish() })
  .transform(({ description, during }) => {
    const bounds = [during?.start && `ab ${during.start}`, during?.end && `bis ${during.end}`]
    const period = bounds
      .filter(Boolean)
      .join(' ')
      .replace(/^ab (.* bis)/, '$1')
    return period ? `${description ?? 'Geschlossen'} (${period})` : description
  })
  .pipe(z.string('says neither why nor when'))
