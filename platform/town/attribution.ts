import { districts, type TownPlace } from './districts.js'

/**
 * Farthest a thing may lie from the nearest known place of a district to be counted to it, metres.
 * Half the distance between the town's places is 1 to 3 km; the edges of the outer ones lie within this.
 */
const reachMetres = 3_500

const earthRadiusMetres = 6_371_009

interface KnownPlace extends TownPlace {
  districtId: string
}

const places: KnownPlace[] = districts.flatMap((district) =>
  district.places.map((place) => ({ ...place, districtId: district.id })),
)

/** The place that gives the town its name stands in every address, so a match of it is the least precise. */
const townName = 'Erkelenz'
const townPattern = /(?<!\p{L})Erkelenz(?!\p{L})|\b41812\b/iu
const placePatterns = places
  .filter(({ name }) => name !== townName)
  .map(({ name, districtId }) => ({ districtId, pattern: new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'iu') }))

/**
 * The district a thing belongs to: the one whose place its address names, else the one with the nearest place.
 * No official borders are used, for none are published as open data the project could carry.
 *
 * @param lat WGS 84 decimal degrees
 * @param lon WGS 84 decimal degrees
 * @param address free text: an address, or a name such as a stop's
 * @returns district id, or null if it lies in none
 */
export function districtOf({
  lat = null,
  lon = null,
  address = null,
}: {
  lat?: number | null
  lon?: number | null
  address?: string | null
}): string | null {
  const position = lat === null || lon === null ? null : { lat, lon }
  const nearest = position && nearestPlace(position)
  if (position && !nearest) return null
  const text = address?.normalize('NFC') ?? ''
  const inTown = nearest !== null || townPattern.test(text)
  const named = inTown ? placePatterns.find(({ pattern }) => pattern.test(text)) : undefined
  if (named) return named.districtId
  if (nearest) return nearest.districtId
  return inTown ? (places.find(({ name }) => name === townName)?.districtId ?? null) : null
}

function nearestPlace(position: { lat: number; lon: number }): KnownPlace | null {
  let best: KnownPlace | null = null
  let bestDistance = reachMetres
  for (const place of places) {
    if (place.lat === null || place.lon === null) continue
    const distance = metresBetween(position, { lat: place.lat, lon: place.lon })
    if (distance <= bestDistance) {
      best = place
      bestDistance = distance
    }
  }
  return best
}

/** Great-circle distance (haversine), metres. */
function metresBetween(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const radians = Math.PI / 180
  const h =
    Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2
  return 2 * earthRadiusMetres * Math.asin(Math.sqrt(h))
}
