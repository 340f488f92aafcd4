import { Field, ID, ObjectType } from 'type-graphql'
import type { Scope } from '../../../platform/caller/caller.js'
import { connectionOf } from '../../../platform/graph/connection.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { ApiKeyScope } from './api-key-scope.js'

@ObjectType({ description: 'A key by which a program acts for an organization.' })
export class ApiKey {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'What its owners call it.' })
  name!: string

  @Field(() => String, { description: 'How the key begins after `bg_`, to tell it from others.' })
  prefix!: string

  @Field(() => [ApiKeyScope])
  scopes!: Scope[]

  @Field(() => DateTime)
  createdAt!: Date

  @Field(() => DateTime)
  expiresAt!: Date

  @Field(() => DateTime, { nullable: true })
  revokedAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'To the minute; null if it was never used.' })
  lastUsedAt!: Date | null

  organizationId!: string
}

export const ApiKeyConnection = connectionOf(ApiKey, 'ApiKey')

@ObjectType({ description: 'A new API key. The secret is shown this once.' })
export class ApiKeyWithSecret {
  @Field(() => ApiKey, { nullable: true })
  apiKey!: ApiKey | null

  @Field(() => String, {
    nullable: true,
    description:
      'What the program sends as `Authorization: Bearer …`. It is stored nowhere, so a retry with the same idempotency key gets null: if the first answer was lost, rotate or revoke the key.',
  })
  secret!: string | null
}
