import { defineEntity, p } from '@mikro-orm/core'
import { Language } from '../../../platform/graph/language.js'
import { schema } from '../schema.js'
import { InterestFrequency } from './interest-frequency.js'
import { TokenPurpose } from './token.js'

/** That somebody wants to be told by mail what there is new for her. Removed as soon as she does not any more. */
export const InterestEntity = defineEntity({
  name: 'Interest',
  tableName: 'interest',
  schema,
  properties: {
    id: p.text().primary(),
    email: p.text().comment('in small letters'),
    question: p.text().comment('id of the suggestions that are followed'),
    frequency: p.enum(() => InterestFrequency),
    language: p.enum(() => Language),
    createdAt: p.datetime().columnType('timestamptz'),
    confirmedAt: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('null: nothing is sent but the one mail'),
    nextMailAt: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('null while it waits to be confirmed'),
    claimedUntil: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('a process is writing the mail; after this it has died'),
    failures: p.integer().default(0).comment('since the last mail that was sent'),
  },
  indexes: [
    { properties: ['email', 'createdAt'] },
    { properties: ['nextMailAt'] },
    {
      name: 'interest_unconfirmed_index',
      expression:
        'create index interest_unconfirmed_index on city.interest (created_at) where confirmed_at is null',
    },
    {
      name: 'interest_followed_once_index',
      expression:
        'create unique index interest_followed_once_index on city.interest (email, question) where confirmed_at is not null',
    },
  ],
})

/** A link that was mailed. */
export const InterestTokenEntity = defineEntity({
  name: 'InterestToken',
  tableName: 'interest_token',
  schema,
  properties: {
    hash: p.text().primary().comment('SHA-256'),
    interest: () => p.manyToOne(InterestEntity).deleteRule('cascade').index(),
    purpose: p.enum(() => TokenPurpose),
    madeAt: p.datetime().columnType('timestamptz'),
  },
})

/** What a follower has been told of, and is not told of again. */
export const InterestToldEntity = defineEntity({
  name: 'InterestTold',
  tableName: 'interest_told',
  schema,
  properties: {
    interest: () => p.manyToOne(InterestEntity).primary().deleteRule('cascade'),
    entity: p.text().primary(),
    entityId: p.text().primary(),
    toldAt: p.datetime().columnType('timestamptz'),
  },
})
