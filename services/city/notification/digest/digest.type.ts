import { Field, ObjectType } from 'type-graphql'
import { Language } from '../../../../platform/graph/language.js'
import { DigestFrequency } from './frequency.js'

@ObjectType({ description: 'How somebody is told by e-mail what has happened.' })
export class DigestPreference {
  @Field(() => DigestFrequency, {
    nullable: true,
    description:
      'Null where nothing was chosen: daily for coordinators, weekly for owners, never for other members.',
  })
  frequency!: DigestFrequency | null

  @Field(() => Language, { nullable: true, description: 'Null for German and English.' })
  language!: Language | null
}
