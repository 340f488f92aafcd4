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
  const plain = `replace(lower(translate(${text}, 'ÄÖÜäöüßÀÁÂàáâÈÉÊèéêëÎîÔôÛûÇçÑñyYvV', 'aouaousaaaaaaeeeeeeeiioouuccnniiff')), 'ph', 'f')`
  const mute = '(?<=[aoui])e|(?<=[abd-z])h|c(?=k)|t(?=z)|d(?=t)'
  return `regexp_replace(regexp_replace(${plain}, '${mute}', '', 'g'), '([a-z])\\1+', '\\1', 'g')`
}

/** Where to search. */
export interface SearchedRows {
  /** SQL of the table with its short name, such as `city.initiative as i`. */
  rows: RawBuilder<unknown>
  /** Column made with `searchVector`, by the short name. */
  vector: RawBuilder<unknown>
  /** Column made with `foldedText`, by the short name. */
  folded: RawBuilder<unknown>
}

/** A search as SQL. */
export interface TextSearch {
  /** Whether a row has what is searched for. */
  matches: RawBuilder<boolean>
  /** How well a row that matches fits, higher is better. */
  rank: RawBuilder<number>
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
 * A search for rows that have all words, by their stem ("Fahrrad" in "Fahrräder") or as they sound, also as a part of
 * a word ("Rad" in "Fahrrad"). Where no row of the table has them, words with typos count too.
 *
 * @throws GraphQLError BAD_USER_INPUT if the text has no word in it or more than 200 characters
 */
export function textSearch({ rows, vector, folded }: SearchedRows, text: string): TextSearch {
  const words = wordsOf(text)
  const parts = words
    .filter((word) => word.length >= shortestPart && !fillers.has(word.toLowerCase()))
    .slice(0, mostParts)
  const query = stems(words)
  const byStem = sql`${vector} @@ ${query}`
  if (parts.length === 0)
    return { matches: sql`(${byStem})`, rank: sql`ts_rank(${vector}, ${query})::float8` }

  const exact = sql`(${byStem} or ${all(parts.map((part) => sql`${folded} like '%' || ${asHeard(part)} || '%'`))})`
  const typos = parts.map((part) => whereNone(rows, exact, part))
  const scores = [
    sql`ts_rank(${vector}, ${query})`,
    ...parts.map((part) => sql`coalesce(1.0 / nullif(strpos(${folded}, ${asHeard(part)}), 0), 0)`),
    ...typos.map((typo) => sql`coalesce(public.word_similarity(${typo}, ${folded}), 0)`),
  ]
  return {
    matches: sql`(${exact} or ${all(typos.map((typo) => sql`${typo} operator(public.<%) ${folded}`))})`,
    rank: sql`(${sql.join(scores, sql` + `)})::float8`,
  }
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

function all(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`(${sql.join(conditions, sql` and `)})`
}

const heard = sql.raw(foldedText('given.word'))

/** SQL: a word as `foldedText` writes it; null, which nothing matches, if too little of it is left. */
function asHeard(word: string): RawBuilder<unknown> {
  return sql`(select ${heard} from (values (${word}::text)) as given(word) where length(${heard}) >= ${shortestPart})`
}

/**
 * SQL: a word to compare by likeness if no row matches exactly; else null, which ends the search for typos at once.
 *
 * pg_trgm's operator, which an index serves, reads its limit from a setting. The operator needs this subquery's result
 * first, so the setting is right by then; it ends with the statement's transaction.
 */
function whereNone(rows: RawBuilder<unknown>, exact: RawBuilder<unknown>, word: string): RawBuilder<unknown> {
  return sql`(select ${heard} from (values (${word}::text)) as given(word)
    where not exists (select from ${rows} where ${exact})
    and set_config('pg_trgm.word_similarity_threshold', ${leastSimilarity}, true) is not null)`
}
