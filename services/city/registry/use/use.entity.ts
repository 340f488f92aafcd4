import { defineEntity, p } from '@mikro-orm/core'
import { schema } from '../../schema.js'

/** An operation that was executed, without any value its clients sent. */
export const UsedOperationEntity = defineEntity({
  name: 'UsedOperation',
  tableName: 'used_operation',
  schema,
  properties: {
    hash: p.text().primary().comment('SHA-256 of the text'),
    text: p.text().comment('without any value its clients sent'),
    name: p.text().nullable(),
    appId: p.text().nullable().comment('the app that had registered it when it was last used'),
    firstDay: p.date().index(),
    lastDay: p.date().index(),
  },
})

/** How often an operation was executed on a day. */
export const OperationUseEntity = defineEntity({
  name: 'OperationUse',
  tableName: 'operation_use',
  schema,
  properties: {
    operation: () => p.manyToOne(UsedOperationEntity).fieldName('hash').primary().deleteRule('cascade'),
    day: p.date().primary().index().comment('UTC'),
    count: p.bigint(),
  },
})

/** How often a field was asked for on a day. */
export const FieldUseEntity = defineEntity({
  name: 'FieldUse',
  tableName: 'field_use',
  schema,
  properties: {
    coordinate: p.text().primary().comment('type and field, such as District.name'),
    day: p.date().primary().index().comment('UTC'),
    count: p.bigint(),
  },
})
