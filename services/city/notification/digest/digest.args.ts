import { ArgsType, Field } from 'type-graphql'
import { ChangeArgs } from '../../../../platform/graph/change-args.js'
import { Language } from '../../../../platform/graph/language.js'
import { DigestFrequency } from './frequency.js'

@ArgsType()
export class SetDigestArgs extends ChangeArgs {
  @Field(() => DigestFrequency)
  frequency!: DigestFrequency

  @Field(() => Language, { nullable: true, description: 'Of the digests; null for German and English.' })
  language?: Language | null
}
