import { defineEntity, p } from '@mikro-orm/core'
import { FeedEntity } from '../feed.entity.js'

/** Something that is done against or for life with the change of the climate. */
export const ClimateMeasureEntity = defineEntity({
  name: 'ClimateMeasure',
  tableName: 'climate_measure',
  schema: 'climate',
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    title: p.text(),
    kind: p.text(),
    initiativeId: p.text().nullable(),
    savesCo2KgPerYear: p.double().fieldName('saves_co2_kg_per_year').nullable(),
  },
  indexes: [{ properties: ['initiativeId', 'title', 'id'] }],
})
