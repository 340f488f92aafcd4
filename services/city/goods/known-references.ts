import { sql } from 'kysely'
import type { Transaction } from '../../../platform/database/database.js'

/** Ids that resources and needs may name. */
export interface KnownReferences {
  districts: ReadonlySet<string>
  skills: ReadonlySet<string>
}

export async function knownReferences({ rows }: Transaction): Promise<KnownReferences> {
  const [known] = await rows<{ districts: string[]; skills: string[] }>(
    sql`select array(select id from city.district) as districts, array(select id from city.skill) as skills`,
  )
  return { districts: new Set(known?.districts), skills: new Set(known?.skills) }
}
