import { type RawBuilder, sql } from 'kysely'
import type { List } from '../../../platform/graph/list.js'

interface Versions {
  /** Table of the versions, in the schema `city`. */
  table: string
  /** Column with the id of what they are versions of. */
  key: string
  /** SQL of the content of a version, as JSON with the names the graph has for it. */
  content: (version: string) => RawBuilder<unknown>
}

/** Versions `v` of something, the newest first, each with the content of the one before it. */
export function versionList({ table, key, content }: Versions): List {
  const versions = sql.table(`city.${table}`)
  return {
    columns: sql`v.version, nullif(v.valid_from, '-infinity') as "validFrom", v.valid_to as "validTo", v.reason,
      v.changed_by as "changedById", ${content('v')} as content,
      (select ${content('b')} from ${versions} b
        where b.${sql.ref(key)} = v.${sql.ref(key)} and b.version < v.version
        order by b.version desc limit 1) as before`,
    from: sql`${versions} v`,
    order: [{ by: sql`v.version`, type: 'integer' }],
    descending: true,
  }
}
