import { Language, type LocalizedText } from '../graph/language.js'

/**
 * What can be wrong with a value from outside: a closed list of codes, each with what it says to people.
 * `{limit}` stands for the bound that was not kept.
 */
export const problemTexts = {
  MISSING: { DE: 'Diese Angabe fehlt.', EN: 'must not be empty' },
  TOO_LONG: { DE: 'Höchstens {limit} Zeichen sind möglich.', EN: 'is longer than {limit} characters' },
  CONTROL_CHARACTER: {
    DE: 'Der Text enthält ein Steuerzeichen; bitte entfernen.',
    EN: 'has a control character',
  },
  LONE_SURROGATE: {
    DE: 'Der Text enthält ein unvollständiges Zeichen; bitte neu eingeben.',
    EN: 'has a lone surrogate',
  },
  NOT_A_WEB_ADDRESS: {
    DE: 'Bitte eine Webadresse angeben, die mit https:// oder http:// beginnt.',
    EN: 'must be a web address',
  },
  NOT_AN_EMAIL: { DE: 'Bitte eine E-Mail-Adresse angeben.', EN: 'must be an e-mail address' },
  OUT_OF_RANGE: { DE: 'Der Wert liegt außerhalb des Möglichen.', EN: 'is out of range' },
  TOO_MANY: { DE: 'Höchstens {limit} Einträge sind möglich.', EN: 'has more than {limit} entries' },
  TOO_FEW: { DE: 'Mindestens {limit} Einträge sind nötig.', EN: 'has fewer than {limit} entries' },
  INVALID: { DE: 'Diese Angabe ist so nicht möglich.', EN: 'is not possible like this' },
  UNKNOWN: { DE: 'Dazu gibt es hier nichts.', EN: 'names nothing that is here' },
  PERIOD_REVERSED: { DE: 'Das Ende liegt vor dem Anfang.', EN: 'ends before it begins' },
} as const satisfies Record<string, LocalizedText>

export type ProblemCode = keyof typeof problemTexts

/** Something that is wrong with one part of an input. */
export interface Problem {
  /** From the argument to the part, as in the path of a GraphQL error. */
  path: readonly (string | number)[]
  /** From a closed list. */
  code: string
  /** What to do, in the language that was asked for. */
  message: string
}

/** A problem at a place, said in a language. */
export function problem(
  path: readonly (string | number)[],
  code: ProblemCode,
  lang: Language,
  limit?: number | string,
): Problem {
  return { path, code, message: textOf(code, lang, limit) }
}

/** What zod's refinements carry, so that `checked` can tell the code and say it in any language. */
export function says(code: ProblemCode, limit?: number) {
  return { error: textOf(code, Language.EN, limit), params: { problem: code, limit } }
}

function textOf(code: ProblemCode, lang: Language, limit: number | string = ''): string {
  const text: LocalizedText = problemTexts[code]
  return (text[lang] ?? text.DE).replace('{limit}', String(limit))
}
