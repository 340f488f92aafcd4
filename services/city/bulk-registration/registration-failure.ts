import { type Language, type LocalizedText, localize } from '../../../platform/graph/language.js'

/** What keeps a registration as a whole from going on: a closed list of codes, each with what it says to people. */
const failureTexts = {
  NOT_CSV: {
    DE: 'Die Datei ist kein lesbares CSV: {detail}',
    EN: 'The file is not usable CSV: {detail}',
  },
  NOT_JSON: {
    DE: 'Die Datei ist kein lesbares JSON: {detail}',
    EN: 'The file is not usable JSON: {detail}',
  },
  NOT_AN_ARRAY: {
    DE: 'Die Datei muss eine JSON-Liste sein: [{…}, {…}].',
    EN: 'The file must be a JSON array: [{…}, {…}].',
  },
  MISSING_COLUMNS: {
    DE: 'In der ersten Zeile fehlen die Spalten {detail}.',
    EN: 'The first line lacks the columns {detail}.',
  },
  UNKNOWN_COLUMNS: {
    DE: 'Die Spalten {detail} gibt es nicht; bitte umbenennen oder weglassen.',
    EN: 'There are no columns {detail}: rename or remove them.',
  },
  REPEATED_COLUMNS: {
    DE: 'Die Spalten {detail} stehen mehrmals in der ersten Zeile.',
    EN: 'The first line names the columns {detail} more than once.',
  },
  EMPTY: { DE: 'Die Datei hat keine Zeilen mit Vorhaben.', EN: 'The file has no rows with initiatives.' },
  TOO_MANY_ROWS: {
    DE: 'Die Datei hat mehr als {detail} Zeilen; bitte aufteilen.',
    EN: 'The file has more than {detail} rows: split it.',
  },
  RIGHTS_LOST: {
    DE: 'Wer sie gestartet hat, darf das für die Organisation nicht mehr. Wer es darf, kann sie fortsetzen.',
    EN: 'Who started it may not do this for the organization any more. Somebody who may can run it on.',
  },
  ORGANIZATION_SUSPENDED: {
    DE: 'Die Organisation ist gesperrt: {detail}',
    EN: 'The organization is suspended: {detail}',
  },
} as const satisfies Record<string, LocalizedText>

export type RegistrationFailureCode = keyof typeof failureTexts

/** Why a registration does not go on, as it is stored. */
export interface StoredFailure {
  code: RegistrationFailureCode
  /** What the text has a gap for. */
  detail: string
}

export function failureText({ code, detail }: StoredFailure, lang: Language): string {
  return localize(failureTexts[code], lang).replace('{detail}', () => detail)
}
