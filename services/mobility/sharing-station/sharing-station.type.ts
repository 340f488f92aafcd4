import { Directive, Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { GeoPoint } from '../../../platform/graph/place.js'
import { DateTime } from '../../../platform/graph/scalars.js'

@ObjectType({ description: 'A place where shared vehicles, such as bicycles, are taken and given back.' })
@Directive('@key(fields: "id")')
export class SharingStation {
  @Field(() => ID)
  id!: string

  @Field(() => Int, { nullable: true, description: 'Vehicles it has room for.' })
  capacity!: number | null

  @Field(() => Int, { nullable: true, description: 'Vehicles that can be taken, when it last reported.' })
  vehiclesAvailable!: number | null

  @Field(() => Int, { nullable: true, description: 'Places to give vehicles back, when it last reported.' })
  docksAvailable!: number | null

  @Field(() => Boolean, { nullable: true, description: 'Whether it lends vehicles at present.' })
  isRenting!: boolean | null

  @Field(() => DateTime, { nullable: true, description: 'When the station told these numbers.' })
  reportedAt!: Date | null

  @Field(() => GeoPoint, { nullable: true, description: 'Null where the feed gives no usable position.' })
  location!: GeoPoint | null

  /** In German, else in the feed's own language. */
  nameDe!: string
  nameEn!: string | null
  districtId!: string | null
}

export const SharingStationConnection = connectionOf(SharingStation, 'SharingStation')
