import { defineEntity, type InferEntity, p } from '@mikro-orm/core'

const schema = 'identity'

/** A person who can sign in. The library that signs people in (better-auth) calls it "user". */
export const AccountEntity = defineEntity({
  name: 'Account',
  tableName: 'account',
  schema,
  properties: {
    id: p.text().primary(),
    name: p.text(),
    email: p.text().unique().comment('in small letters'),
    emailVerified: p.boolean().default(false),
    image: p.text().nullable(),
    twoFactorEnabled: p.boolean().nullable().default(false),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
  },
})

export type AccountRow = InferEntity<typeof AccountEntity>

/** A way an account signs in: a password, or an account with an OpenID Connect provider. */
export const CredentialEntity = defineEntity({
  name: 'Credential',
  tableName: 'credential',
  schema,
  properties: {
    id: p.text().primary(),
    account: () => p.manyToOne(AccountEntity).deleteRule('cascade').index(),
    providerId: p.text().comment('"credential" for a password'),
    subject: p.text().comment('who the person is to the provider'),
    password: p.text().nullable().comment('scrypt, with its salt'),
    accessToken: p.text().nullable(),
    refreshToken: p.text().nullable(),
    idToken: p.text().nullable(),
    accessTokenExpiresAt: p.datetime().columnType('timestamptz').nullable(),
    refreshTokenExpiresAt: p.datetime().columnType('timestamptz').nullable(),
    scope: p.text().nullable(),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
  },
  uniques: [{ properties: ['providerId', 'subject'] }],
})

/** The second factor of an account: a secret for one-time codes, and codes for when it is lost. Both encrypted. */
export const TwoFactorEntity = defineEntity({
  name: 'TwoFactor',
  tableName: 'two_factor',
  schema,
  properties: {
    id: p.text().primary(),
    account: () => p.manyToOne(AccountEntity).deleteRule('cascade').index(),
    secret: p.text(),
    backupCodes: p.text(),
    verified: p.boolean().nullable().default(true),
    failedVerificationCount: p.integer().nullable().default(0),
    lockedUntil: p.datetime().columnType('timestamptz').nullable(),
  },
})

/** A role the town gives. */
export const TownRoleEntity = defineEntity({
  name: 'TownRole',
  tableName: 'town_role',
  schema,
  properties: {
    account: () => p.manyToOne(AccountEntity).deleteRule('cascade').primary(),
    role: p.text().primary(),
    grantedAt: p.datetime().columnType('timestamptz'),
    grantedBy: p.text().nullable().comment('account that gave it; null for the first coordinator'),
  },
  checks: [{ name: 'town_role_role_check', expression: `role in ('coordinator', 'administrator')` }],
})
