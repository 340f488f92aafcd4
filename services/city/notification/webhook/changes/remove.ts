import { sql } from 'kysely'
import { change } from '../../../../../platform/changes/change.js'
import { demandVersion } from '../../../../../platform/changes/conflict.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { ownWebhook } from '../own-webhook.js'
import { webhookAccess } from '../webhook.access.js'
import type { WebhookVersionArgs } from '../webhook.args.js'

/**
 * Removes a webhook with its deliveries, those that wait included.
 *
 * @returns its id
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, CONFLICT
 */
export async function removeWebhook(
  context: SubgraphContext,
  { id, version, idempotencyKey }: WebhookVersionArgs,
): Promise<string> {
  demand(context.caller, webhookAccess.remove)
  const request = { action: 'removeWebhook', input: { id, version }, idempotencyKey }
  return change(context, request, async (step) => {
    demandVersion(await ownWebhook(step, context.caller, webhookAccess.remove, id), version)
    await step.rows(sql`delete from city.webhook where id = ${id}`)
    return id
  })
}
