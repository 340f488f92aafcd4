import { defineEntity, p } from '@mikro-orm/core'
import { FeedEntity } from '../feed.entity.js'

const schema = 'climate'

/** A place where something about the climate is measured (SensorThings Thing, openSenseMap box). */
export const StationEntity = defineEntity({
  name: 'Station',
  tableName: 'station',
  schema,
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    name: p.text(),
    description: p.text().nullable(),
    exposure: p.text().nullable(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    districtId: p.text().nullable(),
  },
  indexes: [{ properties: ['districtId', 'name', 'id'] }, { properties: ['lat', 'lon'] }],
})

/** One measured property of a station. */
export const DatastreamEntity = defineEntity({
  name: 'Datastream',
  tableName: 'datastream',
  schema,
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    station: () => p.manyToOne(StationEntity).index(),
    name: p.text(),
    observedProperty: p.text(),
    unit: p.text().nullable(),
  },
})

/** A measured value. */
export const ObservationEntity = defineEntity({
  name: 'Observation',
  tableName: 'observation',
  schema,
  properties: {
    datastream: () => p.manyToOne(DatastreamEntity).primary(),
    at: p.datetime().columnType('timestamptz').primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    value: p.double(),
  },
})
