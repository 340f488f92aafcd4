import { defineEntity, p } from '@mikro-orm/core'
import { FeedEntity } from '../feed.entity.js'
import { generatedSearchVector } from './search-column.js'

const schema = 'society'

/** Something people can go to, once or again and again (iCalendar VEVENT, RFC 5545, 3.6.1). */
export const EventEntity = defineEntity({
  name: 'Event',
  tableName: 'event',
  schema,
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    title: p.text(),
    description: p.text().nullable(),
    allDay: p.boolean(),
    place: p.text().nullable(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    categories: p.array().columnType('text[]'),
    status: p.text(),
    organizer: p.text().nullable(),
    webAddress: p.text().nullable(),
    recurs: p.boolean(),
    continuesAfter: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('start of the last stored occurrence if there are more after it'),
    lastEndsAt: p.datetime().columnType('timestamptz').comment('end of the last stored occurrence'),
    districtId: p.text().nullable(),
    searchVector: p.text().columnType('tsvector').generated(generatedSearchVector).lazy(),
  },
  indexes: [{ properties: ['districtId', 'lastEndsAt'] }, { properties: ['lastEndsAt'] }],
})

/** One of the times an event takes place; every event has at least one. */
export const OccurrenceEntity = defineEntity({
  name: 'Occurrence',
  tableName: 'occurrence',
  schema,
  properties: {
    event: () => p.manyToOne(EventEntity).primary(),
    startsAt: p.datetime().columnType('timestamptz').primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    endsAt: p.datetime().columnType('timestamptz'),
    nextUntil: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('until when it is the next one of its event; infinity for the last, null if it never is'),
    title: p.text().nullable().comment('where it differs from the event'),
    place: p.text().nullable().comment('where it differs from the event'),
  },
  indexes: [{ properties: ['event', 'nextUntil'] }],
})
