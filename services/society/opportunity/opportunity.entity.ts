import { defineEntity, p } from '@mikro-orm/core'
import { FeedEntity } from '../feed.entity.js'

/** Something people can do for others of their own free will. */
export const VolunteerOpportunityEntity = defineEntity({
  name: 'VolunteerOpportunity',
  tableName: 'volunteer_opportunity',
  schema: 'society',
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    title: p.text(),
    description: p.text().nullable(),
    organization: p.text(),
    contact: p.text().nullable(),
    place: p.text().nullable(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    hoursPerWeek: p.double().nullable(),
    initiativeId: p.text().nullable(),
    districtId: p.text().nullable(),
  },
  indexes: [{ properties: ['districtId', 'title', 'id'] }, { properties: ['initiativeId', 'title', 'id'] }],
})
