import { sql } from 'kysely'
import type { Transaction } from '../../../../platform/database/database.js'
import type { Release } from '../../../../platform/registry/release.js'

/** A release as it is kept. */
export interface StoredRelease extends Release {
  /** Hash of the contracts that are live in it. */
  madeOf: string
  /** Ids of versions that do not compose with the others, and so are in none of its supergraphs. */
  leftOut: string[]
}

/** The release that counts; null before the first. */
export async function newestRelease({ rows }: Pick<Transaction, 'rows'>): Promise<StoredRelease | null> {
  const [newest] = await rows<StoredRelease>(sql`
    select number, shares, sandboxes, made_of as "madeOf", left_out as "leftOut"
    from city.release order by number desc limit 1`)
  return newest ?? null
}
