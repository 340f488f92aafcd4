import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { MemberRole } from './member-role.js'

@ObjectType({ description: "Somebody's place in an organization." })
export class Membership {
  @Field(() => MemberRole)
  role!: MemberRole

  @Field(() => DateTime)
  since!: Date

  organizationId!: string
  accountId!: string
}

export const MembershipConnection = connectionOf(Membership, 'Membership')
