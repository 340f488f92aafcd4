import { foldedText, searchVector } from '../../../platform/graph/text-search.js'

/**
 * How the columns a service is searched by are generated from `search`, its texts in one. The tables hold what was
 * generated when a row was written: a change here needs a migration.
 */
export const searchVectorColumn = `(${searchVector([{ text: 'search', language: 'german', weight: 'A' }])}) stored`

export const searchTextColumn = `(${foldedText('search')}) stored`
