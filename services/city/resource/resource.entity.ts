import { defineEntity, p } from '@mikro-orm/core'
import type { Field } from '../field.js'
import { goodsChecks, goodsIndexes, goodsProperties } from '../goods/goods.entity.js'
import type { OrganizationKind } from '../organization/organization-kind.js'
import { schema } from '../schema.js'
import { Sharing } from './sharing.js'

/** Something an organization holds ready for initiatives. */
export const ResourceEntity = defineEntity({
  name: 'Resource',
  tableName: 'resource',
  schema,
  properties: {
    ...goodsProperties(),
    sharing: p.enum(() => Sharing).default(Sharing.EXCLUSIVE),
    eligibleFields: p.array<Field>().default([]).comment('of initiatives; empty: all'),
    eligibleOrganizationKinds: p.array<OrganizationKind>().default([]).comment('empty: all'),
    eligibleDistricts: p.array<string>().default([]).comment('ids; empty: all'),
  },
  indexes: goodsIndexes('resource'),
  checks: [
    ...goodsChecks('resource'),
    { name: 'resource_pool_check', expression: `sharing <> 'POOLED' or splittable` },
  ],
})
