import { defineEntity, p } from '@mikro-orm/core'
import { DistrictEntity } from '../district/district.entity.js'
import { Field } from '../field.js'
import { schema } from '../schema.js'
import { orderProperty, searchIndexes, searchProperties } from '../text/search.entity.js'
import { searched } from '../text/search-columns.js'
import { OrganizationKind } from './organization-kind.js'

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
    sortName: orderProperty('name'),
    ...searchProperties(searched.organization),
  },
  indexes: [
    { properties: ['sortName', 'id'] },
    { properties: ['fields'], type: 'gin' },
    ...searchIndexes('organization'),
  ],
})
