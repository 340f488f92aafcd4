import { defineEntity, p } from '@mikro-orm/core'
import { FeedEntity } from '../feed.entity.js'

/** A place where shared vehicles are taken and given back. */
export const SharingStationEntity = defineEntity({
  name: 'SharingStation',
  tableName: 'sharing_station',
  schema: 'mobility',
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    name: p.text().comment("German, else the feed's own language"),
    nameEn: p.text().nullable(),
    capacity: p.integer().nullable(),
    vehiclesAvailable: p.integer().nullable(),
    docksAvailable: p.integer().nullable(),
    isRenting: p.boolean().nullable(),
    reportedAt: p.datetime().columnType('timestamptz').nullable(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    districtId: p.text().nullable(),
  },
  indexes: [
    { properties: ['districtId', 'name', 'id'] },
    { properties: ['name', 'id'] },
    { properties: ['lat', 'lon'] },
  ],
})
