import type { Readable } from 'node:stream'
import { HubError } from '../../../platform/errors/hub-error.js'
import type { FeedFormat } from '../../../platform/feeds/format.js'
import { jsonRecords } from '../../../platform/feeds/records/json-records.js'
import type { FeedSource } from '../../../platform/feeds/source/source.js'
import { kindOf } from './sensorthings-entities.js'
import { type Reading, readDatastreamOfThing, readThing } from './sensorthings-rows.js'
import { datastreamTable, observationTable, stationTable } from './tables.js'

/** Pages of one entity set that are followed; a server that never ends its links is left there. */
const mostPages = 10_000

/** OGC SensorThings API 1.1, Part 1 (18-088): sets of Things or of Datastreams, with what belongs to them expanded. */
export const sensorThingsFormat: FeedFormat = {
  name: 'sensorthings',
  title:
    'OGC SensorThings 1.1, JSON: Things?$expand=Locations,Datastreams($expand=Observations), or Datastreams?$expand=Thing($expand=Locations),Observations',
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
    } else await readEntity(item.value, name, item.index + 1, reading)
  }
  return typeof next === 'string' ? next : undefined
}

function isEntity(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '@iot.id' in value
}

async function readEntity(value: unknown, file: string, number: number, reading: Reading): Promise<void> {
  const kind = kindOf(value)
  const location = `${file}, ${kind} ${number}`
  if (kind === 'Thing') await readThing(value, location, reading)
  else if (kind === 'Datastream') await readDatastreamOfThing(value, location, reading)
  else reading.sink.skip(location, 'sets of Things or Datastreams are read, with the others expanded in them')
}
