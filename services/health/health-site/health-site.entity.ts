import { defineEntity, p } from '@mikro-orm/core'
import { FeedEntity } from '../feed.entity.js'

/** A place health services are found at (FHIR R4 Location). */
export const HealthSiteEntity = defineEntity({
  name: 'HealthSite',
  tableName: 'health_site',
  schema: 'health',
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    name: p.text().nullable(),
    address: p.text().nullable(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    phone: p.text().nullable(),
    districtId: p.text().nullable(),
  },
  indexes: [{ properties: ['lat', 'lon'] }],
})
