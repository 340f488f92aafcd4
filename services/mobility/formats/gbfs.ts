import type { FeedFormat, FeedSink } from '../../../platform/feeds/format.js'
import { checked } from '../../../platform/feeds/records/validation.js'
import { type GbfsFeeds, type GbfsFile, gbfsFeeds, stationsIn } from './gbfs/feeds.js'
import {
  type StationInformation,
  type StationStatus,
  stationInformation,
  stationStatus,
} from './gbfs/stations.js'
import { sharingStationTable } from './gbfs/tables.js'

/** GBFS: stations of shared vehicles and what they have to lend. Vehicles that stand anywhere are not read. */
export const gbfsFormat: FeedFormat = {
  name: 'gbfs',
  title: 'GBFS 2.3 and 3.0, folder or address of gbfs.json',
  tables: [sharingStationTable],
  async read(source, sink) {
    const feeds = await gbfsFeeds(source)
    const statuses = await readStatuses(feeds.status, sink)
    const { german, english } = languagesOf(feeds)
    const englishNames = await readNames(english)
    const met = new Set<string>()
    for await (const { location, value } of stationsIn(german.file)) {
      const station = checked(stationInformation, value, location, sink)
      if (station === undefined) continue
      const where = `${location} (${station.id})`
      if (met.has(station.id)) {
        sink.skip(where, 'the id stands twice')
        continue
      }
      met.add(station.id)
      const names = namesOf(station, german.language, englishNames)
      await writeStation(station, names, statuses.get(station.id), where, sink)
    }
    for (const id of statuses.keys()) {
      if (!met.has(id)) sink.warn(feeds.status?.name ?? '', `tells the status of ${id}, which is no station`)
    }
  },
}

async function readStatuses(file: GbfsFile | undefined, sink: FeedSink): Promise<Map<string, StationStatus>> {
  const statuses = new Map<string, StationStatus>()
  if (file === undefined) return statuses
  for await (const { location, value } of stationsIn(file)) {
    const status = checked(stationStatus, value, location, sink)
    if (status === undefined) continue
    const where = `${location} (${status.id})`
    if (statuses.has(status.id)) sink.skip(where, 'the id stands twice')
    else statuses.set(status.id, status)
    if (status.reportedAt === null) sink.warn(where, 'last_reported is no plausible moment; kept without')
  }
  return statuses
}

type Stations = GbfsFeeds['stations'][number]

/** The file names are taken from, and the one for English names, if that is another. */
function languagesOf({ stations }: GbfsFeeds): { german: Stations; english: Stations | undefined } {
  const german = stations.find(({ language }) => isLanguage(language, 'de')) ?? (stations[0] as Stations)
  return { german, english: stations.find((file) => file !== german && isLanguage(file.language, 'en')) }
}

/** Whether a language tag (IETF BCP 47) is of a language, whatever its region. */
function isLanguage(tag: string | null, language: string): boolean {
  return tag?.toLowerCase().split('-')[0] === language
}

async function readNames(stations: Stations | undefined): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  if (stations === undefined) return names
  for await (const { value } of stationsIn(stations.file)) {
    const station = stationInformation.safeParse(value).data
    const [name] = station?.names ?? []
    if (station && name) names.set(station.id, name.text)
  }
  return names
}

interface Names {
  name: string
  nameEn: string | null
}

function namesOf(
  { id, names }: StationInformation,
  fileLanguage: string | null,
  english: Map<string, string>,
): Names {
  const inLanguage = (language: string) =>
    names.find((name) => isLanguage(name.language || fileLanguage, language))?.text
  return {
    name: inLanguage('de') ?? names[0]?.text ?? id,
    nameEn: inLanguage('en') ?? english.get(id) ?? null,
  }
}

async function writeStation(
  station: StationInformation,
  { name, nameEn }: Names,
  status: StationStatus | undefined,
  where: string,
  sink: FeedSink,
): Promise<void> {
  if (station.position === null) sink.warn(where, 'has no usable position; kept without one')
  const lat = station.position?.lat ?? null
  const lon = station.position?.lon ?? null
  await sink.write(sharingStationTable, {
    id: `${sink.feedId}:${station.id}`,
    name,
    name_en: nameEn,
    capacity: station.capacity,
    vehicles_available: status?.vehiclesAvailable ?? null,
    docks_available: status?.docksAvailable ?? null,
    is_renting: status?.isRenting ?? null,
    reported_at: status?.reportedAt ?? null,
    lat,
    lon,
    district_id: sink.districtOf({ lat, lon, address: station.address }),
  })
}
