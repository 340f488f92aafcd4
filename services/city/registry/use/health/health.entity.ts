import { defineEntity, p } from '@mikro-orm/core'
import { breakerStates, partnerFailures } from '../../../../../platform/registry/report.js'
import { schema } from '../../../schema.js'
import type { FailureCounts } from './sums.js'

/** A gateway that reports; its reports are numbered, so that each is counted once. */
export const ReportingGatewayEntity = defineEntity({
  name: 'ReportingGateway',
  tableName: 'reporting_gateway',
  schema,
  properties: {
    id: p.text().primary(),
    sequence: p.integer().comment('of its last report that was counted'),
    reportedAt: p.datetime().columnType('timestamptz').index(),
  },
})

const sums = {
  requests: p.bigint(),
  failures: p.json<FailureCounts>().comment('how many, by kind'),
  retries: p.bigint(),
  latencies: p.array<number>().columnType('bigint[]').comment('answers in each bucket of latencyBoundsMs'),
}

/** How a subgraph did for one gateway in one minute. */
export const SubgraphHealthEntity = defineEntity({
  name: 'SubgraphHealth',
  tableName: 'subgraph_health',
  schema,
  properties: {
    subgraph: p.text().primary().comment('its name'),
    gateway: p.text().primary(),
    minute: p.datetime().columnType('timestamptz').primary().index(),
    ...sums,
  },
  indexes: [{ properties: ['subgraph', 'minute'] }],
})

/** How a subgraph did in one day, for all gateways. */
export const SubgraphHealthDayEntity = defineEntity({
  name: 'SubgraphHealthDay',
  tableName: 'subgraph_health_day',
  schema,
  properties: {
    subgraph: p.text().primary().comment('its name'),
    day: p.date().primary().index().comment('UTC'),
    ...sums,
  },
})

/** What a gateway last said of a subgraph. */
export const SubgraphStateEntity = defineEntity({
  name: 'SubgraphState',
  tableName: 'subgraph_state',
  schema,
  properties: {
    subgraph: p.text().primary().comment('its name'),
    gateway: p.text().primary(),
    breaker: p.enum(breakerStates),
    lastFailureAt: p.datetime().columnType('timestamptz').nullable(),
    lastFailureKind: p.enum(partnerFailures).nullable(),
    lastFailureMessage: p.text().nullable(),
    lastAnswerAt: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('when it last answered as it should'),
    reportedAt: p.datetime().columnType('timestamptz').index(),
  },
})

/** A value a subgraph returned on a day that is not what its schema promises. */
export const SubgraphViolationEntity = defineEntity({
  name: 'SubgraphViolation',
  tableName: 'subgraph_violation',
  schema,
  properties: {
    subgraph: p.text().primary().comment('its name'),
    day: p.date().primary().index().comment('UTC'),
    coordinate: p.text().primary(),
    problem: p.text().primary(),
    count: p.bigint(),
    lastAt: p.datetime().columnType('timestamptz'),
  },
})
