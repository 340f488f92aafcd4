import { defineEntity, p } from '@mikro-orm/core'
import { OrganizationEntity } from '../../organization/organization.entity.js'
import { schema } from '../../schema.js'
import type { CallerClaim } from './caller-claim.js'

/** A partner's own part of the graph, and on what terms it takes part. */
export const SubgraphEntity = defineEntity({
  name: 'Subgraph',
  tableName: 'subgraph',
  schema,
  properties: {
    id: p.text().primary(),
    organization: () => p.manyToOne(OrganizationEntity).index(),
    name: p.text().unique().comment('in the supergraph; never given to another one'),
    hostToken: p.text().comment('what its host has to show; no secret'),
    provenAddress: p.text().nullable().comment('origin it has shown to be its own'),
    provenAt: p.datetime().columnType('timestamptz').nullable(),
    claims: p.array<CallerClaim>().comment('what it is told of who asks'),
    trusted: p.boolean().comment('whether what breaks nothing goes live by itself'),
    mayExtend: p.array<string>().comment('types of others it may add fields to'),
    keyGeneration: p.integer().default(1).comment('how many signing keys it has had'),
    suspendedAt: p.datetime().columnType('timestamptz').nullable(),
    suspensionReason: p.text().nullable(),
    retiredAt: p.datetime().columnType('timestamptz').nullable(),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
    version: p.integer().default(1),
  },
  checks: [
    {
      name: 'subgraph_suspension_check',
      expression: '(suspended_at is null) = (suspension_reason is null)',
    },
    { name: 'subgraph_key_generation_check', expression: 'key_generation >= 1' },
  ],
})
