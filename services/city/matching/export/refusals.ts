import { GraphQLError } from 'graphql'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { PageLanguage } from '../../../../platform/pages/language.js'
import type { Table } from './table.js'
import type { Said } from './words.js'

interface Refusal {
  /** RFC 9110, 15.5. */
  status: number
  text: string
}

const signIn: Said = {
  de: 'Diese Tabelle ist für Koordinatorinnen und Koordinatoren der Stadt: Melden Sie sich unter /account an, oder senden Sie ein Zugriffstoken.',
  en: "This table is for the town's coordinators: sign in at /account, or send an access token.",
}

const refusals: Readonly<Record<string, { status: number; text: Said }>> = {
  CALLER_REFUSED: { status: 401, text: signIn },
  UNAUTHENTICATED: { status: 401, text: signIn },
  FORBIDDEN: {
    status: 403,
    text: {
      de: 'Diese Tabelle ist für Koordinatorinnen und Koordinatoren der Stadt.',
      en: "This table is for the town's coordinators.",
    },
  },
}

/** What is answered instead of a table; undefined for a failure nobody could expect. */
export function refusalOf(error: unknown, { usage }: Table, lang: PageLanguage): Refusal | undefined {
  const code = error instanceof HubError ? error.code : codeOf(error)
  if (code === 'BAD_USER_INPUT') return { status: 400, text: usage[lang] }
  const refusal = refusals[code]
  return refusal && { status: refusal.status, text: refusal.text[lang] }
}

function codeOf(error: unknown): string {
  return error instanceof GraphQLError ? String(error.extensions.code) : ''
}
