import type { LocalizedText } from '../../../platform/graph/language.js'

/** Stands where somebody stood whose account was erased. */
export const formerMember: LocalizedText = { DE: 'Ehemaliges Mitglied', EN: 'Former member' }
