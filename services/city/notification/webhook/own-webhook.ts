import { sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import type { Change } from '../../../../platform/changes/change.js'
import type { AccessRule } from '../../../../platform/graph/access.js'
import { demandActing } from '../../organization/acting.js'
import { webhookColumns } from './webhook.queries.js'
import type { Webhook } from './webhook.type.js'

/**
 * A webhook the caller may do something with, kept from being changed by others until the transaction ends.
 *
 * @throws HubError UNAUTHENTICATED, or FORBIDDEN alike for one that is another's and one that is not there
 */
export async function ownWebhook(
  step: Change,
  caller: Caller,
  rule: AccessRule,
  id: string,
): Promise<Webhook> {
  const [webhook] = await step.rows<Webhook>(
    sql`select ${webhookColumns} from city.webhook w where w.id = ${id} for update`,
  )
  await demandActing(step, caller, rule, webhook?.organizationId ?? '')
  return webhook as Webhook
}
