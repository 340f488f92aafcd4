import { sql } from 'kysely'
import { dayMs } from '../../../../matching/availability/wall-clock.js'
import type { Allocation, Need, Problem, Resource } from '../../../../matching/problem.js'
import type { Window } from '../../../../matching/windows.js'
import type { Transaction } from '../../../../platform/database/database.js'
import { engineAmount } from './amount.js'
import { unitsOfUse } from './units.js'

/** How long a pair that somebody turned down is not proposed again, days. */
const declinedDays = 180

interface Goods {
  needs: readonly Pick<Need, 'id'>[]
  resources: readonly Pick<Resource, 'id' | 'unit'>[]
}

interface Promised extends Goods {
  /** From when until when anything would be used. */
  use: Window
  /** Id of a match that is left out. */
  withoutMatch?: string | undefined
}

/**
 * What is promised to the needs, by whatever resource, and of the resources, to whatever need. What is held comes back:
 * of that, only what is promised in the time of use.
 */
export async function promisedAllocations(
  { rows }: Pick<Transaction, 'rows'>,
  { needs, resources, use: [from, to], withoutMatch }: Promised,
): Promise<Allocation[]> {
  const within = sql`m.during && tstzrange(${new Date(from)}, ${new Date(to)})`
  const held = resources.filter(({ unit }) => unitsOfUse[unit]?.use === 'HELD')
  const used = resources.filter(({ unit }) => unitsOfUse[unit]?.use !== 'HELD')
  const found = await rows<{ needId: string; resourceId: string; amount: string; windows: Window[] }>(
    sql`select m.need_id as "needId", m.resource_id as "resourceId", m.amount::text,
        (select json_agg(json_build_array(
            floor(extract(epoch from lower(span)) * 1000), ceil(extract(epoch from upper(span)) * 1000))
          order by lower(span)) from unnest(m.during) span) as windows
      from city.match m
      where m.status in ('ACCEPTED', 'CONFIRMED') and m.id is distinct from ${withoutMatch ?? null}
        and (m.need_id = any(${idsOf(needs)}::text[]) or m.resource_id = any(${idsOf(used)}::text[])
          or m.resource_id = any(${idsOf(held)}::text[]) and ${within})
      order by m.need_id, m.resource_id, m.id`,
  )
  return found.map((each) => ({ ...each, amount: engineAmount(each.amount) }))
}

/** Pairs that a coordinator or a provider turned down lately, and of which neither was changed since. */
export function declinedPairs(
  { rows }: Pick<Transaction, 'rows'>,
  { needs, resources }: Goods,
  now: Date,
): Promise<Problem['declined'][number][]> {
  const since = new Date(now.getTime() - declinedDays * dayMs)
  return rows(sql`select distinct m.need_id as "needId", m.resource_id as "resourceId" from city.match m
    join city.need n on n.id = m.need_id
    join city.resource r on r.id = m.resource_id
    where m.status in ('DECLINED', 'REFUSED') and m.ended_at >= ${since}
      and coalesce(n.updated_at <= m.ended_at, true) and coalesce(r.updated_at <= m.ended_at, true)
      and m.need_id = any(${idsOf(needs)}::text[]) and m.resource_id = any(${idsOf(resources)}::text[])
    order by 1, 2`)
}

function idsOf(things: readonly { id: string }[]): string[] {
  return things.map(({ id }) => id)
}
