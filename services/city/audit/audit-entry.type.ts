import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { connectionOf } from '../../../platform/graph/connection.js'
import { DateTime, JsonObject } from '../../../platform/graph/scalars.js'

export enum AuditOperation {
  INSERT = 'INSERT',
  UPDATE = 'UPDATE',
  DELETE = 'DELETE',
}

registerEnumType(AuditOperation, {
  name: 'AuditOperation',
  description: 'What became of a row.',
  valuesConfig: {
    INSERT: { description: 'It was made; there is nothing before.' },
    UPDATE: { description: 'It was changed; before and after name what differs.' },
    DELETE: { description: 'It was removed; there is nothing after.' },
  },
})

@ObjectType({
  description: 'One change of one thing, as the audit trail has it. Entries are never changed or removed.',
})
export class AuditEntry {
  @Field(() => ID, { description: 'Its number in the trail.' })
  id!: string

  @Field(() => DateTime, { description: 'Moment of the change.' })
  at!: Date

  @Field(() => String, {
    description:
      'Who did it: the id of an account, `key:` and the id of an API key, `system:` and a part of the hub, or `database:` and a role.',
  })
  actorId!: string

  @Field(() => String, {
    description: 'What was done: the name of the mutation, or of the work the hub did.',
  })
  action!: string

  @Field(() => AuditOperation)
  operation!: AuditOperation

  @Field(() => String, { description: 'What it was done to, such as `Initiative`.' })
  entity!: string

  @Field(() => String)
  entityId!: string

  @Field(() => String, { nullable: true, description: 'Organization it is about.' })
  organizationId!: string | null

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  why!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Request it was done on; the logs know it by this id.',
  })
  requestId!: string | null

  @Field(() => JsonObject, {
    nullable: true,
    description: 'Columns and their values before; those with personal data say only that there was some.',
  })
  before!: Record<string, unknown> | null

  @Field(() => JsonObject, { nullable: true, description: 'Columns and their values after.' })
  after!: Record<string, unknown> | null

  @Field(() => String, {
    description:
      'SHA-256 over this entry and the hash of the one before it, in hex; `hub audit verify` checks it.',
  })
  hash!: string
}

export const AuditEntryConnection = connectionOf(AuditEntry, 'AuditEntry')
