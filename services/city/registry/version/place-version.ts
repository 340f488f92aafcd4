import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import { stateRefused } from '../subgraph/state-refused.js'
import { versionColumns } from './version.queries.js'
import type { SubgraphVersion } from './version.type.js'
import { givesWay } from './version-life.js'
import { type CurrentStatus, SubgraphVersionStatus } from './version-status.js'

/** Canaries at once in the whole hub: each may make one more supergraph for gateways to hold. */
const mostCanaries = 4

export interface Place {
  status: CurrentStatus
  /** Of a canary. */
  canaryPercent?: number
}

/**
 * Gives a version that is in the database its place among those of its subgraph; others give way.
 *
 * @throws HubError STATE_REFUSED if there are too many canaries
 */
export async function placeVersion(
  step: Change,
  { id, number, subgraphId }: Pick<SubgraphVersion, 'id' | 'number' | 'subgraphId'>,
  { status, canaryPercent }: Place,
): Promise<SubgraphVersion> {
  const others = await step.rows<Pick<SubgraphVersion, 'id' | 'number' | 'status'>>(sql`
    select id, number, status from city.subgraph_version
    where subgraph_id = ${subgraphId} and status in ('SANDBOX', 'AWAITING_APPROVAL', 'CANARY', 'LIVE')`)
  const replaced = others.filter((other) => givesWay(other, { number, status })).map((other) => other.id)
  await endVersions(step, replaced, SubgraphVersionStatus.REPLACED)
  await step.rows(sql`update city.subgraph_version
    set status = ${status}, canary_percent = ${canaryPercent ?? null}, ended_at = null,
      live_at = ${status === SubgraphVersionStatus.LIVE ? step.now : sql`live_at`}
    where id = ${id}`)
  if (status === SubgraphVersionStatus.CANARY) await demandRoomForCanary(step)
  return storedVersion(step, id)
}

/** Takes versions out of the graph. */
export async function endVersions(
  { rows, now }: Change,
  ids: readonly string[],
  status: SubgraphVersionStatus.REPLACED | SubgraphVersionStatus.WITHDRAWN,
  endReason: string | null = null,
): Promise<void> {
  if (ids.length === 0) return
  await rows(sql`update city.subgraph_version
    set status = ${status}, canary_percent = null, ended_at = ${now}, end_reason = ${endReason}
    where id = any(${[...ids]}::text[])`)
}

/** A version as it is stored now, in this transaction. */
export async function storedVersion({ rows }: Pick<Change, 'rows'>, id: string): Promise<SubgraphVersion> {
  const [version] = await rows<SubgraphVersion>(
    sql`select ${versionColumns} from city.subgraph_version v where v.id = ${id}`,
  )
  if (version === undefined) throw new TypeError(`The version ${id} is gone in the middle of a change`)
  return version
}

async function demandRoomForCanary({ rows }: Change): Promise<void> {
  const canaries = await rows(sql`select from city.subgraph_version where status = 'CANARY'`)
  if (canaries.length <= mostCanaries) return
  throw stateRefused(
    `Mehr als ${mostCanaries} Versionen können nicht zugleich teilweise ausgerollt sein`,
    `No more than ${mostCanaries} versions can be canaries at the same time: roll one out or refuse it first.`,
  )
}
