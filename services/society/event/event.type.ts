import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { GeoPoint } from '../../../platform/graph/place.js'
import { DateTime } from '../../../platform/graph/scalars.js'

export enum EventStatus {
  CONFIRMED = 'CONFIRMED',
  TENTATIVE = 'TENTATIVE',
  CANCELLED = 'CANCELLED',
}

registerEnumType(EventStatus, {
  name: 'EventStatus',
  description: 'Whether an event takes place for certain, perhaps, or not.',
})

@ObjectType({ description: 'One of the times an event takes place.' })
export class Occurrence {
  @Field(() => DateTime)
  startsAt!: Date

  @Field(() => DateTime, { description: 'First moment after it; its start if the calendar names no end.' })
  endsAt!: Date

  @Field(() => String, { description: "The event's title, or its own." })
  title!: string

  @Field(() => String, { nullable: true, description: "The event's place, or its own." })
  place!: string | null
}

@ObjectType({ description: 'Something people can go to, once or again and again (iCalendar).' })
@Directive('@key(fields: "id")')
export class Event {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  title!: string

  @Field(() => String, { nullable: true })
  description!: string | null

  @Field(() => DateTime, {
    description:
      'Start of the next occurrence, the first that has not ended yet; of the last if all are over.',
  })
  startsAt!: Date

  @Field(() => DateTime, {
    description: 'End of the same occurrence; equals its start if the calendar names no end.',
  })
  endsAt!: Date

  @Field(() => Boolean, { description: 'Whether it takes whole days; it then starts and ends at midnight.' })
  allDay!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'Where it takes place, as the organizer writes it.',
  })
  place!: string | null

  @Field(() => GeoPoint, { nullable: true, description: 'Null where the calendar gives no usable position.' })
  location!: GeoPoint | null

  @Field(() => [String])
  categories!: string[]

  @Field(() => EventStatus)
  status!: EventStatus

  @Field(() => String, { nullable: true, description: 'Name of the organizer.' })
  organizer!: string | null

  @Field(() => String, { nullable: true })
  webAddress!: string | null

  @Field(() => Boolean, { description: 'Whether it takes place more than once.' })
  recurs!: boolean

  @Field(() => DateTime, {
    nullable: true,
    description: 'Up to when occurrences are known, if it goes on after that; else null.',
  })
  continuesAfter!: Date | null

  districtId!: string | null
}

export const EventConnection = connectionOf(Event, 'Event')
