import { defineEntity, p } from '@mikro-orm/core'
import { goodsChecks, goodsIndexes, goodsProperties } from '../goods/goods.entity.js'
import { InitiativeEntity } from '../initiative/initiative.entity.js'
import { schema } from '../schema.js'

/** Something an initiative lacks. */
export const NeedEntity = defineEntity({
  name: 'Need',
  tableName: 'need',
  schema,
  properties: {
    ...goodsProperties(),
    initiative: () => p.manyToOne(InitiativeEntity),
    deadline: p.date().nullable().comment('last day on which an answer is of use'),
  },
  indexes: [...goodsIndexes('need'), { properties: ['initiative', 'sortTitle', 'id'] }],
  checks: goodsChecks('need'),
})
