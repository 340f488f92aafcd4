import { type RawBuilder, sql } from 'kysely'
import { type Change, change } from '../../../../../platform/changes/change.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { ownWebhook } from '../own-webhook.js'
import { webhookAccess } from '../webhook.access.js'
import type { RedeliverArgs, WebhookArgs } from '../webhook.args.js'
import { deliveryColumns } from '../webhook.queries.js'
import type { WebhookDelivery } from '../webhook.type.js'

/** Deliveries that one call makes due again. */
const atOnce = 1_000

/**
 * Delivers an event again, whatever has become of it: at once, and with all attempts before it.
 *
 * @throws HubError UNAUTHENTICATED, or FORBIDDEN alike for one of others and one that is not there
 */
export async function redeliver(
  context: SubgraphContext,
  { deliveryId, idempotencyKey }: RedeliverArgs,
): Promise<WebhookDelivery> {
  demand(context.caller, webhookAccess.redeliver)
  const request = { action: 'redeliver', input: { deliveryId }, idempotencyKey }
  return change(context, request, async (step) => {
    const [known] = await step.rows<{ webhookId: string }>(
      sql`select webhook_id as "webhookId" from city.webhook_delivery where id = ${deliveryId}`,
    )
    await ownWebhook(step, context.caller, webhookAccess.redeliver, known?.webhookId ?? '')
    await makeDue(step, sql`id = ${deliveryId}`)
    const [delivery] = await step.rows<WebhookDelivery>(sql`select ${deliveryColumns}
      from city.webhook_delivery d join city.event e on e.seq = d.event_seq where d.id = ${deliveryId}`)
    return delivery as WebhookDelivery
  })
}

/**
 * Delivers again what was given up, the oldest first, at most 1,000 at once.
 *
 * @returns how many
 * @throws HubError UNAUTHENTICATED, FORBIDDEN
 */
export async function redeliverDead(
  context: SubgraphContext,
  { id, idempotencyKey }: WebhookArgs,
): Promise<number> {
  demand(context.caller, webhookAccess.redeliverDead)
  const request = { action: 'redeliverDead', input: { id }, idempotencyKey }
  return change(context, request, async (step) => {
    await ownWebhook(step, context.caller, webhookAccess.redeliverDead, id)
    return makeDue(
      step,
      sql`id in (select id from city.webhook_delivery where webhook_id = ${id} and state = 'DEAD'
        order by event_seq limit ${atOnce})`,
    )
  })
}

async function makeDue({ rows, now }: Change, condition: RawBuilder<unknown>): Promise<number> {
  const due = await rows(sql`update city.webhook_delivery
    set state = 'WAITING', attempts = 0, next_attempt_at = ${now}, leased_until = null, delivered_at = null
    where ${condition} returning id`)
  await rows(sql`select pg_notify('city_webhook_delivery', '')`)
  return due.length
}
