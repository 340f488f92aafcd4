import { defineEntity, p } from '@mikro-orm/core'
import { schema } from '../../schema.js'
import { DeliveryState } from '../outbox/delivery-state.js'
import { EventEntity } from '../outbox/event.entity.js'

/** An event somebody is told of by a mail of its own. Addresses are identity's, and asked for when it is sent. */
export const DecisionMailEntity = defineEntity({
  name: 'DecisionMail',
  tableName: 'decision_mail',
  schema,
  properties: {
    id: p.text().primary(),
    event: () => p.manyToOne(EventEntity).fieldName('event_seq').deleteRule('cascade'),
    accountId: p.text(),
    state: p.enum(() => DeliveryState),
    attempts: p.integer().comment('begun so far'),
    nextAttemptAt: p.datetime().columnType('timestamptz').nullable().comment('null when there is none'),
    sentAt: p.datetime().columnType('timestamptz').nullable(),
    createdAt: p.datetime().columnType('timestamptz'),
  },
  uniques: [{ properties: ['event', 'accountId'] }],
  indexes: [
    {
      name: 'decision_mail_due_index',
      expression: `create index decision_mail_due_index on ${schema}.decision_mail (next_attempt_at) where next_attempt_at is not null`,
    },
  ],
})
