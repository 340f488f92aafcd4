import { defineEntity, p } from '@mikro-orm/core'
import { AccountEntity } from '../account/account.entity.js'

const schema = 'identity'

/** A browser or program somebody is signed in with. */
export const SessionEntity = defineEntity({
  name: 'Session',
  tableName: 'session',
  schema,
  properties: {
    id: p.text().primary(),
    account: () => p.manyToOne(AccountEntity).deleteRule('cascade').index(),
    token: p.text().unique(),
    expiresAt: p.datetime().columnType('timestamptz').index(),
    ipAddress: p.text().nullable(),
    userAgent: p.text().nullable(),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
  },
})

/** Something that is proved by showing it once: the link of a mail, the state of a sign-in that is under way. */
export const VerificationEntity = defineEntity({
  name: 'Verification',
  tableName: 'verification',
  schema,
  properties: {
    id: p.text().primary(),
    identifier: p.text().index().comment('SHA-256 of what is shown'),
    value: p.text(),
    expiresAt: p.datetime().columnType('timestamptz').index(),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
  },
})

/** A key pair that signs access tokens; the private half is encrypted. */
export const SigningKeyEntity = defineEntity({
  name: 'SigningKey',
  tableName: 'jwks',
  schema,
  properties: {
    id: p.text().primary(),
    publicKey: p.text(),
    privateKey: p.text(),
    alg: p.text().nullable(),
    crv: p.text().nullable(),
    createdAt: p.datetime().columnType('timestamptz'),
    expiresAt: p.datetime().columnType('timestamptz').nullable(),
  },
})
