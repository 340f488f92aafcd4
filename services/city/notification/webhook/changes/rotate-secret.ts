import { sql } from 'kysely'
import { change } from '../../../../../platform/changes/change.js'
import { demandVersion } from '../../../../../platform/changes/conflict.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { ownWebhook } from '../own-webhook.js'
import { changeOverMs, newSecret } from '../secret.js'
import { webhookAccess } from '../webhook.access.js'
import type { WebhookVersionArgs } from '../webhook.args.js'
import { webhookColumns } from '../webhook.queries.js'
import type { Webhook, WebhookWithSecret } from '../webhook.type.js'

/**
 * Gives a webhook a new secret. For a day messages are signed with the one before, too, so that the receiver can
 * change over without a gap.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, CONFLICT
 */
export async function rotateWebhookSecret(
  context: SubgraphContext,
  { id, version, idempotencyKey }: WebhookVersionArgs,
): Promise<WebhookWithSecret> {
  demand(context.caller, webhookAccess.rotateSecret)
  const request = { action: 'rotateWebhookSecret', input: { id, version }, idempotencyKey }
  return change(context, request, async (step) => {
    demandVersion(await ownWebhook(step, context.caller, webhookAccess.rotateSecret, id), version)
    const secret = newSecret()
    const until = new Date(step.now.getTime() + changeOverMs)
    const [webhook] = await step.rows<Webhook>(sql`
      update city.webhook w set previous_secret = w.secret, previous_secret_until = ${until}, secret = ${secret},
        updated_at = ${step.now}, version = w.version + 1
      where w.id = ${id} returning ${webhookColumns}`)
    return { webhook: webhook as Webhook, secret }
  })
}
