import { defineEntity, p } from '@mikro-orm/core'
import { OrganizationEntity } from '../../organization/organization.entity.js'
import { schema } from '../../schema.js'
import { DeliveryState } from '../outbox/delivery-state.js'
import { EventEntity } from '../outbox/event.entity.js'
import { DeliveryFailure } from './delivery/delivery-failure.js'
import { WebhookState } from './webhook-state.js'

/** An address of an organization that is told of events. */
export const WebhookEntity = defineEntity({
  name: 'Webhook',
  tableName: 'webhook',
  schema,
  properties: {
    id: p.text().primary(),
    organization: () => p.manyToOne(OrganizationEntity).index(),
    url: p.text(),
    types: p.array<string>().comment('of events; none for all'),
    state: p.enum(() => WebhookState),
    secret: p.text().comment('signs messages, so it cannot be a hash; never given out but when it is made'),
    previousSecret: p.text().nullable().comment('signs beside the other one while receivers change over'),
    previousSecretUntil: p.datetime().columnType('timestamptz').nullable(),
    failingSince: p.datetime().columnType('timestamptz').nullable().comment('nothing has reached it since'),
    createdAt: p.datetime().columnType('timestamptz'),
    updatedAt: p.datetime().columnType('timestamptz'),
    version: p.integer().default(1),
  },
})

/** An event for one webhook, and what has become of it. */
export const WebhookDeliveryEntity = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_delivery',
  schema,
  properties: {
    id: p.text().primary(),
    webhook: () => p.manyToOne(WebhookEntity).deleteRule('cascade'),
    event: () => p.manyToOne(EventEntity).fieldName('event_seq').deleteRule('cascade').index(),
    state: p.enum(() => DeliveryState),
    attempts: p.integer().comment('begun so far'),
    nextAttemptAt: p.datetime().columnType('timestamptz').nullable().comment('null when there is none'),
    leasedUntil: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('an attempt is under way; after this its process has died'),
    lastStatus: p.integer().nullable().comment('HTTP status of the last answer'),
    lastFailure: p.enum(() => DeliveryFailure).nullable(),
    lastAnswer: p.text().nullable().comment('beginning of the last answer, cleaned'),
    deliveredAt: p.datetime().columnType('timestamptz').nullable(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
  uniques: [{ properties: ['webhook', 'event'] }],
  indexes: [
    {
      name: 'webhook_delivery_due_index',
      expression: `create index webhook_delivery_due_index on ${schema}.webhook_delivery (webhook_id, next_attempt_at) where next_attempt_at is not null`,
    },
    {
      name: 'webhook_delivery_leased_index',
      expression: `create index webhook_delivery_leased_index on ${schema}.webhook_delivery (webhook_id, leased_until) where leased_until is not null`,
    },
    {
      name: 'webhook_delivery_newest_index',
      expression: `create index webhook_delivery_newest_index on ${schema}.webhook_delivery (webhook_id, (- event_seq))`,
    },
    {
      name: 'webhook_delivery_state_index',
      expression: `create index webhook_delivery_state_index on ${schema}.webhook_delivery (webhook_id, state, (- event_seq))`,
    },
  ],
})
