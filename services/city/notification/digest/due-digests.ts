import { sql } from 'kysely'
import type { Database } from '../../../../platform/database/database.js'
import { recipientsOf } from '../decision-mail/recipients.sql.js'
import { usualFrequency } from './frequency.js'
import type { Mornings } from './mornings.js'

/** How far back a digest tells at most, after a time without any. */
const maxDays = 31

/** A digest somebody is to be sent, if there is anything to say. */
export interface DueDigest {
  accountId: string
  email: string
  language: string | null
  /** Id of the organization it is about, or TOWN. */
  audience: string
  /** The organization's name; null for the town. */
  organization: string | null
  /** It tells what has happened from `since` on and before `until`. */
  since: Date
  until: Date
}

/** Digests of this morning, and of the last Monday, that have not been sent. */
export function dueDigests({ rows }: Database, mornings: Mornings): Promise<DueDigest[]> {
  const { daily, weekly, dailyFrom, weeklyFrom } = mornings
  const horizon = new Date(daily.getTime() - maxDays * 24 * 60 * 60_000)
  const usual = Object.entries(usualFrequency)
  return rows<DueDigest>(sql`
    with audience as (
      select 'TOWN' as id, null::text as name, 'TOWN' as kind
      union all
      select o.id, o.name, o.kind from city.organization o
      where o.kind <> 'TOWN' and exists (
        select from city.event e where e.organization_id = o.id and e.at >= ${horizon} and e.at < ${daily})
    ),
    usual as (
      select * from unnest(${usual.map(([role]) => role)}::text[], ${usual.map(([, often]) => often)}::text[])
        as usual(role, frequency)
    ),
    person as (
      select r.account_id, r.email, coalesce(p.language, r.language) as language, a.id as audience, a.name,
        coalesce(p.frequency, u.frequency) as frequency
      from audience a
      cross join lateral ${recipientsOf(sql`a.id`, sql`a.kind`)} as r
      join usual u on u.role = r.role
      left join city.digest_preference p on p.account_id = r.account_id
    ),
    round as (
      select * from (values ('DAILY', ${dailyFrom}::timestamptz, ${daily}::timestamptz),
        ('WEEKLY', ${weeklyFrom}::timestamptz, ${weekly}::timestamptz)) as round(frequency, since, until)
    )
    select p.account_id as "accountId", p.email, p.language, p.audience, p.name as organization,
      greatest(coalesce(last.until, round.since), ${horizon}) as since, round.until
    from person p
    join round using (frequency)
    left join lateral (
      select max(d.until) as until from city.digest d
      where d.account_id = p.account_id and d.audience = p.audience and d.sent_at is not null
    ) as last on true
    where last.until is null or last.until < round.until
    order by p.audience, p.account_id`)
}
