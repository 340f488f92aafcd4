import { defineEntity, p } from '@mikro-orm/core'
import { OrganizationEntity } from '../../organization/organization.entity.js'
import { schema } from '../../schema.js'

/** A frontend whose operations are known beforehand. */
export const FrontendAppEntity = defineEntity({
  name: 'FrontendApp',
  tableName: 'frontend_app',
  schema,
  properties: {
    id: p.text().primary(),
    organization: () => p.manyToOne(OrganizationEntity).index(),
    name: p.text(),
    operations: p.integer().default(0).comment('how many it has registered'),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
    version: p.integer().default(1),
  },
})

/** An operation an app will ask, or did until it was removed. */
export const RegisteredOperationEntity = defineEntity({
  name: 'RegisteredOperation',
  tableName: 'registered_operation',
  schema,
  properties: {
    appId: p.text().primary().comment('no foreign key: what was removed with its app is kept for a while'),
    hash: p.text().primary().comment('SHA-256 of the text as it was sent'),
    revision: p.bigint().unique().comment('grows with each change of any; gateways ask what comes after'),
    name: p.text().nullable(),
    text: p.text().nullable().comment('null: removed; kept so that gateways are told'),
    plainHash: p.text().nullable().index().comment('SHA-256 of plain_text'),
    plainText: p.text().nullable().comment('without any value, as it is counted when it is used'),
    changedAt: p.datetime().columnType('timestamptz'),
  },
  indexes: [
    {
      name: 'registered_operation_removed_index',
      expression: `create index registered_operation_removed_index on ${schema}.registered_operation (changed_at) where text is null`,
    },
  ],
})
