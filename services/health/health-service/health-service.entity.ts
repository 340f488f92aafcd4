import { defineEntity, p } from '@mikro-orm/core'
import { FeedEntity } from '../feed.entity.js'
import { HealthSiteEntity } from '../health-site/health-site.entity.js'
import type { OpeningHours } from './opening-hours.type.js'
import { searchTextColumn, searchVectorColumn } from './search-columns.js'

/** What somebody offers for people's health, at one site or none (FHIR R4 HealthcareService). */
export const HealthServiceEntity = defineEntity({
  name: 'HealthService',
  tableName: 'health_service',
  schema: 'health',
  properties: {
    id: p.text().primary(),
    feed: () => p.manyToOne(FeedEntity).index(),
    site: () => p.manyToOne(HealthSiteEntity).nullable().deleteRule('no action').updateRule('no action'),
    name: p.text(),
    specialties: p.array(),
    categories: p.array(),
    characteristics: p.array(),
    provider: p.text().nullable(),
    phone: p.text().nullable(),
    email: p.text().nullable(),
    webAddress: p.text().nullable(),
    openingHours: p
      .json<OpeningHours[]>()
      .comment('weekly, by day and time: [{ day, opens, closes, allDay }]'),
    availabilityExceptions: p.text().nullable(),
    active: p.boolean(),
    appointmentRequired: p.boolean().nullable(),
    districtId: p.text().nullable(),
    search: p.text().comment('every text the service may be found by'),
    searchVector: p.text().columnType('tsvector').generated(searchVectorColumn).lazy(),
    searchText: p.text().generated(searchTextColumn).lazy(),
  },
  indexes: [
    { properties: ['name', 'id'] },
    { properties: ['districtId', 'name', 'id'] },
    { properties: ['site', 'name', 'id'] },
    {
      name: 'health_service_search_vector_index',
      expression: `create index health_service_search_vector_index on health.health_service using gin (search_vector)`,
    },
    {
      name: 'health_service_search_text_index',
      expression: `create index health_service_search_text_index on health.health_service using gin (search_text public.gin_trgm_ops)`,
    },
  ],
})
