import { type RawBuilder, sql } from 'kysely'
import { badInput } from './connection.js'

/** A text of a row that is searched, as the SQL of a migration. */
export interface SearchedText {
  /** SQL of the text; may be null. */
  text: string
  language: 'german' | 'english'
  /** How much a hit counts, A most. */
  weight: 'A' | 'B' | 'C' | 'D'
}

/**
 * SQL of a `tsvector` over a row's texts, for a generated column: words by their stem, so that "Fahrrad" is found
 * in "Fahrräder". Index it with GIN.
 */
export function searchVector(texts: readonly SearchedText[]): string {
  return texts
    .map(
      ({ text, language, weight }) =>
        `setweight(to_tsvector('${language}', coalesce(${text}, '')), '${weight}')`,
    )
    .join(' || ')
}

/**
 * SQL of a text spelled as it sounds, for a generated column: ä, ae and a are one, doubled letters and a mute h or e
 * are gone, so that "Farrad", "fahrad" and "Fahrrad" are the same. Index it with GIN and `public.gin_trgm_ops`.
 * Changing it needs a migration that writes every column made with it anew.
 *
 * @param text SQL of a text that is not null
 */
export function foldedText(text: string): string {
  const plain = `replace(translate(lower(${text}), 'äöüßàáâèéêëîôûçñyv', 'aousaaaeeeeioucnif'), 'ph', 'f')`
  const audible = `regexp_replace(${plain}, '(?<=[aoui])e|(?<=[abd-z])h|c(?=k)|t(?=z)|d(?=t)', '', 'g')`
  // One call for each letter takes a third of the time of one regular expression that refers back.
  return [...'abcdefgiklmnoprstuz'].reduce(
    (sql, letter) => `replace(${sql}, '${letter}${letter}', '${letter}')`,
    audible,
  )
}

/** Where to search. */
export interface SearchColumns {
  /** Column made with `searchVector`. */
  vector: RawBuilder<unknown>
  /** Column made with `foldedText`. */
  folded: RawBuilder<unknown>
  /**
   * SQL of the table with the short name the columns are given by, such as `city.initiative as i`. With it, words
   * with typos count only where no row of the table has the words themselves: faster, and no strangers among the hits.
   */
  rows?: RawBuilder<unknown>
}

const longestSearch = 200
/** Shorter words are too common inside others to be looked for there, and no index helps. */
const shortestPart = 3
/** Every further word makes the search dearer and its result no better. */
const mostParts = 8
/** Share of equal trigrams from which a word counts as meant; one wrong letter in eight leaves half of them. */
const leastSimilarity = '0.45'
/** Words people type between those they mean; PostgreSQL's dictionaries know them too, the search for parts does not. */
const fillers = new Set(
  `als auch auf aus bei bin das dass dem den der des die ein eine einem einen einer eines für gibt hat ich ist kann man
  mein meine mit nach nicht oder sich sie sind und vom von was wie wir wird zum zur über and are for from how the
  there what where with`.split(/\s+/),
)

/**
 * SQL: whether a row has all words of a text, by their stem ("Fahrrad" in "Fahrräder") or as they sound, also as a part
 * of a word ("Rad" in "Fahrrad"), or with a typo.
 *
 * @throws GraphQLError BAD_USER_INPUT if the text has no word in it or more than 200 characters
 */
export function matchesText(columns: SearchColumns, text: string): RawBuilder<boolean> {
  const words = wordsOf(text)
  const parts = partsOf(words)
  if (parts.length === 0) return sql`(${hasStems(columns, words)})`
  const typos = parts.map(
    (part) => sql`${unlessExact(columns, words, part)} operator(public.<%) ${columns.folded}`,
  )
  return sql`(${isExact(columns, words)} or ${all(typos)})`
}

/**
 * SQL: how well a row that matches fits, higher is better: stems by their weight, then how early a part stands in the
 * text, or how alike a word with a typo is.
 *
 * @throws GraphQLError BAD_USER_INPUT as `matchesText`
 */
export function textRank(columns: SearchColumns, text: string): RawBuilder<number> {
  const { vector, folded } = columns
  const words = wordsOf(text)
  const scores = partsOf(words).flatMap((part) => [
    sql`coalesce(1.0 / nullif(strpos(${folded}, ${asHeard(part)}), 0), 0)`,
    sql`coalesce(public.word_similarity(${unlessExact(columns, words, part)}, ${folded}), 0)`,
  ])
  return sql<number>`(${sql.join([sql`ts_rank(${vector}, ${stems(words)})`, ...scores], sql` + `)})::float8`
}

function wordsOf(text: string): string[] {
  if (text.length > longestSearch) throw badInput(`"text" has more than ${longestSearch} characters.`)
  const words = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu)
  if (words === null) throw badInput('"text" has no word to search for.')
  return words
}

/** Words are letters and digits only, so they need no quoting in the language of `to_tsquery`. */
function stems(words: readonly string[]): RawBuilder<unknown> {
  const german = words.map((word) => `(${[...new Set([word, withUmlauts(word)])].join(' | ')})`).join(' & ')
  return sql`(to_tsquery('german', ${german}) || to_tsquery('english', ${words.join(' & ')}))`
}

/** "Fahrraeder" is what people without ä on their keyboard write. */
function withUmlauts(word: string): string {
  return word.replace(/ae/gi, 'ä').replace(/oe/gi, 'ö').replace(/ue/gi, 'ü')
}

function partsOf(words: readonly string[]): string[] {
  return words
    .filter((word) => word.length >= shortestPart && !fillers.has(word.toLowerCase()))
    .slice(0, mostParts)
}

function hasStems({ vector }: SearchColumns, words: readonly string[]): RawBuilder<unknown> {
  return sql`${vector} @@ ${stems(words)}`
}

function isExact(columns: SearchColumns, words: readonly string[]): RawBuilder<unknown> {
  const parts = partsOf(words).map((part) => sql`${columns.folded} like '%' || ${asHeard(part)} || '%'`)
  return sql`(${hasStems(columns, words)} or ${all(parts)})`
}

function all(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`(${sql.join(conditions, sql` and `)})`
}

const heard = sql.raw(foldedText('given.word'))

/** SQL: a word as `foldedText` writes it; null, which nothing matches, if too little of it is left. */
function asHeard(word: string): RawBuilder<unknown> {
  return sql`(select ${heard} from (values (${word}::text)) as given(word) where length(${heard}) >= ${shortestPart})`
}

/**
 * SQL: a word to compare by likeness; null, which ends that at once, where the words are found as they are.
 *
 * pg_trgm's operator, which an index serves, reads its limit from a setting. The operator needs this subquery's result
 * first, so the setting is right by then; it ends with the statement's transaction.
 */
function unlessExact(columns: SearchColumns, words: readonly string[], part: string): RawBuilder<unknown> {
  const none =
    columns.rows === undefined
      ? sql``
      : sql`not exists (select from ${columns.rows} where ${isExact(columns, words)}) and`
  return sql`(select ${heard} from (values (${part}::text)) as given(word)
    where ${none} set_config('pg_trgm.word_similarity_threshold', ${leastSimilarity}, true) is not null)`
}
