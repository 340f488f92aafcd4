import { Directive, Field, Float, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { GeoPoint } from '../../../platform/graph/place.js'

@ObjectType({ description: 'Something people can do for others of their own free will.' })
@Directive('@key(fields: "id")')
export class VolunteerOpportunity {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  title!: string

  @Field(() => String, { nullable: true })
  description!: string | null

  @Field(() => String, { description: 'Name of the organization that offers it.' })
  organization!: string

  @Field(() => Float, { nullable: true, description: 'About how many hours a week it takes.' })
  hoursPerWeek!: number | null

  @Field(() => String, { nullable: true, description: 'Whom to ask, and how.' })
  contact!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Where it is done, as the organization writes it.',
  })
  place!: string | null

  @Field(() => GeoPoint, { nullable: true })
  location!: GeoPoint | null

  districtId!: string | null
  initiativeId!: string | null
}

export const VolunteerOpportunityConnection = connectionOf(VolunteerOpportunity, 'VolunteerOpportunity')
