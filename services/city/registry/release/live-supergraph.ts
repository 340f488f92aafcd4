import { sql } from 'kysely'
import type { Database } from '../../../../platform/database/database.js'
import type { OwnContracts } from '../../../../schema/contracts.js'
import { bringReleaseUpToDate } from './registry-release.job.js'
import { newestRelease, type StoredRelease } from './release.queries.js'

/** The release that counts; makes the first one if there is none. */
export async function releaseInForce(
  database: Database,
  now: Date,
  own?: OwnContracts,
): Promise<StoredRelease> {
  const newest = await newestRelease(database)
  if (newest !== null) return newest
  await bringReleaseUpToDate({ database, now, signal: new AbortController().signal }, own)
  const first = await newestRelease(database)
  if (first === null) throw new TypeError('There is no release after one was made')
  return first
}

/** The supergraph everybody gets who gets no canary. */
export async function liveSupergraph(
  database: Pick<Database, 'rows'>,
  { shares }: Pick<StoredRelease, 'shares'>,
): Promise<string> {
  return supergraphText(database, shares.at(-1)?.edition.supergraph ?? '')
}

/** The text of a supergraph that is kept, by its hash. */
export async function supergraphText({ rows }: Pick<Database, 'rows'>, hash: string): Promise<string> {
  const [found] = await rows<{ text: string }>(sql`select text from city.supergraph where hash = ${hash}`)
  if (found === undefined) throw new TypeError(`The supergraph ${hash} is not kept`)
  return found.text
}
