import { sql } from 'kysely'
import type { Database } from '../../../../../platform/database/database.js'

/** Attempts at one receiver at the same time, over all processes. */
const attemptsPerWebhook = 4
/** When an attempt whose process has died is made again, ms; longer than any attempt takes. */
const leaseMs = 60_000

/** A delivery this process alone may attempt now. */
export interface ClaimedDelivery {
  id: string
  /** This one included. */
  attempts: number
  webhookId: string
  url: string
  secrets: string[]
  event: {
    id: string
    type: string
    /** ISO 8601, UTC. */
    at: string
    entity: string
    entityId: string
    organizationId: string | null
    field: string | null
    districts: string[]
    data: Record<string, unknown>
  }
}

/**
 * Claims deliveries that are due, those first that are due the longest. No webhook gets more than its share, so one
 * that is slow holds up no other.
 *
 * @param room how many at most
 */
export function claimDue({ rows }: Database, now: Date, room: number): Promise<ClaimedDelivery[]> {
  const lease = new Date(now.getTime() + leaseMs)
  return rows<ClaimedDelivery>(sql`
    with open as materialized (
      select w.id, w.url, array_remove(
          array[w.secret, case when w.previous_secret_until > ${now} then w.previous_secret end], null) as secrets
      from city.webhook w
      where w.state = 'ACTIVE' and exists (
        select from city.webhook_delivery d where d.webhook_id = w.id and d.next_attempt_at <= ${now})
      for no key update of w skip locked
    ),
    picked as materialized (
      select open.url, open.secrets, due.id
      from open cross join lateral (
        select d.id, d.next_attempt_at from city.webhook_delivery d
        where d.webhook_id = open.id and d.next_attempt_at <= ${now}
        order by d.next_attempt_at limit greatest(0, ${attemptsPerWebhook} - (
          select count(*) from city.webhook_delivery busy
          where busy.webhook_id = open.id and busy.leased_until > ${now}))
      ) as due
      order by due.next_attempt_at limit ${room}
    )
    update city.webhook_delivery d
    set attempts = d.attempts + 1, leased_until = ${lease}, next_attempt_at = ${lease}
    from picked, city.event e
    where d.id = picked.id and e.seq = d.event_seq
      -- Looked at again when the row is locked: another process may have claimed it since this statement began.
      and d.next_attempt_at <= ${now}
    returning d.id, d.attempts, d.webhook_id as "webhookId", picked.url, picked.secrets,
      jsonb_build_object('id', e.id, 'type', e.type, 'entity', e.entity, 'entityId', e.entity_id,
        'organizationId', e.organization_id, 'field', e.field, 'districts', e.districts, 'data', e.data,
        'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as event`)
}
