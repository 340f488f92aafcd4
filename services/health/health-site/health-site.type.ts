import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { GeoPoint } from '../../../platform/graph/place.js'

@ObjectType({ description: 'A place health services are found at.' })
@Directive('@key(fields: "id")')
export class HealthSite {
  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true })
  name!: string | null

  @Field(() => String, { nullable: true, description: 'Postal address in one line.' })
  address!: string | null

  @Field(() => GeoPoint, { nullable: true, description: 'Null where the feed gives no usable position.' })
  location!: GeoPoint | null

  @Field(() => String, { nullable: true })
  phone!: string | null

  districtId!: string | null
}
