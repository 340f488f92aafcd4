import { Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { GeoPoint } from '../../../platform/graph/place.js'
import { DateTime } from '../../../platform/graph/scalars.js'

export enum StationExposure {
  INDOOR = 'INDOOR',
  OUTDOOR = 'OUTDOOR',
  MOBILE = 'MOBILE',
}

registerEnumType(StationExposure, {
  name: 'StationExposure',
  description: 'Where a station measures: in a building, in the open, or on the move.',
})

@ObjectType({ description: 'A measured value.' })
export class Observation {
  @Field(() => Float)
  value!: number

  @Field(() => DateTime)
  at!: Date
}

@ObjectType({ description: 'One measured property of a station.' })
export class Datastream {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String, { description: 'What is measured, such as air temperature.' })
  observedProperty!: string

  @Field(() => String, { nullable: true, description: 'Symbol of the unit, such as °C.' })
  unit!: string | null
}

@ObjectType({ description: 'A place where something about the climate is measured.' })
@Directive('@key(fields: "id")')
export class Station {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true })
  description!: string | null

  @Field(() => StationExposure, { nullable: true, description: 'Null where the feed does not say.' })
  exposure!: StationExposure | null

  @Field(() => GeoPoint, { nullable: true, description: 'Null where the feed gives no usable position.' })
  location!: GeoPoint | null

  districtId!: string | null
}

export const StationConnection = connectionOf(Station, 'Station')
export const ObservationConnection = connectionOf(Observation, 'Observation')
