import { foldedText, type SearchedText, searchVector } from '../../../platform/graph/text-search.js'

/** What of a row is searched. */
export interface Searched {
  /** Texts whose words are found by their stem. */
  texts: readonly SearchedText[]
  /** SQL of the text that is searched for parts of words and words with typos; short, and not null. */
  plain: string
}

/** Localized columns as they are searched; `plain` names those that are searched for parts and typos too. */
function searchedColumns(
  columns: Readonly<Record<string, 'A' | 'B' | 'C'>>,
  plain: readonly string[],
): Searched {
  return {
    texts: Object.entries(columns).flatMap(([column, weight]): SearchedText[] => [
      { text: `${column} ->> 'DE'`, language: 'german', weight },
      { text: `${column} ->> 'DE_EASY'`, language: 'german', weight },
      { text: `${column} ->> 'EN'`, language: 'english', weight },
    ]),
    plain: plain
      .flatMap((column) => [`${column} ->> 'DE'`, `${column} ->> 'EN'`])
      .map((text) => `coalesce(${text}, '')`)
      .join(` || ' ' || `),
  }
}

/** What of each table is searched. The columns hold it as it was when a row was written: a change needs a migration. */
export const searched = {
  organization: { texts: [{ text: 'name', language: 'german', weight: 'A' }], plain: 'name' },
  initiative: searchedColumns({ title: 'A', summary: 'B', description: 'C' }, ['title', 'summary']),
  municipalService: searchedColumns({ title: 'A', description: 'B' }, ['title', 'description']),
  goods: searchedColumns({ title: 'A' }, ['title']),
} satisfies Record<string, Searched>

/** How the columns `search_vector` and `search_text` are generated. */
export function generatedSearch({ texts, plain }: Searched) {
  return { vector: `(${searchVector(texts)}) stored`, text: `(${foldedText(plain)}) stored` }
}

/**
 * How a column is generated that a German text is sorted by: ä as a, ß as ss, capitals as small letters (DIN 5007-1).
 * Made from built-in functions, so that the order is the same on every server.
 *
 * @param text SQL of the text
 */
export function generatedOrder(text: string): string {
  return `(lower(translate(replace(${text}, 'ß', 'ss'), 'ÄÖÜäöü', 'AOUaou'))) stored`
}

/** SQL of the German title of a row. */
export const germanTitle = `title ->> 'DE'`
