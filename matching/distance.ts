import type { Place } from './problem.js'

/** Mean radius of the earth, metres (IUGG). */
const earthRadius = 6_371_008.8

/** A place as a point on a ball of radius 1: two of them are compared without trigonometry. */
export type Point = readonly [x: number, y: number, z: number]

export function pointOf({ lat, lon }: Place): Point {
  const north = (lat * Math.PI) / 180
  const east = (lon * Math.PI) / 180
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)]
}

/** Square of the straight line between two points: four times the haversine of the angle between them. */
export function chordSquared(one: Point, other: Point): number {
  const x = one[0] - other[0]
  const y = one[1] - other[1]
  const z = one[2] - other[2]
  return x * x + y * y + z * z
}

/** The square of the chord between points so many metres apart on a great circle. */
export function chordSquaredOf(metres: number): number {
  return (2 * Math.sin(Math.min(Math.PI, metres / earthRadius) / 2)) ** 2
}

/** Great-circle distance, metres, of points a chord apart. */
export function metresOf(chordSquared: number): number {
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(chordSquared) / 2))
}
