import { p } from '@mikro-orm/core'
import { DistrictEntity } from '../district/district.entity.js'
import { OrganizationEntity } from '../organization/organization.entity.js'
import { localizedText } from '../text/localized.entity.js'
import { orderProperty, searchIndexes, searchProperties } from '../text/search.entity.js'
import { germanTitle, searched } from '../text/search-columns.js'
import { ResourceKind, Unit, unitsOf } from './resource-kind.js'

/** What a resource and a need have in common, so that the two can be matched column by column. */
export function goodsProperties() {
  return {
    id: p.text().primary(),
    title: localizedText(),
    kind: p.enum(() => ResourceKind),
    amount: p.decimal().precision(16).scale(2).comment('exact; counted in the unit'),
    unit: p.enum(() => Unit),
    splittable: p.boolean().comment('whether a part of the amount is of use'),
    validFrom: p.date().nullable().comment('first day'),
    validTo: p.date().nullable().comment('last day'),
    organization: () => p.manyToOne(OrganizationEntity).index(),
    district: () => p.manyToOne(DistrictEntity).nullable().index(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    radiusMetres: p.integer().nullable().comment('how far from the position it may be used'),
    sortTitle: orderProperty(germanTitle),
    ...searchProperties(searched.goods),
  }
}

/** The indexes that go with `goodsProperties`. */
export function goodsIndexes(table: string) {
  return [
    { properties: columns('sortTitle', 'id') },
    { properties: columns('kind', 'sortTitle', 'id') },
    { properties: columns('lat', 'lon') },
    ...searchIndexes(table),
  ]
}

/** The checks that go with `goodsProperties`. */
export function goodsChecks(table: string) {
  const units = Object.entries(unitsOf).map(
    ([kind, allowed]) => `kind = '${kind}' and unit in (${allowed.map((unit) => `'${unit}'`).join(', ')})`,
  )
  return [
    { name: `${table}_unit_fits_check`, expression: units.join(' or ') },
    { name: `${table}_amount_check`, expression: 'amount > 0' },
    { name: `${table}_period_check`, expression: 'valid_from <= valid_to' },
    { name: `${table}_position_check`, expression: '(lat is null) = (lon is null)' },
    { name: `${table}_radius_check`, expression: 'radius_metres > 0' },
  ]
}

function columns(...names: readonly ('kind' | 'sortTitle' | 'id' | 'lat' | 'lon')[]) {
  return [...names]
}
