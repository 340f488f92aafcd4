import { Args, Ctx, ID, Mutation, Resolver } from 'type-graphql'
import { Access } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { bookingCalendarAccess } from './booking-calendar.access.js'
import { CreateBookingCalendarArgs, RemoveBookingCalendarArgs } from './booking-calendar.args.js'
import { BookingCalendarWithUrl } from './booking-calendar.type.js'
import { createBookingCalendar } from './changes/create.js'
import { removeBookingCalendar } from './changes/remove.js'

@Resolver()
export class BookingCalendarMutations {
  @Access(bookingCalendarAccess.create)
  @Mutation(() => BookingCalendarWithUrl, {
    nullable: true,
    description:
      'Makes a secret address under which calendar programs read what a resource is booked for. At most 10 for a resource.',
  })
  createBookingCalendar(
    @Args(() => CreateBookingCalendarArgs) args: CreateBookingCalendarArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<BookingCalendarWithUrl> {
    return createBookingCalendar(context, args)
  }

  @Access(bookingCalendarAccess.remove)
  @Mutation(() => ID, {
    nullable: true,
    description:
      'Makes the address of a booking calendar lead nowhere, from now on; gives its id, also if it was removed before.',
  })
  removeBookingCalendar(
    @Args(() => RemoveBookingCalendarArgs) args: RemoveBookingCalendarArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return removeBookingCalendar(context, args)
  }
}
