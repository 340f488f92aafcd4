import type { GeoPoint } from '../../../platform/graph/place.js'

/**
 * One point for any GeoJSON object (RFC 7946): a point itself, of anything larger the middle of its bounding box.
 *
 * @returns null if there is no position, or none on the earth
 */
export function positionOf(geojson: unknown): GeoPoint | null {
  const positions = [...positionsIn(geojson, 0)]
  if (positions.length === 0) return null
  const [lons, lats] = [positions.map(([lon]) => lon), positions.map(([, lat]) => lat)]
  return { lat: middle(lats), lon: middle(lons) }
}

/** GeoJSON nests at most a collection of features of collections of multi-polygons. */
const deepest = 12

function* positionsIn(value: unknown, depth: number): Generator<[number, number]> {
  if (depth > deepest || typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    const [lon, lat] = value
    if (typeof lon === 'number' && typeof lat === 'number') {
      if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) yield [lon, lat]
    } else for (const part of value) yield* positionsIn(part, depth + 1)
    return
  }
  const { coordinates, geometry, geometries, features } = value as Record<string, unknown>
  for (const part of [coordinates, geometry, geometries, features]) yield* positionsIn(part, depth + 1)
}

/** Seven decimal places of a degree are about a centimetre. */
const precision = 1e7

function middle(values: number[]): number {
  let least = Infinity
  let greatest = -Infinity
  for (const value of values) {
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }
  return Math.round(((least + greatest) / 2) * precision) / precision
}
