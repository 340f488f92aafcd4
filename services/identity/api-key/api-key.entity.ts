import { defineEntity, p } from '@mikro-orm/core'

/** A key by which a program acts for an organization. */
export const ApiKeyEntity = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  schema: 'identity',
  properties: {
    id: p.text().primary(),
    organizationId: p.text().index(),
    name: p.text(),
    prefix: p.text().comment('the part of the key that may be shown again'),
    hash: p.blob().columnType('bytea').unique().comment('SHA-256 of the whole key'),
    scopes: p.array().columnType('text[]'),
    createdBy: p.text(),
    createdAt: p.datetime().columnType('timestamptz'),
    expiresAt: p.datetime().columnType('timestamptz'),
    revokedAt: p.datetime().columnType('timestamptz').nullable(),
    lastUsedAt: p.datetime().columnType('timestamptz').nullable(),
  },
})
