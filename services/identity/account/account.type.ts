import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'

export enum TownRole {
  COORDINATOR = 'COORDINATOR',
  ADMINISTRATOR = 'ADMINISTRATOR',
}

registerEnumType(TownRole, {
  name: 'TownRole',
  description:
    'A role the town gives: coordinators decide on what partners hand in, administrators look after accounts.',
})

@ObjectType({ description: 'A person who can sign in, or could once.' })
@Directive('@key(fields: "id")')
export class Account {
  @Field(() => ID)
  id!: string

  /** Null where there is no such account (any more). */
  known!: KnownAccount | null
}

/** What is kept of an account. */
export interface KnownAccount {
  id: string
  name: string
  email: string
  emailVerified: boolean
  roles: TownRole[]
  createdAt: Date
}

export const AccountConnection = connectionOf(Account, 'Account')
