import { defineEntity, p } from '@mikro-orm/core'
import type { Obstacle, StoppedBy } from '../../../../matching/plan.js'
import type { Step } from '../../../../matching/problem.js'
import { NeedEntity } from '../../need/need.entity.js'
import { schema } from '../../schema.js'
import { MatchingPolicyEntity } from '../policy/policy.entity.js'
import type { RunScope } from './run-scope.js'
import { RunStatus } from './run-status.js'
import type { Variation } from './variation.js'

/** One search for what resources the needs could be met with. */
export const MatchingRunEntity = defineEntity({
  name: 'MatchingRun',
  tableName: 'matching_run',
  schema,
  properties: {
    id: p.text().primary(),
    status: p.enum(() => RunStatus),
    policy: () => p.manyToOne(MatchingPolicyEntity).fieldName('policy_version'),
    scope: p.json<RunScope>().comment('which needs and resources'),
    variation: p
      .json<Variation>()
      .nullable()
      .comment('of one that only asks what would be: what is other than it is'),
    timeLimitMs: p.integer(),
    horizonFrom: p.datetime().columnType('timestamptz').nullable().comment('null until it has begun'),
    horizonTo: p.datetime().columnType('timestamptz').nullable(),
    step: p.text().$type<Step>().nullable(),
    done: p.integer().nullable().comment('of total, in the step'),
    total: p.integer().nullable(),
    needs: p.integer().nullable().comment('how many there were'),
    resources: p.integer().nullable().comment('how many there were'),
    proposals: p.integer().nullable().comment('how many it made'),
    unmet: p.integer().nullable().comment('needs that still lack something'),
    objective: p
      .decimal()
      .precision(40)
      .scale(0)
      .nullable()
      .comment('sum of amount in hundredths times score'),
    bound: p.decimal().precision(40).scale(0).nullable().comment('no plan has more'),
    stoppedBy: p.text().$type<StoppedBy>().nullable(),
    tookMs: p.integer().nullable(),
    failure: p.text().nullable().comment('code of what went wrong'),
    cancelAskedAt: p.datetime().columnType('timestamptz').nullable(),
    leasedUntil: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('a process works on it at least till then'),
    attempts: p.integer().default(0).comment('begun so far'),
    startedBy: p.text().comment('subject of the caller'),
    requestId: p.text(),
    createdAt: p.datetime().columnType('timestamptz'),
    startedAt: p.datetime().columnType('timestamptz').nullable(),
    endedAt: p.datetime().columnType('timestamptz').nullable(),
  },
  indexes: [
    { properties: ['createdAt', 'id'] },
    {
      name: 'matching_run_unfinished_index',
      expression: `create index matching_run_unfinished_index on ${schema}.matching_run (created_at) where status in ('QUEUED', 'RUNNING')`,
    },
  ],
})

/** A need that a run left without all it asks for, with why. */
export const UnmetNeedEntity = defineEntity({
  name: 'UnmetNeed',
  tableName: 'unmet_need',
  schema,
  properties: {
    run: () => p.manyToOne(MatchingRunEntity).deleteRule('cascade').primary(),
    need: () => p.manyToOne(NeedEntity).primary(),
    missing: p.decimal().precision(16).scale(2).comment('in the unit of the need'),
    offered: p.integer().comment('resources of its kind and unit'),
    givenToOthers: p.array<string>().comment('ids of resources'),
    obstacles: p.json<readonly Obstacle[]>(),
    farOff: p.integer().comment('resources more than one rule stood in the way of'),
  },
  indexes: [{ properties: ['need', 'run'] }],
})
