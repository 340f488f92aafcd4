import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../../platform/database/database.js'
import type { Job, JobContext } from '../../../../platform/service/job.js'
import { mailedAtOnce, notMailed } from '../decision-mail/mailed-at-once.js'
import { knowsRecipients, recipientsOf } from '../decision-mail/recipients.sql.js'

/** Events that are handed over in one transaction. */
const batchSize = 500

/** Makes deliveries of the events that wait in the outbox. */
export const handOverEvents: Job = {
  name: 'hand-over-events',
  everyMs: 3_000,
  wokenBy: 'city_event',
  run: handOver,
}

/** Hands over all events that wait, oldest first; several processes share them. */
export async function handOver({
  database,
  clock,
  signal,
}: Pick<JobContext, 'database' | 'clock' | 'signal'>) {
  const withMails = await knowsRecipients(database)
  for (;;) {
    const handedOver = await handOverBatch(database, clock(), withMails)
    if (handedOver < batchSize || signal.aborted) return
  }
}

/** One statement, so that an event is handed over to all who are to be told, or to nobody yet. */
async function handOverBatch(database: Database, now: Date, withMails: boolean): Promise<number> {
  const handedOver = await database.rows(sql`
    with batch as materialized (
      select seq, type, audience, organization_id, data ->> 'side' as side from city.event
      where handed_over_at is null order by seq limit ${batchSize} for update skip locked
    ),
    ${toWebhooks(now)}
    ${withMails ? byMail(now) : sql``}
    update city.event set handed_over_at = ${now} from batch where event.seq = batch.seq returning event.seq`)
  return handedOver.length
}

/** The town may know everything, an organization what everybody may know and what is about itself. */
function toWebhooks(now: Date): RawBuilder<unknown> {
  return sql`to_webhooks as (
      insert into city.webhook_delivery
        (id, webhook_id, event_seq, state, attempts, next_attempt_at, created_at)
      select gen_random_uuid(), w.id, batch.seq, 'WAITING', 0, ${now}, ${now}
      from batch
      join city.webhook w on w.state <> 'DISABLED' and (w.types = '{}' or batch.type = any(w.types))
      join city.organization o on o.id = w.organization_id
      where batch.audience = 'PUBLIC' or o.kind = 'TOWN'
        or (batch.audience = 'ORGANIZATION' and batch.organization_id = w.organization_id)
      on conflict do nothing
    )`
}

function byMail(now: Date): RawBuilder<unknown> {
  const pairs = Object.entries(mailedAtOnce).flatMap(([type, roles]) => roles.map((role) => ({ type, role })))
  return sql`, by_mail as (
      insert into city.decision_mail (id, event_seq, account_id, state, attempts, next_attempt_at, created_at)
      select gen_random_uuid(), batch.seq, recipient.account_id, 'WAITING', 0, ${now}, ${now}
      from batch
      join city.organization o on o.id = batch.organization_id
      cross join lateral ${recipientsOf(sql`o.id`, sql`o.kind`)} as recipient
      where (batch.type, recipient.role) in
        (select * from unnest(${pairs.map(({ type }) => type)}::text[], ${pairs.map(({ role }) => role)}::text[]))
        and (batch.type, coalesce(batch.side, '')) not in (select * from
          unnest(${notMailed.map(({ type }) => type)}::text[], ${notMailed.map(({ side }) => side)}::text[]))
      on conflict do nothing
    )`
}
