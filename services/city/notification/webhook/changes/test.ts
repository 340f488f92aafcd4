import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { change } from '../../../../../platform/changes/change.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { shownAddress } from '../../../../../platform/outbound/fetch-errors.js'
import { ownWebhook } from '../own-webhook.js'
import { webhookAccess } from '../webhook.access.js'
import type { WebhookArgs } from '../webhook.args.js'
import { deliveryColumns } from '../webhook.queries.js'
import type { WebhookDelivery } from '../webhook.type.js'

/**
 * Sends a webhook an event of the type `webhook.ping`, whatever types it has named, and nobody else.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN
 */
export async function testWebhook(
  context: SubgraphContext,
  { id, idempotencyKey }: WebhookArgs,
): Promise<WebhookDelivery> {
  demand(context.caller, webhookAccess.test)
  const request = { action: 'testWebhook', input: { id }, idempotencyKey }
  return change(context, request, async (step) => {
    const { organizationId, url } = await ownWebhook(step, context.caller, webhookAccess.test, id)
    const data = JSON.stringify({ name: shownAddress(url) })
    const [delivery] = await step.rows<WebhookDelivery>(sql`
      with e as (
        insert into city.event (id, type, entity, entity_id, organization_id, audience, districts, data, at, handed_over_at)
        values (${randomUUID()}, 'webhook.ping', 'Webhook', ${id}, ${organizationId}, 'ORGANIZATION', '{}',
          ${data}::jsonb, ${step.now}, ${step.now})
        returning seq, id, type
      ),
      d as (
        insert into city.webhook_delivery (id, webhook_id, event_seq, state, attempts, next_attempt_at, created_at)
        select ${randomUUID()}, ${id}, seq, 'WAITING', 0, ${step.now}, ${step.now} from e returning *
      )
      select ${deliveryColumns} from d, e`)
    return delivery as WebhookDelivery
  })
}
