import { type Opt, p } from '@mikro-orm/core'
import { generatedOrder, generatedSearch, type Searched } from './search-columns.js'

/** Columns for text search that the database keeps up to date itself; not loaded with an entity. */
export function searchProperties(searched: Searched) {
  const { vector, text } = generatedSearch(searched)
  return {
    searchVector: generatedText().columnType('tsvector').generated(vector),
    searchText: generatedText().generated(text),
  }
}

/** The indexes that go with `searchProperties`. */
export function searchIndexes(table: string) {
  const [vector, text] = [`${table}_search_vector_index`, `${table}_search_text_index`]
  const on = `on city.${table} using gin`
  return [
    { name: vector, expression: `create index ${vector} ${on} (search_vector)` },
    { name: text, expression: `create index ${text} ${on} (search_text public.gin_trgm_ops)` },
  ]
}

/** A column the rows are sorted by as German wants it; the database keeps it up to date. */
export function orderProperty(text: string) {
  return generatedText().generated(generatedOrder(text))
}

/** Loaded only when asked for, and never given by who makes an entity. */
function generatedText() {
  return p.text().$type<Opt<string>>().lazy()
}
