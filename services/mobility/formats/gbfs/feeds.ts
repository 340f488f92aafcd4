import type { Readable } from 'node:stream'
import { z } from 'zod'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { jsonRecords } from '../../../../platform/feeds/records/json-records.js'
import type { FeedSource } from '../../../../platform/feeds/source/source.js'

/** One file of a system, wherever it is. */
export interface GbfsFile {
  /** File or address, for messages. */
  name: string
  open(): Promise<Readable>
}

/** The files of a system that are read. */
export interface GbfsFeeds {
  /** Up to version 2.3 there may be one for each language; null is a language nobody named. */
  stations: { language: string | null; file: GbfsFile }[]
  /** Absent if the system does not tell what is available. */
  status: GbfsFile | undefined
}

const feedList = z.object({ feeds: z.array(z.object({ name: z.string(), url: z.string() })) })
const version3 = z.object({ data: feedList })
const version2 = z.object({ data: z.record(z.string(), feedList) })

/**
 * Finds a system's files: in a folder or archive by their names, or by asking the address of its gbfs.json.
 * Addresses in a gbfs.json that was given as a file are not asked, for whoever has the files means those.
 *
 * @throws HubError FORMAT_UNRECOGNIZED if there is no station_information
 */
export async function gbfsFeeds(source: FeedSource): Promise<GbfsFeeds> {
  const here = feedsAmong(source)
  if (here.stations.length > 0) return here
  const [file] = source.files
  const isAddress = /^https?:/i.test(source.location)
  const found = isAddress && file !== undefined ? await discover(source, file) : here
  if (found.stations.length > 0) return found
  const advice = isAddress
    ? 'a system without stations has nothing to show here'
    : 'give the folder with that file, or the address of gbfs.json'
  throw new HubError('FORMAT_UNRECOGNIZED', `${source.location} names no station_information: ${advice}.`)
}

function feedsAmong(source: FeedSource): GbfsFeeds {
  const named = (name: string) =>
    source.files.filter(
      (file) =>
        file
          .split('/')
          .at(-1)
          ?.replace(/\.json$/, '') === name,
    )
  const file = (path: string) => ({ name: path, open: () => source.open(path) })
  const [status] = named('station_status')
  return {
    stations: named('station_information').map((path) => ({
      language: folderLanguage(path),
      file: file(path),
    })),
    status: status === undefined ? undefined : file(status),
  }
}

/** Where files lie in a folder for each language, the folder's name is the language (IETF BCP 47). */
function folderLanguage(path: string): string | null {
  const folder = path.split('/').at(-2) ?? ''
  return /^[a-z]{2}(-[a-z0-9]+)*$/i.test(folder) ? folder : null
}

async function discover(source: FeedSource, file: string): Promise<GbfsFeeds> {
  const document = await wholeDocument(await source.open(file), file)
  const lists = listsIn(document)
  if (lists === undefined) {
    throw new HubError('FORMAT_UNRECOGNIZED', `${source.location} is no gbfs.json: it lists no feeds.`)
  }
  const addressed = (url: string) => ({ name: url, open: () => source.fetch(url) })
  const feeds: GbfsFeeds = { stations: [], status: undefined }
  for (const [language, list] of lists) {
    const address = (name: string) => list.feeds.find((feed) => feed.name === name)?.url
    const stations = address('station_information')
    const status = address('station_status')
    if (stations !== undefined) feeds.stations.push({ language, file: addressed(stations) })
    if (status !== undefined) feeds.status ??= addressed(status)
  }
  return feeds
}

function listsIn(document: unknown): [string | null, z.output<typeof feedList>][] | undefined {
  const newer = version3.safeParse(document)
  if (newer.success) return [[null, newer.data.data]]
  const older = version2.safeParse(document)
  return older.success ? Object.entries(older.data.data) : undefined
}

async function wholeDocument(stream: Readable, file: string): Promise<unknown> {
  for await (const item of jsonRecords(stream, { file })) {
    if (item.kind === 'record') return item.value
  }
  return undefined
}

/**
 * The stations of a station_information or station_status, one by one.
 *
 * @throws HubError FORMAT_UNRECOGNIZED if the file has no list of stations
 */
export async function* stationsIn(file: GbfsFile): AsyncGenerator<{ location: string; value: unknown }> {
  let listed = false
  for await (const item of jsonRecords(await file.open(), {
    arrayAt: ['data', 'stations'],
    file: file.name,
  })) {
    if (item.kind === 'rest') listed = true
    else if (!item.whole) yield { location: `${file.name}, station ${item.index + 1}`, value: item.value }
  }
  if (listed) return
  throw new HubError(
    'FORMAT_UNRECOGNIZED',
    `${file.name} is no GBFS file of stations: it lacks data.stations.`,
  )
}
