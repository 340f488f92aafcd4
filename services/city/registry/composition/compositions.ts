import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Transaction } from '../../../../platform/database/database.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { Composition, SubgraphContract } from '../../../../schema/compose.js'
import type { OwnContracts } from '../../../../schema/contracts.js'
import type { CurrentVersion } from '../version/current-version.js'
import type { ComposedVersions, Composer } from './composed-edition.js'
import { inThread } from './in-thread.js'
import { ThreadFailure } from './thread-failure.js'

/** Something that would have to be composed first: that takes too long for a transaction. */
export class NotComposed extends Error {
  override readonly name = 'NotComposed'
}

/** A version among the contracts of a supergraph. */
export type Contained = Pick<CurrentVersion, 'id'> & { terms: { name: string } }

/** Tells contracts apart, in whatever order: versions never change, so their ids are enough. */
export function madeOf(own: OwnContracts, versions: readonly Contained[]): string {
  const byName = versions.toSorted((a, b) => (a.terms.name < b.terms.name ? -1 : 1))
  return sha256(JSON.stringify([own.hash, ...byName.map(({ id }) => id)]))
}

/** Looks up what has been composed before. @returns throws NotComposed */
export function knownCompositions({ rows }: Pick<Transaction, 'rows'>, own: OwnContracts): Composer {
  return async (versions) => {
    const [known] = await rows<{
      supergraph: string | null
      problems: Extract<Composition, { problems: unknown }>['problems'] | null
    }>(sql`select supergraph, problems from city.composition where made_of = ${madeOf(own, versions)}`)
    if (known === undefined) throw new NotComposed()
    const { supergraph, problems } = known
    return supergraph === null ? { problems: problems ?? [] } : { supergraph }
  }
}

export interface Composing {
  database: Pick<Database, 'rows'>
  own: OwnContracts
  /** Schemas of versions that are not in the database (yet), by id. */
  unpublished: ReadonlyMap<string, string>
  now: Date
  signal?: AbortSignal | undefined
}

/**
 * Composes what has not been composed before, and keeps it.
 *
 * @returns throws HubError SCHEMA_INVALID if composing does not come to an end
 */
export function newCompositions(composing: Composing): Composer {
  const { database, own } = composing
  const known = knownCompositions(database, own)
  return async (versions) => {
    try {
      return await known(versions)
    } catch (error) {
      if (!(error instanceof NotComposed)) throw error
      return keepComposition(composing, versions, await composed(composing, versions))
    }
  }
}

async function composed(composing: Composing, versions: readonly CurrentVersion[]): Promise<Composition> {
  const { own, signal } = composing
  if (versions.length === 0) return { supergraph: own.supergraph }
  const contracts = await contractsOf(composing, versions)
  try {
    return await inThread('compose', [...own.contracts, ...contracts], signal)
  } catch (error) {
    if (!(error instanceof ThreadFailure)) throw error
    throw new HubError('SCHEMA_INVALID', `The subgraphs could not be composed (${error.code}).`, {
      cause: error,
    })
  }
}

/** Versions as contracts, in the same order. */
export async function contractsOf(
  { database, unpublished }: Pick<Composing, 'database' | 'unpublished'>,
  versions: readonly CurrentVersion[],
): Promise<SubgraphContract[]> {
  const ids = versions.map(({ id }) => id)
  const stored = await database.rows<{ id: string; sdl: string }>(
    sql`select id, sdl from city.subgraph_version where id = any(${ids}::text[])`,
  )
  const sdls = new Map([...unpublished, ...stored.map(({ id, sdl }) => [id, sdl] as const)])
  return versions.map(({ id, url, terms }) => {
    const sdl = sdls.get(id)
    // It was forgotten meanwhile: who asked begins anew.
    if (sdl === undefined) throw new NotComposed()
    return { name: terms.name, url, sdl }
  })
}

/** Notes what composing the hub's own contracts with versions has given. */
export async function keepComposition(
  { database: { rows }, own, now }: Pick<Composing, 'database' | 'own' | 'now'>,
  versions: readonly Contained[],
  outcome: Composition,
): Promise<ComposedVersions> {
  const key = madeOf(own, versions)
  if ('problems' in outcome) {
    await rows(sql`insert into city.composition (made_of, problems, created_at)
      values (${key}, ${JSON.stringify(outcome.problems)}::jsonb, ${now}) on conflict do nothing`)
    return outcome
  }
  const hash = sha256(outcome.supergraph)
  await rows(sql`
    with kept as (
      insert into city.supergraph (hash, text, created_at) values (${hash}, ${outcome.supergraph}, ${now})
      on conflict (hash) do update set created_at = excluded.created_at
    )
    insert into city.composition (made_of, supergraph, created_at) values (${key}, ${hash}, ${now})
    on conflict do nothing`)
  return { supergraph: hash }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
