import { sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import type { Change } from '../../../../platform/changes/change.js'
import type { StoredFinding } from '../../../../schema/checks/finding.js'
import { ownSubgraph } from '../subgraph/own-subgraph.js'
import { subgraphAccess } from '../subgraph/subgraph.access.js'
import type { Subgraph } from '../subgraph/subgraph.type.js'
import { hasErrors } from './has-errors.js'
import { placeVersion, storedVersion } from './place-version.js'
import { placedEvent } from './placed-event.js'
import { reachedBy } from './reached-by.js'
import { versionColumns } from './version.queries.js'
import type { SubgraphVersion } from './version.type.js'
import { type CurrentStatus, SubgraphVersionStatus } from './version-status.js'

/** Versions that never were live are kept while they are among the last of their subgraph. */
const keptVersions = 50

/** A version that has been checked. */
export interface NewVersion {
  id: string
  url: string
  sdl: string
  note: string | null
  hash: string
  findings: readonly StoredFinding[]
  breaking: boolean
  /** Whether it is to stay in the sandbox. */
  sandbox: boolean
  hostProven: boolean
  publishedBy: string
}

/** Stores a version that has been checked, as far along as it may go by itself. */
export async function storeVersion(
  step: Change,
  caller: Caller,
  name: string,
  version: NewVersion,
): Promise<SubgraphVersion> {
  const subgraph = await ownSubgraph(step, caller, subgraphAccess.publish, sql`s.name = ${name}`)
  if (version.hostProven) await noteProof(step, subgraph, version.url)
  if (hasErrors(version.findings)) return insertVersion(step, subgraph, version)
  const status = await reachedBy(step, subgraph, version)
  const same = await sameInPlace(step, subgraph, version, status)
  if (same !== undefined) return same
  const placed = await placeVersion(step, await insertVersion(step, subgraph, version), { status })
  for (const event of placedEvent(subgraph, placed)) step.emit(event)
  return placed
}

/** Where programs publish with each of their runs, most often nothing is new. */
async function sameInPlace(
  { rows }: Change,
  { id }: Subgraph,
  { hash }: NewVersion,
  status: CurrentStatus,
): Promise<SubgraphVersion | undefined> {
  const statuses = status === SubgraphVersionStatus.SANDBOX ? [status] : [status, 'CANARY', 'LIVE']
  const [same] = await rows<SubgraphVersion>(sql`select ${versionColumns} from city.subgraph_version v
    where v.subgraph_id = ${id} and v.hash = ${hash} and v.status = any(${statuses}::text[])
    order by v.number desc limit 1`)
  return same
}

/** As REFUSED, which it stays unless it gets a place. */
async function insertVersion(
  step: Change,
  { id: subgraphId }: Subgraph,
  { id, url, sdl, note, hash, findings, breaking, publishedBy }: NewVersion,
): Promise<SubgraphVersion> {
  const [last] = await step.rows<{ number: number }>(
    sql`select number from city.subgraph_version where subgraph_id = ${subgraphId} order by number desc limit 1`,
  )
  const number = (last?.number ?? 0) + 1
  await step.rows(sql`insert into city.subgraph_version
      (id, subgraph_id, number, url, sdl, hash, status, breaking, findings, note, published_by, published_at, ended_at)
    values (${id}, ${subgraphId}, ${number}, ${url}, ${sdl}, ${hash}, 'REFUSED', ${breaking},
      ${JSON.stringify(findings)}::jsonb, ${note}, ${publishedBy}, ${step.now}, ${step.now})`)
  await step.rows(sql`delete from city.subgraph_version
    where subgraph_id = ${subgraphId} and number <= ${number - keptVersions}
      and live_at is null and ended_at is not null`)
  return storedVersion(step, id)
}

/** A proof is noted anew once a day, for each note is an entry of the audit trail. */
const proofHoldsMs = 24 * 60 * 60_000

async function noteProof({ rows, now }: Change, { id }: Subgraph, url: string): Promise<void> {
  const { origin } = new URL(url)
  const yesterday = new Date(now.getTime() - proofHoldsMs)
  await rows(sql`update city.subgraph set proven_address = ${origin}, proven_at = ${now}
    where id = ${id} and (proven_address is distinct from ${origin} or proven_at < ${yesterday})`)
}
