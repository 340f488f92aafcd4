import { sql } from 'kysely'
import type { Transaction } from '../../../../platform/database/database.js'
import type { KnownThings } from '../item-problems.js'

/** Which of the things an item is to refer to are there. */
export async function knownThings(
  { rows }: Transaction,
  { fieldOfAction, initiatives }: { fieldOfAction: string; initiatives: readonly string[] },
): Promise<KnownThings> {
  const [known] = await rows<KnownThings>(sql`select
    array(select id from city.field_of_action where id = ${fieldOfAction}) as "fieldsOfAction",
    array(select id from city.initiative where id = any(${[...initiatives]}::text[])) as initiatives`)
  return known ?? { fieldsOfAction: [], initiatives: [] }
}
