import { defineEntity, p } from '@mikro-orm/core'
import { Language } from '../../../../platform/graph/language.js'
import { schema } from '../../schema.js'
import { DigestFrequency } from './frequency.js'

/** What somebody has chosen. */
export const DigestPreferenceEntity = defineEntity({
  name: 'DigestPreference',
  tableName: 'digest_preference',
  schema,
  properties: {
    accountId: p.text().primary(),
    frequency: p.enum(() => DigestFrequency),
    language: p
      .enum(() => Language)
      .nullable()
      .comment('null for German and English'),
  },
})

/** A digest that is being sent to somebody, or was. */
export const DigestEntity = defineEntity({
  name: 'Digest',
  tableName: 'digest',
  schema,
  properties: {
    accountId: p.text().primary(),
    audience: p.text().primary().comment('id of the organization it is about, or TOWN'),
    until: p.datetime().columnType('timestamptz').primary().comment('it tells what happened before'),
    claimedUntil: p.datetime().columnType('timestamptz').comment('after this its process has died'),
    sentAt: p.datetime().columnType('timestamptz').nullable(),
  },
  indexes: [{ properties: ['until'] }],
})

/** A morning on which everybody was told. */
export const DigestRoundEntity = defineEntity({
  name: 'DigestRound',
  tableName: 'digest_round',
  schema,
  properties: {
    until: p.datetime().columnType('timestamptz').primary(),
    finishedAt: p.datetime().columnType('timestamptz'),
  },
})
