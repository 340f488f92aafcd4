import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { GeoPoint } from '../../../platform/graph/place.js'

@ObjectType({ description: 'A place to board: a stop, or a station with all its platforms.' })
@Directive('@key(fields: "id")')
export class Stop {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => String, { nullable: true })
  description!: string | null

  @Field(() => GeoPoint, { nullable: true, description: 'Null where the feed gives no usable position.' })
  location!: GeoPoint | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether one can board in a wheelchair, at least some vehicles; null where the feed does not say.',
  })
  wheelchairBoarding!: boolean | null

  districtId!: string | null
}

export const StopConnection = connectionOf(Stop, 'Stop')
