import type { LocalizedText } from '../../../platform/graph/language.js'
import { AnalogAccessKind, type StoredAnalogAccess } from '../analog-access/analog-access.js'

/** A place of the example content; no such house stands there. */
export function atPlace(address: string, hours: LocalizedText): StoredAnalogAccess {
  return { kind: AnalogAccessKind.PLACE, value: `${address} (Beispiel)`, hours }
}

/**
 * A telephone number nobody has: from the range the Bundesnetzagentur keeps free for films.
 *
 * @param last three digits
 */
export function byPhone(last: string, hours: LocalizedText): StoredAnalogAccess {
  return { kind: AnalogAccessKind.PHONE, value: `030 23125 ${last} (Beispiel)`, hours }
}

/** A letter box takes letters day and night. */
export function byPost(address: string): StoredAnalogAccess {
  return { kind: AnalogAccessKind.POST, value: `${address} (Beispiel)`, hours: atAnyTime }
}

const atAnyTime: LocalizedText = { DE: 'jederzeit', EN: 'at any time', DE_EASY: 'Immer.' }

export const weekdayMornings: LocalizedText = {
  DE: 'Montag bis Freitag 8–12 Uhr',
  EN: 'Monday to Friday, 8 am to noon',
  DE_EASY: 'Montag bis Freitag. Von 8 Uhr bis 12 Uhr.',
}

export const weekdays: LocalizedText = {
  DE: 'Montag bis Donnerstag 9–17 Uhr, Freitag 9–13 Uhr',
  EN: 'Monday to Thursday, 9 am to 5 pm; Friday, 9 am to 1 pm',
}

export const wednesdayAfternoons: LocalizedText = {
  DE: 'Mittwoch 15–18 Uhr',
  EN: 'Wednesday, 3 pm to 6 pm',
  DE_EASY: 'Mittwoch. Von 15 Uhr bis 18 Uhr.',
}

export const saturdays: LocalizedText = { DE: 'Samstag 10–14 Uhr', EN: 'Saturday, 10 am to 2 pm' }
