import { sql } from 'kysely'
import type { Database } from '../../../../../platform/database/database.js'
import { DeliveryState } from '../../outbox/delivery-state.js'
import { afterFailure, type NextAttempt } from '../../outbox/retry.js'
import type { ClaimedDelivery } from './claim.js'
import { DeliveryFailure } from './delivery-failure.js'
import type { Verdict } from './verdict.js'

/**
 * Notes what an attempt has shown, and what follows. One that took longer than its lease, or was asked for anew, leaves
 * the delivery to the attempt after it.
 *
 * @returns since when nothing has reached the webhook; null if something has
 */
export async function record(
  { rows }: Database,
  { id, attempts, webhookId }: ClaimedDelivery,
  { failure, status, answer }: Verdict,
  now: Date,
): Promise<Date | null> {
  const next = nextOf(failure, attempts, now)
  const deliveredAt = failure === null ? now : null
  const [webhook] = await rows<{ failingSince: Date | null }>(sql`
    with noted as (
      update city.webhook_delivery
      set state = ${next.state}, next_attempt_at = ${next.nextAttemptAt}, leased_until = null,
        last_status = ${status}, last_failure = ${failure}, last_answer = ${answer}, delivered_at = ${deliveredAt}
      where id = ${id} and attempts = ${attempts}
    )
    update city.webhook set failing_since = ${failure === null ? null : sql`coalesce(failing_since, ${now})`}
    where id = ${webhookId} and ${failure === null ? sql`failing_since is not null` : sql`true`}
    returning failing_since as "failingSince"`)
  return webhook?.failingSince ?? null
}

function nextOf(failure: DeliveryFailure | null, attempts: number, now: Date): NextAttempt {
  if (failure === null) return { state: DeliveryState.DELIVERED, nextAttemptAt: null }
  if (failure === DeliveryFailure.GONE) return { state: DeliveryState.DEAD, nextAttemptAt: null }
  return afterFailure(attempts, now, Math.random())
}
