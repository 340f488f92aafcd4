import { type RawBuilder, sql } from 'kysely'
import { Directive, Field, Float, InputType, ObjectType } from 'type-graphql'
import { badInput } from './connection.js'

@ObjectType({ description: 'A point on the earth (WGS 84, decimal degrees).' })
@Directive('@shareable')
export class GeoPoint {
  @Field(() => Float)
  lat!: number

  @Field(() => Float)
  lon!: number
}

@InputType({ description: 'A point on the earth (WGS 84, decimal degrees).' })
export class GeoPointInput {
  @Field(() => Float)
  lat!: number

  @Field(() => Float)
  lon!: number
}

@InputType({ description: 'A circle on the earth: everything within so many metres of a point.' })
export class Near {
  @Field(() => Float)
  lat!: number

  @Field(() => Float)
  lon!: number

  @Field(() => Float, { defaultValue: 2_000, description: 'Radius in metres, more than 0, at most 50,000.' })
  radius!: number
}

const earthRadiusMetres = 6_371_009
const metresPerDegree = (Math.PI / 180) * earthRadiusMetres

/**
 * SQL: whether a row's place is within the circle. A box in degrees, which an index on latitude can serve,
 * comes first; the great-circle distance (haversine) decides.
 *
 * @throws GraphQLError BAD_USER_INPUT if the circle is not one on the earth
 */
export function isNear(lat: RawBuilder<unknown>, lon: RawBuilder<unknown>, near: Near): RawBuilder<boolean> {
  checkCircle(near)
  const latitudes = near.radius / metresPerDegree
  // Towards the poles a degree of longitude is shorter; close to them every longitude is near.
  const longitudes = latitudes / Math.max(Math.cos((near.lat * Math.PI) / 180), 1e-6)
  return sql`(${lat} between ${near.lat - latitudes} and ${near.lat + latitudes}
    and ${lon} between ${near.lon - longitudes} and ${near.lon + longitudes}
    and ${distanceMetres(lat, lon, near)} <= ${near.radius})`
}

/** SQL: great-circle distance in metres between a row's place and a point. */
export function distanceMetres(lat: RawBuilder<unknown>, lon: RawBuilder<unknown>, point: GeoPoint) {
  return sql<number>`(${2 * earthRadiusMetres}::float8 * asin(least(1, sqrt(
    sin(radians(${lat} - ${point.lat}::float8) / 2) ^ 2
    + cos(radians(${point.lat}::float8)) * cos(radians(${lat})) * sin(radians(${lon} - ${point.lon}::float8) / 2) ^ 2))))`
}

function checkCircle({ lat, lon, radius }: Near): void {
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180)
    throw badInput('"near" is no place on the earth (lat -90 to 90, lon -180 to 180).')
  if (!(radius > 0 && radius <= 50_000))
    throw badInput('"near.radius" is in metres, more than 0 and at most 50,000.')
}
