import { defineEntity, p } from '@mikro-orm/core'
import type { StoredAnalogAccess } from '../analog-access/analog-access.js'
import { DistrictEntity } from '../district/district.entity.js'
import { Field } from '../field.js'
import { OrganizationEntity } from '../organization/organization.entity.js'
import { schema } from '../schema.js'
import { localizedText } from '../text/localized.entity.js'
import { orderProperty, searchIndexes, searchProperties } from '../text/search.entity.js'
import { germanTitle, searched } from '../text/search-columns.js'
import { InitiativeStatus } from './initiative-status.js'

/** What a partner or the town does for the people of the town. */
export const InitiativeEntity = defineEntity({
  name: 'Initiative',
  tableName: 'initiative',
  schema,
  properties: {
    id: p.text().primary(),
    title: localizedText(),
    summary: localizedText(),
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
    sortTitle: orderProperty(germanTitle),
    ...searchProperties(searched.initiative),
  },
  indexes: [
    { properties: ['sortTitle', 'id'] },
    { properties: ['status', 'sortTitle', 'id'] },
    { properties: ['status', 'field', 'sortTitle', 'id'] },
    { properties: ['organization', 'sortTitle', 'id'] },
    { properties: ['lat', 'lon'] },
    ...searchIndexes('initiative'),
  ],
  checks: [
    { name: 'initiative_position_check', expression: '(lat is null) = (lon is null)' },
    { name: 'initiative_period_check', expression: 'starts_on <= ends_on' },
    {
      name: 'initiative_analog_access_check',
      expression: `status in ('DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED', 'REJECTED') or jsonb_array_length(analog_access) > 0`,
    },
  ],
})

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
