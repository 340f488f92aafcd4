import { Field, ObjectType } from 'type-graphql'
import { DateTime } from '../../../platform/graph/scalars.js'

@ObjectType({ description: 'A vehicle leaving a stop, as the timetable has it.' })
export class Departure {
  @Field(() => String, { description: 'What the line is called.' })
  line!: string

  @Field(() => String, {
    nullable: true,
    description: 'Where it goes, as written on the vehicle, else the last stop.',
  })
  headsign!: string | null

  @Field(() => DateTime)
  at!: Date

  @Field(() => String, {
    nullable: true,
    description: 'Platform it leaves from, where the station has several.',
  })
  platform!: string | null

  @Field(() => Boolean, { description: 'Whether it comes only if it was ordered before.' })
  onRequest!: boolean

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the vehicle takes at least one wheelchair; null where the feed does not say.',
  })
  wheelchairAccessible!: boolean | null

  routeId!: string
}
