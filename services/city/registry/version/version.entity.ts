import { defineEntity, p } from '@mikro-orm/core'
import type { StoredFinding } from '../../../../schema/checks/finding.js'
import { schema } from '../../schema.js'
import { SubgraphEntity } from '../subgraph/subgraph.entity.js'
import { SubgraphVersionStatus } from './version-status.js'

/** One schema of a subgraph, where it is served, and what has become of it. What was published never changes. */
export const SubgraphVersionEntity = defineEntity({
  name: 'SubgraphVersion',
  tableName: 'subgraph_version',
  schema,
  properties: {
    id: p.text().primary(),
    subgraph: () => p.manyToOne(SubgraphEntity).deleteRule('cascade'),
    number: p.integer().comment('from 1, of its subgraph'),
    url: p.text(),
    sdl: p.text(),
    hash: p.text().comment('SHA-256 of name, address and normalized schema: what an approval belongs to'),
    status: p.enum(() => SubgraphVersionStatus),
    canaryPercent: p.integer().nullable().comment('share of requests while it is a canary'),
    breaking: p.boolean().comment('whether it takes something from the graph as it was'),
    findings: p.json<StoredFinding[]>(),
    note: p.text().nullable().comment('what its publisher says of it'),
    endReason: p.text().nullable().comment('why a coordinator refused it'),
    publishedBy: p.text().comment('subject of the caller'),
    publishedAt: p.datetime().columnType('timestamptz'),
    approvedAt: p.datetime().columnType('timestamptz').nullable(),
    liveAt: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('when it last went live; one without cannot be rolled back to'),
    endedAt: p.datetime().columnType('timestamptz').nullable().comment('when it left the graph'),
  },
  uniques: [{ properties: ['subgraph', 'number'] }],
  indexes: [
    {
      name: 'subgraph_version_current_unique',
      expression: `create unique index subgraph_version_current_unique on ${schema}.subgraph_version (subgraph_id, status) where status in ('SANDBOX', 'AWAITING_APPROVAL', 'CANARY', 'LIVE')`,
    },
    {
      name: 'subgraph_version_ended_at_index',
      expression: `create index subgraph_version_ended_at_index on ${schema}.subgraph_version (ended_at) where ended_at is not null`,
    },
  ],
  checks: [
    {
      name: 'subgraph_version_canary_percent_check',
      expression:
        "(status = 'CANARY') = (canary_percent is not null) and canary_percent >= 1 and canary_percent <= 99",
    },
  ],
})

/** A content a coordinator has approved: what is published again with it needs no other approval. */
export const SubgraphApprovalEntity = defineEntity({
  name: 'SubgraphApproval',
  tableName: 'subgraph_approval',
  schema,
  properties: {
    subgraph: () => p.manyToOne(SubgraphEntity).deleteRule('cascade').primary(),
    hash: p.text().primary(),
    approvedBy: p.text().comment('subject of the caller'),
    approvedAt: p.datetime().columnType('timestamptz'),
    reason: p.text().nullable(),
  },
})
