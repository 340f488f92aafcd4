import type { FeedSink } from '../../../platform/feeds/format.js'
import { checked } from '../../../platform/feeds/records/validation.js'
import { positionOf } from './geojson-position.js'
import { type Datastream, datastream, observation, type Thing, thing } from './sensorthings-entities.js'
import { datastreamTable, observationTable, stationTable } from './tables.js'

/** What is known while an answer is read. */
export interface Reading {
  sink: FeedSink
  /** Ids met so far. */
  things: Set<string>
  datastreams: Set<string>
}

/** Takes a Thing with everything that is expanded in it. */
export async function readThing(value: unknown, location: string, reading: Reading): Promise<void> {
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

/** Takes a Datastream and the Thing that is expanded in it, which other Datastreams may bring again. */
export async function readDatastreamOfThing(
  value: unknown,
  location: string,
  reading: Reading,
): Promise<void> {
  const { sink, things } = reading
  const parent = checked(thing, (value as { Thing?: unknown }).Thing, `${location}, Thing`, sink)
  if (parent === undefined) return
  if (!things.has(parent.id)) {
    things.add(parent.id)
    await writeStation(parent, `${location}, Thing (${parent.id})`, sink)
  }
  await readDatastream(value, stationIdOf(parent, sink), location, reading)
}

function stationIdOf({ id }: Thing, sink: FeedSink): string {
  return `${sink.feedId}:${id}`
}

async function writeStation(read: Thing, where: string, sink: FeedSink): Promise<string> {
  const position = positionOf(read.location)
  if (position === null) sink.warn(where, 'has no usable location; kept without a position')
  const stationId = stationIdOf(read, sink)
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
