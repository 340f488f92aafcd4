import { defineEntity, p } from '@mikro-orm/core'
import { schema } from '../schema.js'

/** A district (Stadtbezirk) of the town. */
export const DistrictEntity = defineEntity({
  name: 'District',
  tableName: 'district',
  schema,
  properties: {
    id: p.text().primary().comment('official municipality key (AGS) and the number of the district'),
    name: p.text(),
    residents: p.integer(),
    residentsAsOf: p.text().comment('ISO 8601, no more precise than the source'),
    residentsSource: p.text(),
  },
})

/** A village or town part of a district. */
export const DistrictPlaceEntity = defineEntity({
  name: 'DistrictPlace',
  tableName: 'district_place',
  schema,
  properties: {
    district: () => p.manyToOne(DistrictEntity).primary(),
    name: p.text().primary(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    source: p.text(),
  },
})
