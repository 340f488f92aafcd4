import { defineEntity, p } from '@mikro-orm/core'
import type { Alternative } from '../../../../matching/plan.js'
import type { TermVector } from '../../../../matching/score/terms.js'
import { NeedEntity } from '../../need/need.entity.js'
import { ResourceEntity } from '../../resource/resource.entity.js'
import { schema } from '../../schema.js'
import { MatchingRunEntity } from '../run/run.entity.js'
import { MatchStatus } from './match-status.js'

/**
 * An amount of a resource for a need, from its proposal to its end. Triggers book what is accepted (see
 * migrations/012-matching.ts): no code writes the bookings, the slices and the balances.
 */
export const MatchEntity = defineEntity({
  name: 'Match',
  tableName: 'match',
  schema,
  properties: {
    id: p.text().primary(),
    need: () => p.manyToOne(NeedEntity),
    resource: () => p.manyToOne(ResourceEntity),
    run: () => p.manyToOne(MatchingRunEntity).nullable().comment('null for one made by hand'),
    amount: p.decimal().precision(16).scale(2).comment('in the unit of both'),
    during: p.text().columnType('tstzmultirange').comment('when it is used; half-open'),
    status: p.enum(() => MatchStatus),
    score: p.integer().nullable().comment('1 to 1000; null for one made by hand'),
    terms: p.json<TermVector>().nullable().comment('what the score is made of'),
    alternatives: p.json<readonly Alternative[]>().default('[]'),
    confirmBy: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('until when the provider may answer'),
    endReason: p.text().nullable().comment('why it was declined, refused or released'),
    version: p.integer().default(1),
    createdBy: p.text().nullable().comment('subject of the caller'),
    createdAt: p.datetime().columnType('timestamptz'),
    acceptedAt: p.datetime().columnType('timestamptz').nullable(),
    confirmedAt: p.datetime().columnType('timestamptz').nullable(),
    endedAt: p.datetime().columnType('timestamptz').nullable(),
  },
  indexes: [
    { properties: ['need', 'status', 'id'] },
    { properties: ['resource', 'status', 'id'] },
    { properties: ['run', 'score', 'id'] },
    { properties: ['status', 'createdAt', 'id'] },
    {
      name: 'match_confirm_by_index',
      expression: `create index match_confirm_by_index on ${schema}.match (confirm_by) where status = 'ACCEPTED'`,
    },
    {
      name: 'match_proposed_score_index',
      expression: `create index match_proposed_score_index on ${schema}.match (score, id) where status = 'PROPOSED'`,
    },
    {
      name: 'match_proposed_unique',
      expression: `create unique index match_proposed_unique on ${schema}.match (need_id, resource_id) where status = 'PROPOSED'`,
    },
  ],
  checks: [
    { name: 'match_amount_check', expression: 'amount > 0' },
    {
      name: 'match_during_check',
      expression: 'not isempty(during) and not lower_inf(during) and not upper_inf(during)',
    },
    {
      name: 'match_score_check',
      expression: `score is not null or run_id is null and status <> 'PROPOSED' and status <> 'WHAT_IF'`,
    },
    {
      name: 'match_accepted_check',
      expression: `accepted_at is not null or status in ('PROPOSED', 'DECLINED', 'EXPIRED', 'SUPERSEDED', 'WHAT_IF')`,
    },
    {
      name: 'match_end_reason_check',
      expression: `end_reason is not null or status in ('PROPOSED', 'ACCEPTED', 'CONFIRMED', 'EXPIRED', 'SUPERSEDED', 'WHAT_IF')`,
    },
  ],
})

/** A stretch of time in which an accepted match uses its resource. */
export const BookingEntity = defineEntity({
  name: 'Booking',
  tableName: 'booking',
  schema,
  properties: {
    match: () => p.manyToOne(MatchEntity).primary(),
    during: p.text().columnType('tstzrange').primary().comment('half-open'),
    resource: () => p.manyToOne(ResourceEntity),
    exclusive: p.boolean().comment('whether nothing else may be booked meanwhile'),
  },
  indexes: [
    {
      name: 'booking_resource_id_during_index',
      expression: `create index booking_resource_id_during_index on ${schema}.booking using gist (resource_id public.gist_text_ops, during)`,
    },
  ],
  checks: [
    {
      name: 'booking_no_overlap',
      expression: 'EXCLUDE USING gist (resource_id WITH =, during WITH &&) WHERE (exclusive)',
    },
  ],
})

/** How much of a resource is free in a stretch of time; the slices of a resource cover all time. */
export const ResourceSliceEntity = defineEntity({
  name: 'ResourceSlice',
  tableName: 'resource_slice',
  schema,
  properties: {
    resource: () => p.manyToOne(ResourceEntity).primary(),
    during: p.text().columnType('tstzrange').primary().comment('half-open'),
    free: p.decimal().precision(16).scale(2).comment('in the unit of the resource'),
  },
  checks: [
    { name: 'resource_slice_free_check', expression: 'free >= 0' },
    {
      name: 'resource_slice_no_overlap',
      expression: 'EXCLUDE USING gist (resource_id WITH =, during WITH &&)',
    },
  ],
})

/** What a need still lacks, once something was promised to it. */
export const NeedBalanceEntity = defineEntity({
  name: 'NeedBalance',
  tableName: 'need_balance',
  schema,
  properties: {
    need: () => p.manyToOne(NeedEntity).primary(),
    missing: p.decimal().precision(16).scale(2).comment('in the unit of the need'),
  },
  checks: [{ name: 'need_balance_missing_check', expression: 'missing >= 0' }],
})
