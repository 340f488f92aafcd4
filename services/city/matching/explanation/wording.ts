import type { Amount } from '../../../../matching/problem.js'
import { Unit } from '../../goods/resource-kind.js'
import type { Gender, Noun } from './kind-nouns.js'

/** Languages obstacles are told in. */
export type Tongue = 'DE' | 'EN'

const locales = { DE: 'de-DE', EN: 'en-GB' } as const

/** Numbers that are written as words. From 1; German has its 1 from the gender. */
const words = {
  DE: ['zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'],
  EN: ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
} as const

/** Forms of German words by the gender of the noun they go with: `none` in the accusative, the others in the nominative. */
export const forms = {
  one: { M: 'ein', F: 'eine', N: 'ein' },
  none: { M: 'keinen', F: 'keine', N: 'kein' },
  pronoun: { M: 'er', F: 'sie', N: 'es' },
  article: { M: 'der', F: 'die', N: 'das' },
  another: { M: 'weiterer', F: 'weitere', N: 'weiteres' },
} as const satisfies Record<string, Record<Gender, string>>

export function number(value: number, tongue: Tongue, digits = 0): string {
  return new Intl.NumberFormat(locales[tongue], { maximumFractionDigits: digits }).format(value)
}

/**
 * How many of something: `drei Räume`, `one room`.
 *
 * @param more whether they are further ones: `ein weiterer Raum`, `three more rooms`
 */
export function counted(count: number, noun: Noun, tongue: Tongue, more = false): string {
  const { one, many } = noun[tongue]
  const said = count === 1 ? oneIn(noun, tongue) : (words[tongue][count - 2] ?? number(count, tongue))
  const further = count === 1 ? forms.another[noun.gender] : 'weitere'
  const added = more ? [tongue === 'DE' ? further : 'more'] : []
  return [said, ...added, count === 1 ? one : many].join(' ')
}

function oneIn({ gender }: Noun, tongue: Tongue): string {
  return tongue === 'DE' ? forms.one[gender] : 'one'
}

/** With a capital letter at the beginning and a full stop at the end. */
export function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** Metres below a kilometre, kilometres with a digit after the point above. */
export function metres(value: number, tongue: Tongue): string {
  return value < 1_000 ? `${number(value, tongue)} m` : `${number(value / 1_000, tongue, 1)} km`
}

type Forms = readonly [one: string, many: string]

const durations: Record<Tongue, Record<'MINUTES' | 'HOURS' | 'DAYS', Forms>> = {
  DE: { MINUTES: ['Minute', 'Minuten'], HOURS: ['Stunde', 'Stunden'], DAYS: ['Tag', 'Tage'] },
  EN: { MINUTES: ['minute', 'minutes'], HOURS: ['hour', 'hours'], DAYS: ['day', 'days'] },
}

const unitNames: Record<Tongue, Record<Unit, Forms>> = {
  DE: {
    [Unit.HOURS]: durations.DE.HOURS,
    [Unit.DAYS]: durations.DE.DAYS,
    [Unit.EUROS]: ['Euro', 'Euro'],
    [Unit.PIECES]: ['Stück', 'Stück'],
    [Unit.SEATS]: ['Platz', 'Plätze'],
    [Unit.SQUARE_METRES]: ['Quadratmeter', 'Quadratmeter'],
  },
  EN: {
    [Unit.HOURS]: durations.EN.HOURS,
    [Unit.DAYS]: durations.EN.DAYS,
    [Unit.EUROS]: ['euro', 'euros'],
    [Unit.PIECES]: ['piece', 'pieces'],
    [Unit.SEATS]: ['seat', 'seats'],
    [Unit.SQUARE_METRES]: ['square metre', 'square metres'],
  },
}

/** What several of a unit are called. */
export function unitName(unit: Unit, tongue: Tongue): string {
  return unitNames[tongue][unit][1]
}

/** An amount of something, and whether it is exactly one, for the verb that goes with it. */
export interface Measured {
  text: string
  isOne: boolean
}

function measured(value: number, [one, many]: Forms, tongue: Tongue, digits = 0): Measured {
  const isOne = value === 1
  return { text: `${number(value, tongue, digits)} ${isOne ? one : many}`, isOne }
}

/** Up to two hours in minutes, more in hours. */
export function minutes(value: number, tongue: Tongue): Measured {
  return value < 120
    ? measured(value, durations[tongue].MINUTES, tongue)
    : measured(value / 60, durations[tongue].HOURS, tongue, 1)
}

export function days(value: number, tongue: Tongue): Measured {
  return measured(value, durations[tongue].DAYS, tongue)
}

export function quantity(amount: Amount, unit: Unit, tongue: Tongue): Measured {
  return measured(amount / 100, unitNames[tongue][unit], tongue, 2)
}

/** `A`, `A und B`, `A, B und C`. */
export function listed(texts: readonly string[], tongue: Tongue): string {
  return new Intl.ListFormat(locales[tongue], { type: 'conjunction' }).format(texts)
}
