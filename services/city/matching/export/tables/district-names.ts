import { sql } from 'kysely'
import type { Database } from '../../../../../platform/database/database.js'

/** What the districts are called, by their ids. */
export async function districtNames({ rows }: Database): Promise<ReadonlyMap<string, string>> {
  const districts = await rows<{ id: string; name: string }>(sql`select id, name from city.district`)
  return new Map(districts.map(({ id, name }) => [id, name]))
}
