import { type RawBuilder, sql } from 'kysely'

/** Words of a search that are looked for; names have fewer. */
const mostWords = 10

/** SQL: whether a name holds every word of a text, in any order, in upper or lower case. */
export function hasWords(name: RawBuilder<unknown>, text: string): RawBuilder<unknown> {
  const words = text.normalize('NFC').replaceAll('\0', '').split(/\s+/).filter(Boolean).slice(0, mostWords)
  // One condition a word: a trigram index serves these, but not `ilike all`.
  const conditions = words.map((word) => sql`${name} ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}
