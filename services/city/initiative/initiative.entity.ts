import { defineEntity, p } from '@mikro-orm/core'
import type { StoredAnalogAccess } from '../analog-access/analog-access.js'
import type { Contact } from '../contact/contact.js'
import { DistrictEntity } from '../district/district.entity.js'
import { Field } from '../field.js'
import { OrganizationEntity } from '../organization/organization.entity.js'
import { schema } from '../schema.js'
import { localizedText } from '../text/localized.entity.js'
import { orderProperty, searchIndexes, searchProperties } from '../text/search.entity.js'
import { germanTitle, searched } from '../text/search-columns.js'
import { InitiativeStatus, PausedBy } from './initiative-status.js'

/** What a partner or the town does for the people of the town. */
export const InitiativeEntity = defineEntity({
  name: 'Initiative',
  tableName: 'initiative',
  schema,
  properties: {
    id: p.text().primary(),
    title: localizedText(),
    summary: localizedText().nullable(),
    description: localizedText().nullable(),
    field: p.enum(() => Field),
    status: p.enum(() => InitiativeStatus),
    organization: () => p.manyToOne(OrganizationEntity).nullable(),
    districts: () =>
      p
        .manyToMany(DistrictEntity)
        .owner()
        .pivotEntity(() => InitiativeDistrictEntity),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    startsOn: p.date().nullable().comment('first day'),
    endsOn: p.date().nullable().comment('last day'),
    analogAccess: p.json<StoredAnalogAccess[]>(),
    contact: p.json<Contact>().nullable().comment('personal data: never public'),
    version: p.integer().default(1),
    contentVersion: p.integer().default(1).comment('raised when what is said changes, not with every step'),
    externalId: p.text().nullable().comment("the organization's own, from a bulk registration"),
    createdBy: p.text().nullable().comment('subject of the caller'),
    createdAt: moment(),
    updatedAt: moment(),
    submittedAt: moment().comment('last time; null for what never was'),
    publishAt: moment().comment('set time of publication'),
    publishedAt: moment().comment('first time'),
    decisionReason: p.text().nullable().comment('of the last decision that has one'),
    pausedBy: p.enum(() => PausedBy).nullable(),
    sortTitle: orderProperty(germanTitle),
    ...searchProperties(searched.initiative),
  },
  indexes: [
    { properties: ['sortTitle', 'id'] },
    { properties: ['status', 'sortTitle', 'id'] },
    { properties: ['status', 'field', 'sortTitle', 'id'] },
    { properties: ['organization', 'sortTitle', 'id'] },
    { properties: ['lat', 'lon'] },
    {
      name: 'initiative_due_index',
      expression: `create index initiative_due_index on city.initiative (publish_at) where status = 'SCHEDULED'`,
    },
    {
      name: 'initiative_waiting_index',
      expression: `create index initiative_waiting_index on city.initiative (submitted_at) where status = 'SUBMITTED'`,
    },
    {
      name: 'initiative_external_id_unique',
      expression: `create unique index initiative_external_id_unique on city.initiative (organization_id, external_id) where external_id is not null`,
    },
    ...searchIndexes('initiative'),
  ],
  checks: [
    {
      name: 'initiative_summary_check',
      expression: `status in ('DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED', 'REJECTED') or summary is not null`,
    },
    {
      name: 'initiative_submitted_at_check',
      expression: `status <> 'SUBMITTED' or submitted_at is not null`,
    },
    { name: 'initiative_publish_at_check', expression: `status <> 'SCHEDULED' or publish_at is not null` },
    { name: 'initiative_paused_by_check', expression: `paused_by is null or status = 'PAUSED'` },
    { name: 'initiative_position_check', expression: '(lat is null) = (lon is null)' },
    { name: 'initiative_period_check', expression: 'starts_on <= ends_on' },
    {
      name: 'initiative_analog_access_check',
      expression: `status in ('DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED', 'REJECTED') or jsonb_array_length(analog_access) > 0`,
    },
  ],
})

function moment() {
  return p.datetime().columnType('timestamptz').nullable()
}

/** Where an initiative is at work. */
export const InitiativeDistrictEntity = defineEntity({
  name: 'InitiativeDistrict',
  tableName: 'initiative_district',
  schema,
  properties: {
    initiative: () => p.manyToOne(InitiativeEntity).primary(),
    district: () => p.manyToOne(DistrictEntity).primary(),
  },
  indexes: [{ properties: ['district', 'initiative'] }],
})
