import { sql } from 'kysely'
import type { Transaction } from '../../../platform/database/database.js'

/** Tables of this service whose rows belong to an organization, by `organization_id`. */
export const ownedTables = [
  'initiative',
  'initiative_registration',
  'resource',
  'need',
  'webhook',
  'subgraph',
  'frontend_app',
] as const

/** Services whose feeds belong to organizations; each lends `move_feeds` (see `moveFeedsFunction`). */
const feedServices = ['education', 'mobility', 'health', 'society', 'climate'] as const

/**
 * Gives everything an organization owns to another one, in all services, in this transaction. Ids that lead to the
 * first lead to the second at once. What has happened stays told of the first one, but for events that still wait to
 * be told: their receivers are the second's members now.
 */
export async function moveEverything({ rows }: Transaction, source: string, target: string): Promise<void> {
  await giveUpExternalIds({ rows }, source, target)
  for (const table of ownedTables) {
    await rows(sql`update ${sql.table(`city.${table}`)} set organization_id = ${target}
      where organization_id = ${source}`)
  }
  await rows(sql`update city.event set organization_id = ${target}
    where organization_id = ${source} and handed_over_at is null`)
  await rows(sql`update city.organization set merged_into = ${target} where merged_into = ${source}`)
  const moves = feedServices.map((service) => sql`${sql.ref(`${service}.move_feeds`)}(${source}, ${target})`)
  await rows(sql`select identity.merge_organizations(${source}, ${target}), ${sql.join(moves)}`)
}

/** Where both have an initiative of the same external id, it goes on naming the target's. */
async function giveUpExternalIds(
  { rows }: Pick<Transaction, 'rows'>,
  source: string,
  target: string,
): Promise<void> {
  await rows(sql`update city.initiative i set external_id = null
    where i.organization_id = ${source} and exists (select from city.initiative other
      where other.organization_id = ${target} and other.external_id = i.external_id)`)
}
