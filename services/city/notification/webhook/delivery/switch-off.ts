import { sql } from 'kysely'
import { systemCaller } from '../../../../../platform/caller/caller.js'
import { change } from '../../../../../platform/changes/change.js'
import { Audience } from '../../../../../platform/changes/event.entity.js'
import type { Database } from '../../../../../platform/database/database.js'
import { shownAddress } from '../../../../../platform/outbound/fetch-errors.js'
import { DeliveryFailure } from './delivery-failure.js'

/** How long nothing but failures is borne, ms. */
const patienceMs = 5 * 24 * 60 * 60_000

/** Whether a webhook is to be switched off: it has asked for it, or nothing has reached it for days. */
export function isGivenUp(failure: DeliveryFailure | null, failingSince: Date | null, now: Date): boolean {
  if (failure === DeliveryFailure.GONE) return true
  return failingSince !== null && now.getTime() - failingSince.getTime() > patienceMs
}

/** Switches a webhook off, and has its owners told why. */
export async function switchOff(
  database: Database,
  webhookId: string,
  failure: DeliveryFailure | null,
  now: Date,
): Promise<void> {
  const context = { caller: systemCaller('webhooks'), database, requestId: webhookId, now }
  await change(context, { action: 'switchOffWebhook', input: webhookId }, async ({ rows, emit }) => {
    const [webhook] = await rows<{ organizationId: string; url: string }>(sql`
      update city.webhook set state = 'DISABLED', updated_at = ${now}, version = version + 1
      where id = ${webhookId} and state = 'ACTIVE' returning organization_id as "organizationId", url`)
    if (webhook === undefined) return
    emit({
      type: 'webhook.disabled',
      entity: 'Webhook',
      entityId: webhookId,
      organizationId: webhook.organizationId,
      audience: Audience.ORGANIZATION,
      data: {
        name: shownAddress(webhook.url),
        reason: reasons[failure === DeliveryFailure.GONE ? 'gone' : 'silent'],
      },
    })
  })
}

const reasons = {
  gone: {
    DE: 'Der Empfänger will nichts mehr erhalten (Status 410).',
    EN: 'The receiver wants nothing any more (status 410).',
  },
  silent: {
    DE: 'Seit fünf Tagen ist nichts angekommen. Nach dem Beheben bitte wieder einschalten.',
    EN: 'Nothing has reached it for five days. Switch it on again when it works.',
  },
}
