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
  NOT_HTTPS: { DE: 'Bitte eine Adresse angeben, die mit https:// beginnt.', EN: 'must begin with https://' },
  ADDRESS_NOT_PUBLIC: {
    DE: 'Diese Adresse führt in ein internes Netz; möglich sind nur öffentliche.',
    EN: 'leads into an internal network; only public addresses are possible',
  },
  HOST_UNKNOWN: {
    DE: 'Diesen Rechnernamen gibt es nicht; bitte die Adresse prüfen.',
    EN: 'has a host name that cannot be found; check the address',
  },
  NOT_AN_EMAIL: { DE: 'Bitte eine E-Mail-Adresse angeben.', EN: 'must be an e-mail address' },
  OUT_OF_RANGE: { DE: 'Der Wert liegt außerhalb des Möglichen.', EN: 'is out of range' },
  TOO_MANY: { DE: 'Höchstens {limit} Einträge sind möglich.', EN: 'has more than {limit} entries' },
  TOO_FEW: { DE: 'Mindestens {limit} Einträge sind nötig.', EN: 'has fewer than {limit} entries' },
  INVALID: { DE: 'Diese Angabe ist so nicht möglich.', EN: 'is not possible like this' },
  UNKNOWN: { DE: 'Dazu gibt es hier nichts.', EN: 'names nothing that is here' },
  NOT_A_QUARTER: {
    DE: 'Bitte ein Quartal von 2000 bis 2099 angeben, zum Beispiel 2027-Q1.',
    EN: 'must be a quarter from 2000 to 2099, such as 2027-Q1',
  },
  PERIOD_REVERSED: { DE: 'Das Ende liegt vor dem Anfang.', EN: 'ends before it begins' },
  NOT_A_DAY: { DE: 'Bitte einen Tag wie 2027-03-01 angeben.', EN: 'must be a day such as 2027-03-01' },
  NOT_A_TIME: { DE: 'Bitte eine Uhrzeit wie 09:30 angeben.', EN: 'must be a time of day such as 09:30' },
  NOT_AN_AMOUNT: {
    DE: 'Bitte eine Zahl über 0 wie 1250.5 angeben: höchstens 14 Stellen vor dem Punkt und 2 danach.',
    EN: 'must be a number above 0 such as 1250.5, with at most 14 digits before the point and 2 after it',
  },
  NOT_WHOLE: { DE: 'In dieser Einheit gibt es nur ganze Zahlen.', EN: 'must be a whole number in this unit' },
  UNIT_DOES_NOT_FIT: {
    DE: 'Diese Einheit passt nicht zur Art; möglich sind: {limit}.',
    EN: 'does not fit the kind, which is counted in: {limit}',
  },
  ONLY_SPLITTABLE: {
    DE: 'Das geht nur, wenn es teilbar ist.',
    EN: 'is possible only for what is splittable',
  },
  TOO_LITTLE: { DE: 'Von Nutzen ist erst eine Menge ab {limit}.', EN: 'is of no use below {limit}' },
  MORE_THAN_THERE_IS: { DE: 'Das ist mehr als die ganze Menge.', EN: 'is more than the whole amount' },
  WRONG_ENCODING: {
    DE: 'Der Text wurde in der falschen Kodierung gelesen (er enthält das Zeichen �); bitte als UTF-8 speichern.',
    EN: 'was read in the wrong encoding (it has the character �); save it as UTF-8',
  },
  REPEATED: {
    DE: 'Das steht schon in Zeile {limit}; jede Kennung darf nur einmal vorkommen.',
    EN: 'stands in row {limit} already; each id may be there once only',
  },
  TOO_MANY_VALUES: {
    DE: 'Die Zeile hat mehr Werte als Spalten; Texte mit Trennzeichen gehören in Anführungszeichen.',
    EN: 'has more values than there are columns; put texts with separators into quotes',
  },
  NOT_A_SUBGRAPH_NAME: {
    DE: 'Möglich sind 2 bis 40 Kleinbuchstaben (a bis z), Ziffern und Bindestriche, mit einem Buchstaben am Anfang.',
    EN: 'must be 2 to 40 small letters (a to z), digits and dashes, with a letter first',
  },
  NAME_TAKEN: {
    DE: 'Diesen Namen trägt schon etwas anderes; bitte einen anderen wählen.',
    EN: 'is the name of something else already; choose another one',
  },
  NOT_A_PLAIN_ADDRESS: {
    DE: 'Die Adresse darf weder Zugangsdaten noch einen Teil nach ? oder # haben.',
    EN: 'must have neither credentials nor a part after ? or #',
  },
  NEEDS_LOCATION: { DE: 'Dazu wird ein Ort gebraucht.', EN: 'needs a location' },
  NOT_AN_OPERATION: {
    DE: 'Das ist keine GraphQL-Operation: {limit}',
    EN: 'is no GraphQL operation: {limit}',
  },
  NOT_ONE_OPERATION: {
    DE: 'Jeder Text muss genau eine Operation enthalten.',
    EN: 'must hold exactly one operation',
  },
  NOT_IN_GRAPH: { DE: 'Das passt nicht zum Graphen: {limit}', EN: 'does not fit the graph: {limit}' },
  ALL_ZERO: { DE: 'Mindestens ein Wert muss größer als 0 sein.', EN: 'must have a value above 0' },
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
export function says(code: ProblemCode, limit?: number | string) {
  return { error: textOf(code, Language.EN, limit), params: { problem: code, limit } }
}

function textOf(code: ProblemCode, lang: Language, limit: number | string = ''): string {
  const text: LocalizedText = problemTexts[code]
  return (text[lang] ?? text.DE).replace('{limit}', () => String(limit))
}
