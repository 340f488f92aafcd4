import { p } from '@mikro-orm/core'
import type { Availability } from '../../../matching/availability/availability.js'
import { DistrictEntity } from '../district/district.entity.js'
import { OrganizationEntity } from '../organization/organization.entity.js'
import { localizedText } from '../text/localized.entity.js'
import { orderProperty, searchIndexes, searchProperties } from '../text/search.entity.js'
import { germanTitle, searched } from '../text/search-columns.js'
import { GoodsStatus } from './goods-status.js'
import { ResourceKind, Unit, unitsOf, wholeUnits } from './resource-kind.js'

/** What a resource and a need have in common, so that the two can be matched column by column. */
export function goodsProperties() {
  return {
    id: p.text().primary(),
    title: localizedText(),
    kind: p.enum(() => ResourceKind),
    amount: p.decimal().precision(16).scale(2).comment('exact; counted in the unit'),
    unit: p.enum(() => Unit),
    splittable: p.boolean().comment('whether a part of the amount is of use'),
    smallestLot: p.decimal().precision(16).scale(2).nullable().comment('smallest part of use; in the unit'),
    availability: p.json<Availability>().nullable().comment('null: always within the validity'),
    skills: p.array<string>().default([]).comment('ids'),
    validFrom: p.date().nullable().comment('first day'),
    validTo: p.date().nullable().comment('last day'),
    organization: () => p.manyToOne(OrganizationEntity).index(),
    district: () => p.manyToOne(DistrictEntity).nullable().index(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    radiusMetres: p.integer().nullable().comment('how far from the position it may be used'),
    status: p.enum(() => GoodsStatus).default(GoodsStatus.OPEN),
    withdrawalReason: p.text().nullable(),
    version: p.integer().default(1),
    createdBy: p.text().nullable().comment('subject of the caller'),
    createdAt: p.datetime().columnType('timestamptz').nullable(),
    updatedAt: p.datetime().columnType('timestamptz').nullable(),
    sortTitle: orderProperty(germanTitle),
    ...searchProperties(searched.goods),
  }
}

/** The indexes that go with `goodsProperties`. */
export function goodsIndexes(table: string) {
  return [
    { properties: columns('sortTitle', 'id') },
    { properties: columns('kind', 'sortTitle', 'id') },
    { properties: columns('status', 'sortTitle', 'id') },
    { properties: columns('lat', 'lon') },
    { properties: columns('skills'), type: 'gin' },
    ...searchIndexes(table),
  ]
}

/** The checks that go with `goodsProperties`. */
export function goodsChecks(table: string) {
  const units = Object.entries(unitsOf).map(
    ([kind, allowed]) => `kind = '${kind}' and unit in (${allowed.map((unit) => `'${unit}'`).join(', ')})`,
  )
  const divisible = Object.values(Unit).filter((unit) => !wholeUnits.includes(unit))
  const hasParts = `unit in (${divisible.map((unit) => `'${unit}'`).join(', ')})`
  return [
    { name: `${table}_unit_fits_check`, expression: units.join(' or ') },
    { name: `${table}_amount_check`, expression: 'amount > 0' },
    { name: `${table}_whole_amount_check`, expression: `${hasParts} or amount = trunc(amount)` },
    { name: `${table}_whole_lot_check`, expression: `${hasParts} or smallest_lot = trunc(smallest_lot)` },
    {
      name: `${table}_smallest_lot_check`,
      expression: 'smallest_lot is null or splittable and smallest_lot > 0 and smallest_lot <= amount',
    },
    { name: `${table}_period_check`, expression: 'valid_from <= valid_to' },
    { name: `${table}_position_check`, expression: '(lat is null) = (lon is null)' },
    { name: `${table}_radius_check`, expression: 'radius_metres > 0' },
    { name: `${table}_radius_place_check`, expression: 'radius_metres is null or lat is not null' },
    {
      name: `${table}_withdrawal_check`,
      expression: `(status = 'WITHDRAWN') = (withdrawal_reason is not null)`,
    },
  ]
}

function columns(...names: readonly ('kind' | 'status' | 'skills' | 'sortTitle' | 'id' | 'lat' | 'lon')[]) {
  return [...names]
}
