import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Change, change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { demandActing } from '../../../organization/acting.js'
import { demandReceiver } from '../receiver-address.js'
import { newSecret } from '../secret.js'
import { webhookAccess } from '../webhook.access.js'
import type { RegisterWebhookArgs } from '../webhook.args.js'
import { webhookInput } from '../webhook.input.js'
import { webhookColumns } from '../webhook.queries.js'
import type { Webhook, WebhookWithSecret } from '../webhook.type.js'

/** Webhooks one organization may have; every event costs a delivery for each. */
const maxWebhooks = 20

/**
 * Registers an address of an organization to be told of events.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT with all problems, STATE_REFUSED if it has too many
 */
export async function registerWebhook(
  context: SubgraphContext,
  { organizationId, input, idempotencyKey, lang }: RegisterWebhookArgs,
): Promise<WebhookWithSecret> {
  demand(context.caller, webhookAccess.register)
  const { url, types } = checked(webhookInput, input, lang)
  await demandReceiver(url, context.config, lang)
  const request = { action: 'registerWebhook', input: { organizationId, input }, idempotencyKey }
  return change(context, request, async (step) => {
    await demandActing(step, context.caller, webhookAccess.register, organizationId)
    await demandRoom(step, organizationId)
    const secret = newSecret()
    const [webhook] = await step.rows<Webhook>(sql`
      insert into city.webhook as w (id, organization_id, url, types, state, secret, created_at, updated_at)
      values (${randomUUID()}, ${organizationId}, ${url}, ${types}, 'ACTIVE', ${secret}, ${step.now}, ${step.now})
      returning ${webhookColumns}`)
    return { webhook: webhook as Webhook, secret }
  })
}

async function demandRoom({ rows }: Change, organizationId: string): Promise<void> {
  // Those who register at the same time wait for each other, so that they are counted.
  await rows(sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks of ${organizationId}`}, 0))`)
  const there = await rows(sql`select from city.webhook where organization_id = ${organizationId}`)
  if (there.length < maxWebhooks) return
  throw new HubError(
    'STATE_REFUSED',
    `Mehr als ${maxWebhooks} Webhooks kann eine Organisation nicht haben / An organization can have ${maxWebhooks} webhooks at most: remove one first.`,
  )
}
