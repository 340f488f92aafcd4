import { p } from '@mikro-orm/core'
import { type RawBuilder, sql } from 'kysely'
import { foldedText, matchesText, searchVector } from '../../../platform/graph/text-search.js'

/** How the columns a text search looks at are generated: stems of all text, and a few telling words as they sound. */
export const generatedSearch = {
  vector: `(${searchVector([
    { text: 'search_words', language: 'german', weight: 'A' },
    { text: 'search_words', language: 'english', weight: 'A' },
    { text: 'description', language: 'german', weight: 'C' },
  ])}) stored`,
  text: `(${foldedText('search_words')}) stored`,
}

/** Columns of the records that can be searched. */
export const searchProperties = {
  searchWords: p.text().comment('title, skills, subjects and names'),
  searchVector: p.text().columnType('tsvector').generated(generatedSearch.vector).lazy(),
  searchText: p.text().generated(generatedSearch.text).lazy(),
}

/** The indexes that go with them. */
export function searchIndexes(table: string) {
  const [vector, text] = [`${table}_search_vector_index`, `${table}_search_text_index`]
  const on = `on education.${table} using gin`
  return [
    { name: vector, expression: `create index ${vector} ${on} (search_vector)` },
    { name: text, expression: `create index ${text} ${on} (search_text public.gin_trgm_ops)` },
  ]
}

/**
 * SQL: whether a row mentions all words of a text, in any form, as part of a word or with a typo.
 *
 * @param table the table, and the alias its rows are known by
 * @throws GraphQLError BAD_USER_INPUT if the text is too long or has no word in it
 */
export function mentions(table: string, alias: string, text: string): RawBuilder<boolean> {
  const columns = {
    vector: sql.ref(`${alias}.search_vector`),
    folded: sql.ref(`${alias}.search_text`),
    rows: sql`${sql.table(`education.${table}`)} as ${sql.ref(alias)}`,
  }
  return matchesText(columns, text)
}
