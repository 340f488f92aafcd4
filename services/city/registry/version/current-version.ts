import { sql } from 'kysely'
import type { Transaction } from '../../../../platform/database/database.js'
import type { PartnerTerms } from '../../../../platform/registry/release.js'
import type { CurrentStatus } from './version-status.js'

/** A version that is in the graph of somebody, without its schema. */
export interface CurrentVersion {
  id: string
  number: number
  status: CurrentStatus
  canaryPercent: number | null
  subgraphId: string
  url: string
  /** On what terms its subgraph is asked; its name is in them. */
  terms: PartnerTerms
}

/**
 * All of them, those first that joined first: what is live in the order it went live, then what is to follow in the
 * order it was published. Where they do not compose, the later one gives way.
 */
export async function currentVersions({ rows }: Pick<Transaction, 'rows'>): Promise<CurrentVersion[]> {
  return rows<CurrentVersion>(sql`
    select v.id, v.number, v.status, v.canary_percent as "canaryPercent", v.subgraph_id as "subgraphId", v.url,
      json_build_object('name', s.name, 'organization', s.organization_id, 'keyGeneration', s.key_generation,
        'claims', s.claims, 'suspended', s.suspended_at is not null or o.suspended_at is not null) as terms
    from city.subgraph_version v
    join city.subgraph s on s.id = v.subgraph_id
    join city.organization o on o.id = s.organization_id
    where v.status in ('SANDBOX', 'AWAITING_APPROVAL', 'CANARY', 'LIVE')
    order by v.status = 'LIVE' desc, case when v.status = 'LIVE' then v.live_at else v.published_at end, v.id`)
}
