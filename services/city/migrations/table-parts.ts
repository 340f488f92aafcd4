import { generatedOrder, generatedSearch, type Searched } from '../text/search-columns.js'

/** SQL of a check that a column holds one of a closed list of words. */
export function oneOf(column: string, words: readonly string[]): string {
  return `${column} in (${words.map((word) => `'${word}'`).join(', ')})`
}

export function orderColumn(name: string, text: string): string {
  return `${name} text not null generated always as ${generatedOrder(text)}`
}

export function searchColumns(searched: Searched): string {
  const { vector, text } = generatedSearch(searched)
  return `search_vector tsvector not null generated always as ${vector},
        search_text text not null generated always as ${text}`
}

export function searchIndexes(table: string): string {
  return `create index ${table}_search_vector_index on city.${table} using gin (search_vector);
      create index ${table}_search_text_index on city.${table} using gin (search_text public.gin_trgm_ops);`
}
