import { z } from 'zod'
import { isoInstant, latitude, longitude, optionalText, text } from '../../../../platform/input/text.js'

/** Vehicles or docks; no station has more, and the database takes no larger number. */
const count = z.int().min(0).max(1_000_000)

const localized = z.array(z.object({ text: text(500), language: z.string() })).min(1)

/** station_information: plain names up to version 2.3, one for each language from 3.0 on. */
export const stationInformation = z
  .object({
    station_id: text(255),
    name: z.union([text(500).transform((name) => [{ text: name, language: '' }]), localized], {
      error: 'must be a text, or texts with their languages',
    }),
    lat: z.unknown().optional(),
    lon: z.unknown().optional(),
    address: optionalText(500),
    post_code: optionalText(20),
    capacity: count.nullish(),
  })
  .transform((read) => ({
    id: read.station_id,
    names: read.name,
    position: positionOf(read.lat, read.lon),
    address: [read.name[0]?.text, read.address, read.post_code].filter(Boolean).join(', '),
    capacity: read.capacity ?? null,
  }))

export type StationInformation = z.output<typeof stationInformation>

/** Truth as 1 and 0 is how it was written before version 2.0. */
const truth = z.union([z.boolean(), z.literal([0, 1]).transform((value) => value === 1)])

/** station_status: `num_bikes_available` up to version 2.3, `num_vehicles_available` from 3.0 on. */
export const stationStatus = z
  .object({
    station_id: text(255),
    num_vehicles_available: count.nullish(),
    num_bikes_available: count.nullish(),
    num_docks_available: count.nullish(),
    is_renting: truth.nullish(),
    last_reported: z.unknown().optional(),
  })
  .transform((read) => ({
    id: read.station_id,
    vehiclesAvailable: read.num_vehicles_available ?? read.num_bikes_available ?? null,
    docksAvailable: read.num_docks_available ?? null,
    isRenting: read.is_renting ?? null,
    reportedAt: momentOf(read.last_reported),
  }))

export type StationStatus = z.output<typeof stationStatus>

/** GBFS begins in 2015; earlier moments are those of clocks that were never set, later ones milliseconds. */
const [earliest, latest] = [Date.UTC(2000), Date.UTC(2200)]

/** POSIX seconds up to version 2.3, RFC 3339 from 3.0 on; both are taken in each. Null if it is no plausible moment. */
function momentOf(value: unknown): Date | null {
  const date = typeof value === 'number' ? new Date(value * 1000) : isoInstant.safeParse(value).data
  const time = date?.getTime() ?? Number.NaN
  return date && time >= earliest && time < latest ? date : null
}

function positionOf(lat: unknown, lon: unknown) {
  const north = latitude.safeParse(lat)
  const east = longitude.safeParse(lon)
  if (!north.success || !east.success || (north.data === 0 && east.data === 0)) return null
  return { lat: north.data, lon: east.data }
}
