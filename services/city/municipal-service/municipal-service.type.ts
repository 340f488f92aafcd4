import { Directive, Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { AnalogAccess } from '../analog-access/analog-access.type.js'
import { LifeSituation } from './life-situation.js'

@ObjectType({ description: 'How to get a service in a digital way.' })
export class DigitalAccess {
  @Field(() => String, { nullable: true, description: 'Where to go; null where it is not a web page.' })
  webAddress!: string | null

  texts!: { how: LocalizedText }
}

@ObjectType({ description: 'Something the town does for its people, by a digital way and by an analog one.' })
@Directive('@key(fields: "id")')
export class MunicipalService {
  @Field(() => ID)
  id!: string

  texts!: { title: LocalizedText; description: LocalizedText }

  @Field(() => DigitalAccess)
  digitalAccess!: DigitalAccess

  @Field(() => [AnalogAccess], { description: 'Ways in without anything digital; never empty.' })
  analogAccess!: AnalogAccess[]

  @Field(() => [LifeSituation], { description: 'When people need it.' })
  lifeSituations!: LifeSituation[]

  districtId!: string | null
}

export const MunicipalServiceConnection = connectionOf(MunicipalService, 'MunicipalService')
