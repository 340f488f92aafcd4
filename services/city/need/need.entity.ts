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
    mostSources: p
      .integer()
      .nullable()
      .comment('from how many resources it may be met at most; null: any number'),
    deadline: p.date().nullable().comment('last day on which an answer is of use'),
  },
  indexes: [...goodsIndexes('need'), { properties: ['initiative', 'sortTitle', 'id'] }],
  checks: [
    ...goodsChecks('need'),
    { name: 'need_most_sources_check', expression: 'most_sources >= 1 and most_sources <= 10' },
  ],
})
