import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { OpeningHours } from './opening-hours.type.js'

@ObjectType({
  description: 'What somebody offers for people’s health: a practice, a pharmacy, care, counselling.',
})
@Directive('@key(fields: "id")')
export class HealthService {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => [String], { description: 'What it is about, such as Zahnmedizin; as the provider words it.' })
  specialties!: string[]

  @Field(() => [String], { description: 'What kind of service it is, such as Apotheke.' })
  categories!: string[]

  @Field(() => [String], {
    description: 'What else is good to know before one goes there, such as Barrierefrei or Parkmöglichkeit.',
  })
  characteristics!: string[]

  @Field(() => String, { nullable: true, description: 'Name of the organization that offers it.' })
  provider!: string | null

  @Field(() => String, { nullable: true })
  phone!: string | null

  @Field(() => String, { nullable: true })
  email!: string | null

  @Field(() => String, { nullable: true })
  webAddress!: string | null

  @Field(() => [OpeningHours], { description: 'By day and time; empty where the feed does not say.' })
  openingHours!: OpeningHours[]

  @Field(() => String, { nullable: true, description: 'When the opening hours do not hold.' })
  availabilityExceptions!: string | null

  @Field(() => Boolean, { description: 'Whether it is offered now; lists show only services that are.' })
  active!: boolean

  @Field(() => Boolean, { nullable: true, description: 'Null where the feed does not say.' })
  appointmentRequired!: boolean | null

  siteId!: string | null

  districtId!: string | null
}

export const HealthServiceConnection = connectionOf(HealthService, 'HealthService')
