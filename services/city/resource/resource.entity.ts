import { defineEntity } from '@mikro-orm/core'
import { goodsChecks, goodsIndexes, goodsProperties } from '../goods/goods.entity.js'
import { schema } from '../schema.js'

/** Something an organization holds ready for initiatives. */
export const ResourceEntity = defineEntity({
  name: 'Resource',
  tableName: 'resource',
  schema,
  properties: goodsProperties(),
  indexes: goodsIndexes('resource'),
  checks: goodsChecks('resource'),
})
