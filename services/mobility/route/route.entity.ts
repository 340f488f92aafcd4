import { defineEntity, p } from '@mikro-orm/core'
import { FeedEntity } from '../feed.entity.js'

/** A line of public transport. */
export const RouteEntity = defineEntity({
  name: 'Route',
  tableName: 'route',
  schema: 'mobility',
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    timetableKey: p.smallint(),
    number: p.integer(),
    line: p.text().comment('what people call it: the short name, else the long one'),
    shortName: p.text().nullable(),
    longName: p.text().nullable(),
    kind: p.text(),
    agency: p.text().nullable(),
    color: p.text().nullable(),
  },
  uniques: [{ properties: ['timetableKey', 'number'] }],
  indexes: [{ properties: ['line', 'id'] }],
})
