import { defineEntity, p } from '@mikro-orm/core'
import type { Contact } from '../contact/contact.js'
import { DistrictEntity } from '../district/district.entity.js'
import { Field } from '../field.js'
import { schema } from '../schema.js'
import { orderProperty, searchIndexes, searchProperties } from '../text/search.entity.js'
import { searched } from '../text/search-columns.js'
import { comparedProperties, comparisonIndexes } from './duplicates/compared.entity.js'
import { publicCondition } from './organization.visibility.js'
import { OrganizationKind } from './organization-kind.js'

export interface Address {
  street: string
  postalCode: string
  place: string
}

/** Who stands behind initiatives, resources and needs. */
export const OrganizationEntity = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  schema,
  properties: {
    id: p.text().primary(),
    name: p.text(),
    kind: p.enum(() => OrganizationKind),
    fields: p.array<Field>(),
    webAddress: p.text().nullable(),
    district: () => p.manyToOne(DistrictEntity).nullable().index(),
    registerNumber: p.text().nullable(),
    address: p.json<Address>().nullable(),
    contact: p.json<Contact>().nullable().comment('personal data'),
    registeredBy: p.text().nullable().comment('account (of identity) that registered it'),
    registeredAt: p.datetime().columnType('timestamptz').nullable(),
    verifiedUntil: p.date().nullable().index().comment('last day of the term'),
    verifiedAt: p.datetime().columnType('timestamptz').nullable(),
    verificationRemindedFor: p
      .date()
      .nullable()
      .comment('day up to which reminders of the end of the term are done'),
    suspendedAt: p.datetime().columnType('timestamptz').nullable(),
    suspensionReason: p.text().nullable(),
    mergedInto: () =>
      p
        .manyToOne(OrganizationEntity)
        .nullable()
        .index()
        .fieldName('merged_into')
        .comment('organization it has become a part of; that one is never merged itself'),
    version: p.integer().default(1),
    sortName: orderProperty('name'),
    ...searchProperties(searched.organization),
    ...comparedProperties(),
  },
  indexes: [
    { properties: ['sortName', 'id'] },
    { properties: ['fields'], type: 'gin' },
    {
      name: 'organization_public_index',
      expression: `create index organization_public_index on city.organization (sort_name, id) where ${publicCondition()}`,
    },
    {
      name: 'organization_suspended_index',
      expression:
        'create index organization_suspended_index on city.organization (id) where suspended_at is not null',
    },
    ...searchIndexes('organization'),
    ...comparisonIndexes(),
  ],
  checks: [
    {
      name: 'organization_suspension_check',
      expression: '(suspended_at is null) = (suspension_reason is null)',
    },
  ],
})
