import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { DigCompArea } from '../course/digital-skill.type.js'

@ObjectType({ description: 'Material to learn or to teach with.' })
@Directive('@key(fields: "id")')
export class LearningResource {
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

  @Field(() => [String])
  keywords!: string[]

  @Field(() => [String], { description: 'Languages it is written or spoken in (ISO 639-1).' })
  languages!: string[]

  @Field(() => [String], { description: 'Names of the persons and organizations that made it.' })
  creators!: string[]

  @Field(() => String, { nullable: true, description: 'Address of the licence it may be used under.' })
  license!: string | null

  @Field(() => String, { nullable: true })
  webAddress!: string | null

  @Field(() => Boolean, { nullable: true, description: 'Null where the feed does not say.' })
  isAccessibleForFree!: boolean | null

  kindNames!: LocalizedText[]
  subjectNames!: LocalizedText[]
  skillNames!: LocalizedText[]
  organizationId!: string | null
  initiativeId!: string | null
}

export const LearningResourceConnection = connectionOf(LearningResource, 'LearningResource')
