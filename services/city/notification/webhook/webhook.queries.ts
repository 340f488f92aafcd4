import { type RawBuilder, sql } from 'kysely'
import { groupedBy, inOrderOf } from '../../../../platform/graph/batch.js'
import type { PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../../platform/graph/list.js'
import type { DeliveryState } from '../outbox/delivery-state.js'
import type { Webhook, WebhookDelivery, WebhookHealth } from './webhook.type.js'

/** Deliveries a webhook's health is told from. */
const healthOf = 100

/** All that is ever read of a webhook `w`; never its secrets. */
export const webhookColumns = sql`w.id, w.organization_id as "organizationId", w.url, w.types, w.state,
  w.previous_secret_until as "previousSecretUntil", w.failing_since as "failingSince",
  w.created_at as "createdAt", w.updated_at as "updatedAt", w.version`

/** A delivery `d` with its event `e`. */
export const deliveryColumns = sql`d.id, e.id as "eventId", e.type, d.state, d.attempts,
  d.next_attempt_at as "nextAttemptAt", d.delivered_at as "deliveredAt", d.created_at as "createdAt",
  d.last_status as "lastStatus", d.last_failure as "lastFailure", d.last_answer as "lastAnswer"`

export async function webhooksOfOrganizations(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
) {
  const rows = await database.rows<Webhook>(sql`select ${webhookColumns} from city.webhook w
    where w.organization_id = any(${[...ids]}::text[]) order by w.created_at, w.id`)
  return groupedBy(ids, rows, ({ organizationId }) => organizationId)
}

export type DeliveryArgs = Pick<PageArgs, 'first' | 'after'> & { state: DeliveryState | null }

export function deliveriesOfWebhooks(
  ids: readonly string[],
  { state, ...args }: DeliveryArgs,
  context: SubgraphContext,
) {
  return pageOfEach<WebhookDelivery>(deliveryList(state), sql`d.webhook_id`, ids, args, context)
}

/** Deliveries, newest event first. */
function deliveryList(state: DeliveryState | null): List {
  const where: RawBuilder<unknown>[] = state === null ? [] : [sql`d.state = ${state}`]
  return {
    columns: deliveryColumns,
    from: sql`city.webhook_delivery d join city.event e on e.seq = d.event_seq`,
    where,
    order: [{ by: sql`(- d.event_seq)`, type: 'bigint' }],
  }
}

export async function healthOfWebhooks(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<WebhookHealth & { id: string }>(sql`
    select webhook.id, count(*) filter (where attempts > 0)::int as tried,
      count(*) filter (where state = 'DELIVERED')::int as delivered,
      count(*) filter (where state = 'FAILED')::int as failing, count(*) filter (where state = 'DEAD')::int as dead
    from unnest(${[...ids]}::text[]) as webhook(id)
    left join lateral (
      select d.state, d.attempts from city.webhook_delivery d where d.webhook_id = webhook.id
      order by (- d.event_seq) limit ${healthOf}
    ) as last on true
    group by webhook.id`)
  return inOrderOf(ids, rows, ({ id }) => id)
}
