import { Directive, Field, ID, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { GeoPoint } from '../../../platform/graph/place.js'
import { DateTime, LocalDate } from '../../../platform/graph/scalars.js'
import { AnalogAccess } from '../analog-access/analog-access.type.js'
import { Field as FieldOfInitiative } from '../field.js'
import { InitiativeStatus } from './initiative-status.js'

@ObjectType({ description: 'What a partner or the town does for the people of the town.' })
@Directive('@key(fields: "id")')
export class Initiative {
  @Field(() => ID)
  id!: string

  texts!: { title: LocalizedText; summary: LocalizedText | null; description: LocalizedText | null }

  @Field(() => FieldOfInitiative)
  field!: FieldOfInitiative

  @Field(() => InitiativeStatus)
  status!: InitiativeStatus

  @Field(() => GeoPoint, { nullable: true, description: 'Null where it has no place of its own.' })
  location!: GeoPoint | null

  @Field(() => LocalDate, { nullable: true, description: 'First day; null where it is not known.' })
  startsOn!: string | null

  @Field(() => LocalDate, { nullable: true, description: 'Last day; null where it has no end.' })
  endsOn!: string | null

  @Field(() => [AnalogAccess], {
    description: 'Ways in without anything digital; every published one has some.',
  })
  analogAccess!: AnalogAccess[]

  @Field(() => Int, {
    description: 'Raised by every write; a write names the version it was made with in mind.',
  })
  version!: number

  @Field(() => DateTime, { nullable: true, description: 'When it was published first, where that is known.' })
  publishedAt!: Date | null

  organizationId!: string | null
  /** Whether it is the town's own. */
  town!: boolean
  submittedAt!: Date | null
  publishAt!: Date | null
  decisionReason!: string | null
}

export const InitiativeConnection = connectionOf(Initiative, 'Initiative')
