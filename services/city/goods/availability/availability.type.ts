import { Field, ObjectType } from 'type-graphql'
import { DateTime, LocalDate } from '../../../../platform/graph/scalars.js'
import { Weekday } from './weekday.js'

const fromDescription = 'On the clock, `HH:MM`.'
const toDescription =
  'On the clock, `HH:MM`, up to `24:00`; at or before `from`, it is the next day’s. Not included.'

@ObjectType({ description: 'Hours that recur every week.' })
export class WeeklyHours {
  @Field(() => [Weekday])
  days!: Weekday[]

  @Field(() => String, { description: fromDescription })
  from!: string

  @Field(() => String, { description: toDescription })
  to!: string
}

@ObjectType({ description: 'Hours of one day.' })
export class HoursOnDate {
  @Field(() => LocalDate)
  date!: string

  @Field(() => String, { description: fromDescription })
  from!: string

  @Field(() => String, { description: toDescription })
  to!: string
}

@ObjectType({
  description:
    'When something may be used within its validity: at the weekly hours, but on the days it is closed on, and at the hours on dates. With no hours of either kind, all day.',
})
export class Availability {
  @Field(() => String, { description: 'Whose clocks the hours are read on (IANA time zone database).' })
  timeZone!: string

  @Field(() => [WeeklyHours])
  weekly!: WeeklyHours[]

  @Field(() => [HoursOnDate], { description: 'They hold on days it is closed on, too.' })
  dates!: HoursOnDate[]

  @Field(() => [LocalDate], { description: 'Days on which the weekly hours do not hold, such as holidays.' })
  closedOn!: string[]
}

@ObjectType({ description: 'A stretch of time; its end is not part of it.' })
export class TimeWindow {
  @Field(() => DateTime)
  from!: Date

  @Field(() => DateTime)
  to!: Date
}
