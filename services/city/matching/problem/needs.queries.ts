import { type RawBuilder, sql } from 'kysely'
import type { Need } from '../../../../matching/problem.js'
import type { Transaction } from '../../../../platform/database/database.js'
import { dayInTown } from '../../calendar/today.js'
import { hasStatus, OrganizationStatus } from '../../organization/organization-status.js'
import type { RoadmapPriority } from '../../roadmap/roadmap-terms.js'
import type { RunScope } from '../run/run-scope.js'
import { engineGoods, engineGoodsColumns, type GoodsRow, isStillOpen } from './goods.columns.js'
import { receivedByOrganizations } from './received.queries.js'
import { roadmapPoints } from './roadmap-points.js'

type NeedRow = GoodsRow &
  Omit<Need, keyof GoodsRow | 'openness' | 'priority' | 'received'> & { priorities: RoadmapPriority[] }

export interface NeedsWanted {
  now: Date
  /** How far back counts what an organization received; null: nothing is counted. */
  fairnessDays: number | null
  scope?: RunScope | undefined
  /** Ids; undefined: all. */
  ids?: readonly string[] | undefined
}

/**
 * Needs that may be met: open ones, not over yet, of published initiatives, and of organizations as they must be for
 * one to be published. Where a need has no place it is its initiative's.
 */
export async function matchableNeeds(
  transaction: Pick<Transaction, 'rows'>,
  { now, fairnessDays, scope, ids }: NeedsWanted,
): Promise<Need[]> {
  const today = dayInTown(now)
  const wanted = ids === undefined ? sql`true` : sql`g.id = any(${[...ids]}::text[])`
  const found = await transaction.rows<NeedRow>(sql`select ${engineGoodsColumns}, g.deadline,
      g.most_sources as "mostSources", i.field, o.kind as "organizationKind",
      case when coalesce(g.lat, i.lat) is not null
        then json_build_object('lat', coalesce(g.lat, i.lat), 'lon', coalesce(g.lon, i.lon)) end as place,
      array(select link.district_id from city.initiative_district link where link.initiative_id = i.id
        order by 1) as districts,
      array(select item.priority from city.roadmap_item_initiative link
        join city.roadmap_item item on item.id = link.roadmap_item_id
        where link.initiative_id = i.id and item.state in ('PLANNED', 'RUNNING')) as priorities
    from city.need g
    join city.initiative i on i.id = g.initiative_id
    join city.organization o on o.id = g.organization_id
    where i.status = 'PUBLISHED' and ${hasStatus(OrganizationStatus.VERIFIED, today)} and ${isStillOpen(today)}
      and ${wanted} and ${isIn(scope)}
    order by g.id`)
  const received =
    fairnessDays === null
      ? new Map<string, number>()
      : await receivedByOrganizations(transaction, { now, days: fairnessDays })
  return found.map(({ priorities, ...row }) => ({
    ...engineGoods(row),
    priority: roadmapPoints(priorities),
    received: received.get(row.organizationId) ?? 0,
  }))
}

/** SQL: whether the need `g` of the initiative `i` is in the scope. */
function isIn(scope: RunScope | undefined): RawBuilder<unknown> {
  const { kinds = [], fields = [], districts = [], initiatives = [] } = scope ?? {}
  const conditions = [sql`true`]
  if (kinds.length > 0) conditions.push(sql`g.kind = any(${[...kinds]}::text[])`)
  if (fields.length > 0) conditions.push(sql`i.field = any(${[...fields]}::text[])`)
  if (initiatives.length > 0) conditions.push(sql`i.id = any(${[...initiatives]}::text[])`)
  if (districts.length > 0) {
    conditions.push(sql`exists (select from city.initiative_district link
      where link.initiative_id = i.id and link.district_id = any(${[...districts]}::text[]))`)
  }
  return sql.join(conditions, sql` and `)
}
