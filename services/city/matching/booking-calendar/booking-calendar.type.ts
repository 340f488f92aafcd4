import { Field, ID, ObjectType } from 'type-graphql'
import { Language } from '../../../../platform/graph/language.js'
import { DateTime } from '../../../../platform/graph/scalars.js'

@ObjectType({
  description:
    'The bookings of a resource for calendar programs (iCalendar, RFC 5545): from 30 days ago on, those that are accepted and those that are confirmed. Its address is a secret; who has it may read.',
})
export class BookingCalendar {
  @Field(() => ID)
  id!: string

  @Field(() => Language, { description: 'Language of what stands in it.' })
  language!: Language

  @Field(() => DateTime)
  createdAt!: Date

  resourceId!: string
}

@ObjectType({ description: 'A new booking calendar. Its address is shown this once.' })
export class BookingCalendarWithUrl {
  @Field(() => BookingCalendar)
  calendar!: BookingCalendar

  @Field(() => String, {
    nullable: true,
    description:
      'What a calendar program subscribes to. It is stored nowhere, so a retry with the same idempotency key gets null: if the first answer was lost, remove the calendar and make another.',
  })
  url!: string | null
}
