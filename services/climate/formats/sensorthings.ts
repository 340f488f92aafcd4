import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { HubError } from '../../../platform/errors/hub-error.js'
import type { FeedFormat, FeedSink } from '../../../platform/feeds/format.js'
import { jsonRecords } from '../../../platform/feeds/json-records.js'
import type { FeedSource } from '../../../platform/feeds/source.js'
import { problemsOf } from '../../../platform/feeds/validation.js'
import { positionOf } from './geojson-position.js'
import { type Datastream, datastream, observation, type Thing, thing } from './sensorthings-entities.js'
import { datastreamTable, observationTable, stationTable } from './tables.js'

/** Pages of one entity set that are followed; a server that never ends its links is left there. */
const mostPages = 10_000

/** OGC SensorThings API 1.1, Part 1: Things with expanded Locations, Datastreams and Observations. */
export const sensorThingsFormat: FeedFormat = {
  name: 'sensorthings',
  title: 'OGC SensorThings 1.1 Things, JSON, with $expand=Locations,Datastreams($expand=Observations)',
  tables: [stationTable, datastreamTable, observationTable],
  async read(source, sink) {
    const reading: Reading = { sink, things: new Set(), datastreams: new Set() }
    for (const file of source.files) {
      let next = await readPage(await source.open(file), file, reading)
      for (let page = 2; next !== undefined; page++) {
        if (!followsLinks(source) || page > mostPages) {
          sink.warn(file, `the answer goes on at ${next}, which was not fetched`)
          break
        }
        next = await readPage(await source.fetch(next), next, reading)
      }
    }
  },
}

interface Reading {
  sink: FeedSink
  /** Ids met so far. */
  things: Set<string>
  datastreams: Set<string>
}

/** A file says what it held; only an address that was asked is asked for more. */
function followsLinks(source: FeedSource): boolean {
  return /^https?:/i.test(source.location)
}

/** @returns address of the next page of the entity set, if there is one */
async function readPage(stream: Readable, name: string, reading: Reading): Promise<string | undefined> {
  let next: unknown
  for await (const item of jsonRecords(stream, { arrayAt: ['value'], file: name })) {
    if (item.kind === 'rest') next = item.members['@iot.nextLink']
    else if (item.whole && !isEntity(item.value)) {
      throw new HubError('FORMAT_UNRECOGNIZED', `${name} is JSON, but no SensorThings entity or entity set.`)
    } else await readThing(item.value, `${name}, Thing ${item.index + 1}`, reading)
  }
  return typeof next === 'string' ? next : undefined
}

function isEntity(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '@iot.id' in value
}

async function readThing(value: unknown, location: string, reading: Reading): Promise<void> {
  const { sink, things } = reading
  const read = checked(thing, value, location, sink)
  if (read === undefined) return
  if (things.has(read.id)) return sink.skip(location, `the id ${read.id} stands twice`)
  things.add(read.id)
  const where = `${location} (${read.id})`
  if (read.linkedId !== null && read.linkedId !== read.id) {
    sink.warn(where, `@iot.id is ${read.id}, its selfLink says ${read.linkedId}; @iot.id counts`)
  }
  const stationId = await writeStation(read, where, sink)
  for (const [index, stream] of read.datastreams.entries()) {
    await readDatastream(stream, stationId, `${where}, Datastream ${index + 1}`, reading)
  }
}

async function writeStation(read: Thing, where: string, sink: FeedSink): Promise<string> {
  const position = positionOf(read.location)
  if (position === null) sink.warn(where, 'has no usable location; kept without a position')
  const stationId = `${sink.feedId}:${read.id}`
  const lat = position?.lat ?? null
  const lon = position?.lon ?? null
  await sink.write(stationTable, {
    id: stationId,
    name: read.name,
    description: read.description,
    exposure: null,
    lat,
    lon,
    district_id: sink.districtOf({ lat, lon, address: read.name }),
  })
  return stationId
}

async function readDatastream(value: unknown, stationId: string, location: string, reading: Reading) {
  const { sink, datastreams } = reading
  const read = checked(datastream, value, location, sink)
  if (read === undefined) return
  if (datastreams.has(read.id)) return sink.skip(location, `the id ${read.id} stands twice`)
  datastreams.add(read.id)
  const id = `${sink.feedId}:${read.id}`
  await sink.write(datastreamTable, {
    id,
    station_id: stationId,
    name: read.name,
    observed_property: read.observedProperty,
    unit: read.unit,
  })
  await writeObservations(read, id, `${location} (${read.id})`, sink)
}

async function writeObservations(stream: Datastream, datastreamId: string, location: string, sink: FeedSink) {
  const met = new Set<number>()
  for (const [index, value] of stream.observations.entries()) {
    const where = `${location}, Observation ${index + 1}`
    const read = checked(observation, value, where, sink)
    if (read === undefined) continue
    if (met.has(read.at.getTime())) sink.skip(where, 'a second value for the same time')
    else {
      met.add(read.at.getTime())
      await sink.write(observationTable, { datastream_id: datastreamId, at: read.at, value: read.result })
    }
  }
}

function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  location: string,
  sink: FeedSink,
): z.output<Schema> | undefined {
  const result = schema.safeParse(value)
  if (!result.success) sink.skip(location, problemsOf(result.error))
  return result.data
}
