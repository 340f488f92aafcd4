import { sql } from 'kysely'
import { change } from '../../../../../platform/changes/change.js'
import { demandVersion } from '../../../../../platform/changes/conflict.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { ownWebhook } from '../own-webhook.js'
import { demandReceiver } from '../receiver-address.js'
import { webhookAccess } from '../webhook.access.js'
import type { UpdateWebhookArgs } from '../webhook.args.js'
import { webhookChange } from '../webhook.input.js'
import { webhookColumns } from '../webhook.queries.js'
import type { Webhook } from '../webhook.type.js'

/**
 * Changes where a webhook leads, what it is told, and whether; made active, it gets what was kept for it.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT with all problems, CONFLICT
 */
export async function updateWebhook(
  context: SubgraphContext,
  { id, version, input, idempotencyKey, lang }: UpdateWebhookArgs,
): Promise<Webhook> {
  demand(context.caller, webhookAccess.update)
  const wanted = checked(webhookChange, input, lang)
  if (wanted.url) await demandReceiver(wanted.url, context.config, lang)
  const request = { action: 'updateWebhook', input: { id, version, input }, idempotencyKey }
  return change(context, request, async (step) => {
    const current = await ownWebhook(step, context.caller, webhookAccess.update, id)
    demandVersion(current, version)
    const { url, types, state } = { ...current, ...given(wanted) }
    const [webhook] = await step.rows<Webhook>(sql`
      update city.webhook w set url = ${url}, types = ${types}, state = ${state}, updated_at = ${step.now},
        failing_since = ${wanted.state ? null : current.failingSince}, version = w.version + 1
      where w.id = ${id} returning ${webhookColumns}`)
    return webhook as Webhook
  })
}

/** Without what is undefined or null, which means that it stays as it is. */
function given<T extends object>(wanted: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(wanted).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> }
}
