import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { Resource } from '../../resource/resource.type.js'
import { bookingCalendarAccess } from './booking-calendar.access.js'
import { bookingCalendarsOfResources } from './booking-calendar.queries.js'
import { BookingCalendar } from './booking-calendar.type.js'

@Resolver(() => Resource)
export class ResourceBookingCalendarsResolver {
  @Access(bookingCalendarAccess.list, ({ organizationId, town }: Resource) => ({ organizationId, town }))
  @FieldResolver(() => [BookingCalendar], {
    nullable: true,
    description: 'Where calendar programs read what it is booked for, oldest first, without the addresses.',
  })
  bookingCalendars(@Root() { id }: Resource, @Ctx() context: SubgraphContext): Promise<BookingCalendar[]> {
    return context.load(bookingCalendarsOfResources, null, id)
  }
}
