import { sql } from 'kysely'
import type { Need, Resource } from '../../../../matching/problem.js'
import type { Transaction } from '../../../../platform/database/database.js'
import { dayInTown } from '../../calendar/today.js'
import { hasStatus, OrganizationStatus } from '../../organization/organization-status.js'
import { engineGoods, engineGoodsColumns, type GoodsRow, isStillOpen } from './goods.columns.js'

type ResourceRow = GoodsRow & Omit<Resource, keyof GoodsRow | 'openness'>

export interface ResourcesWanted {
  now: Date
  /** Those they may be for. */
  needs: readonly Need[]
  /** Ids; undefined: all. */
  ids?: readonly string[] | undefined
}

/** Resources that may be given: open ones of verified organizations, not over yet, of a kind and unit that is needed. */
export async function matchableResources(
  { rows }: Pick<Transaction, 'rows'>,
  { now, needs, ids }: ResourcesWanted,
): Promise<Resource[]> {
  const today = dayInTown(now)
  const wanted = ids === undefined ? sql`true` : sql`g.id = any(${[...ids]}::text[])`
  const asked = [...new Map(needs.map(({ kind, unit }) => [`${kind} ${unit}`, { kind, unit }])).values()]
  const found = await rows<ResourceRow>(sql`select ${engineGoodsColumns}, g.sharing,
      case when g.lat is not null then json_build_object('lat', g.lat, 'lon', g.lon) end as place,
      json_build_object('fields', g.eligible_fields, 'organizationKinds', g.eligible_organization_kinds,
        'districts', g.eligible_districts) as eligibility
    from city.resource g
    join city.organization o on o.id = g.organization_id
    where ${hasStatus(OrganizationStatus.VERIFIED, today)} and ${isStillOpen(today)} and ${wanted}
      and (g.kind, g.unit) in (select asked.kind, asked.unit
        from unnest(${asked.map(({ kind }) => kind)}::text[], ${asked.map(({ unit }) => unit)}::text[]) asked (kind, unit))
    order by g.id`)
  return found.map(engineGoods)
}
