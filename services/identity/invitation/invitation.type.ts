import { Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { MemberRole } from '../membership/member-role.js'

@ObjectType({ description: 'An offer to become a member of an organization, sent by mail.' })
export class Invitation {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'Whom it was sent to.' })
  email!: string

  @Field(() => MemberRole, { description: 'What the person becomes.' })
  role!: MemberRole

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => DateTime, { description: '14 days after it was made.' })
  expiresAt!: Date

  organizationId!: string
  invitedBy!: string
  acceptedAt!: Date | null
  declinedAt!: Date | null
  withdrawnAt!: Date | null
}

export const InvitationConnection = connectionOf(Invitation, 'Invitation')
