import { Field, ObjectType, registerEnumType } from 'type-graphql'

/** In the order of the week. */
export enum DayOfWeek {
  MONDAY = 'MONDAY',
  TUESDAY = 'TUESDAY',
  WEDNESDAY = 'WEDNESDAY',
  THURSDAY = 'THURSDAY',
  FRIDAY = 'FRIDAY',
  SATURDAY = 'SATURDAY',
  SUNDAY = 'SUNDAY',
}

registerEnumType(DayOfWeek, { name: 'DayOfWeek', description: 'A day of the week.' })

@ObjectType({ description: 'When something is open on one day of every week; a day may have several.' })
export class OpeningHours {
  @Field(() => DayOfWeek)
  day!: DayOfWeek

  @Field(() => String, {
    nullable: true,
    description: 'Local time, HH:MM; null where it is open all day or the time is not known.',
  })
  opens!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Local time, HH:MM; null where it is open all day or the time is not known.',
  })
  closes!: string | null

  @Field(() => Boolean)
  allDay!: boolean
}
