import { defineEntity, p } from '@mikro-orm/core'
import { FeedEntity } from '../feed.entity.js'

/** A place to board: a stop, a station, or a platform of a station. */
export const StopEntity = defineEntity({
  name: 'Stop',
  tableName: 'stop',
  schema: 'mobility',
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    timetableKey: p.smallint(),
    number: p.integer(),
    stationNumber: p
      .integer()
      .nullable()
      .comment('the station a platform belongs to; such a stop is in no list'),
    name: p.text(),
    description: p.text().nullable(),
    platformCode: p.text().nullable(),
    wheelchair: p.boolean().nullable(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    districtId: p.text().nullable(),
  },
  uniques: [{ properties: ['timetableKey', 'number'] }],
  indexes: [
    { properties: ['timetableKey', 'stationNumber'] },
    { properties: ['districtId', 'name', 'id'] },
    { properties: ['name', 'id'] },
    {
      name: 'stop_name_trigram_index',
      expression:
        'create index stop_name_trigram_index on mobility.stop using gin (name public.gin_trgm_ops)',
    },
    { properties: ['lat', 'lon'] },
  ],
})
