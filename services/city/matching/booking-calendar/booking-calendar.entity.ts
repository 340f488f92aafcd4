import { defineEntity, p } from '@mikro-orm/core'
import { Language } from '../../../../platform/graph/language.js'
import { ResourceEntity } from '../../resource/resource.entity.js'
import { schema } from '../../schema.js'

/** A secret address under which the bookings of a resource are an iCalendar feed. */
export const BookingCalendarEntity = defineEntity({
  name: 'BookingCalendar',
  tableName: 'booking_calendar',
  schema,
  properties: {
    id: p.text().primary(),
    resource: () => p.manyToOne(ResourceEntity).deleteRule('cascade').index(),
    tokenHash: p.text().unique().comment('SHA-256 of the secret part of its address'),
    language: p.enum(() => Language).comment('of what stands in it'),
    createdBy: p.text().comment('subject of the caller'),
    createdAt: p.datetime().columnType('timestamptz'),
  },
})
