import { defineEntity, p } from '@mikro-orm/core'
import type { StoredAnalogAccess } from '../analog-access/analog-access.js'
import { DistrictEntity } from '../district/district.entity.js'
import { schema } from '../schema.js'
import { localizedText } from '../text/localized.entity.js'
import { orderProperty, searchIndexes, searchProperties } from '../text/search.entity.js'
import { germanTitle, searched } from '../text/search-columns.js'
import type { LifeSituation } from './life-situation.js'

/** Something the town does for its people, with a digital and an analog way in (vision statement 2). */
export const MunicipalServiceEntity = defineEntity({
  name: 'MunicipalService',
  tableName: 'municipal_service',
  schema,
  properties: {
    id: p.text().primary(),
    title: localizedText(),
    description: localizedText(),
    digitalWebAddress: p.text().nullable(),
    digitalHow: localizedText(),
    analogAccess: p.json<StoredAnalogAccess[]>(),
    lifeSituations: p.array<LifeSituation>(),
    district: () => p.manyToOne(DistrictEntity).nullable().index().comment('null: for the whole town'),
    sortTitle: orderProperty(germanTitle),
    ...searchProperties(searched.municipalService),
  },
  indexes: [
    { properties: ['sortTitle', 'id'] },
    { properties: ['lifeSituations'], type: 'gin' },
    ...searchIndexes('municipal_service'),
  ],
  checks: [
    {
      name: 'municipal_service_analog_access_check',
      expression: 'jsonb_array_length(analog_access) > 0',
    },
  ],
})
