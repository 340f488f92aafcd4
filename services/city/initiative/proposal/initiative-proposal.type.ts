import { Field, ID, Int, ObjectType } from 'type-graphql'
import { GeoPoint } from '../../../../platform/graph/place.js'
import { DateTime, LocalDate } from '../../../../platform/graph/scalars.js'
import { AnalogAccess } from '../../analog-access/analog-access.type.js'
import { Field as FieldOfInitiative } from '../../field.js'
import type { InitiativeContent } from '../initiative-content.js'
import { ProposalStatus } from './proposal-status.js'

@ObjectType({
  description:
    'A change to a published initiative that waits for the town, with all that would be said then. Only members of the organization and coordinators see it.',
})
export class InitiativeProposal {
  @Field(() => ID)
  id!: string

  @Field(() => ProposalStatus)
  status!: ProposalStatus

  @Field(() => Int, {
    description: 'Raised by every write; a write names the version it was made with in mind.',
  })
  version!: number

  @Field(() => String, {
    nullable: true,
    description: 'Why changes were asked for, or why it was rejected: the last reason given.',
  })
  reason!: string | null

  @Field(() => DateTime, { description: 'When it was put forward last.' })
  proposedAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'When it was accepted, rejected or withdrawn.' })
  decidedAt!: Date | null

  @Field(() => [String], {
    description: 'Names of the fields in which it differs from what is published now.',
  })
  changes!: string[]

  @Field(() => FieldOfInitiative)
  field!: FieldOfInitiative

  @Field(() => GeoPoint, { nullable: true })
  location!: GeoPoint | null

  @Field(() => LocalDate, { nullable: true })
  startsOn!: string | null

  @Field(() => LocalDate, { nullable: true })
  endsOn!: string | null

  @Field(() => [AnalogAccess])
  analogAccess!: AnalogAccess[]

  initiativeId!: string
  organizationId!: string | null
  /** Whether the initiative is the town's own. */
  town!: boolean
  content!: InitiativeContent
}
