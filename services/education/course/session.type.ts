import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../../platform/graph/scalars.js'

export enum CourseMode {
  ONLINE = 'ONLINE',
  ON_SITE = 'ON_SITE',
  BLENDED = 'BLENDED',
}

registerEnumType(CourseMode, {
  name: 'CourseMode',
  description: 'Where one takes part: over the internet, in a place, or partly each.',
})

@ObjectType({ description: 'One time a course is held.' })
export class CourseSession {
  @Field(() => DateTime, { nullable: true, description: 'Null where one can begin at any time.' })
  startsAt!: Date | null

  @Field(() => DateTime, { nullable: true })
  endsAt!: Date | null

  @Field(() => Boolean, {
    description:
      'Whether only the days are known: it then starts and ends with the midnights (Europe/Berlin) around them.',
  })
  wholeDays!: boolean

  @Field(() => String, { nullable: true, description: 'Name and address of the place.' })
  location!: string | null

  @Field(() => CourseMode, { nullable: true, description: 'Null where the feed does not say.' })
  mode!: CourseMode | null

  @Field(() => String, {
    nullable: true,
    description: 'The lowest price asked for, an exact decimal number.',
  })
  price!: string | null

  @Field(() => String, { nullable: true, description: 'Currency of the price (ISO 4217), such as EUR.' })
  currency!: string | null
}
