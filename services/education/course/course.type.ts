import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { DigCompArea } from './digital-skill.type.js'
import { CourseMode } from './session.type.js'

@ObjectType({ description: 'Something a person can take to learn: once, regularly, or at any time.' })
@Directive('@key(fields: "id")')
export class Course {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  title!: string

  @Field(() => String, { nullable: true })
  description!: string | null

  @Field(() => [DigCompArea], {
    description: 'Areas of digital skills it teaches; empty where none is known.',
  })
  digitalSkills!: DigCompArea[]

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the next session starts; when none is to come, the first one. Null where one can begin at any time.',
  })
  startsAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Name of who gives the course.' })
  provider!: string | null

  @Field(() => [String], { description: 'Languages it is given in (BCP 47), such as de.' })
  languages!: string[]

  @Field(() => Boolean, { nullable: true, description: 'Null where the feed does not say.' })
  isAccessibleForFree!: boolean | null

  @Field(() => String, {
    nullable: true,
    description: 'The lowest price asked for, an exact decimal number.',
  })
  price!: string | null

  @Field(() => String, { nullable: true, description: 'Currency of the price (ISO 4217), such as EUR.' })
  currency!: string | null

  @Field(() => String, { nullable: true, description: 'Where to read more or sign up.' })
  webAddress!: string | null

  @Field(() => CourseMode, {
    nullable: true,
    description: 'Null where unknown, or not the same for all sessions.',
  })
  mode!: CourseMode | null

  skillNames!: LocalizedText[]
  subjectNames!: LocalizedText[]
  prerequisiteNames!: LocalizedText[]
  districtId!: string | null
  organizationId!: string | null
  initiativeId!: string | null
}

export const CourseConnection = connectionOf(Course, 'Course')
