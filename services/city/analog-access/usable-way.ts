import { AnalogAccessKind, type StoredAnalogAccess } from './analog-access.js'

/** What keeps people from using a way in, and the part of it that is wrong. */
export type WayFlaw =
  | { part: 'hours'; code: 'MISSING_HOURS' }
  | { part: 'value'; code: 'NOT_A_TELEPHONE_NUMBER' | 'NOT_A_POSTAL_ADDRESS' }

/**
 * What is missing from a way in: a place and a telephone need hours; a telephone needs a number that can be dialled, and
 * a postal address its postal code.
 */
export function flawsOf({ kind, value, hours }: StoredAnalogAccess): WayFlaw[] {
  const flaws: WayFlaw[] = []
  if (kind === AnalogAccessKind.PHONE && !isTelephoneNumber(value)) {
    flaws.push({ part: 'value', code: 'NOT_A_TELEPHONE_NUMBER' })
  }
  if (kind === AnalogAccessKind.POST && !isPostalAddress(value)) {
    flaws.push({ part: 'value', code: 'NOT_A_POSTAL_ADDRESS' })
  }
  if (kind !== AnalogAccessKind.POST && hours === null) flaws.push({ part: 'hours', code: 'MISSING_HOURS' })
  return flaws
}

/**
 * Whether a text begins with a telephone number: 3 digits (110, 115) to 15 (ITU-T E.164). Words may follow, such as whom
 * to ask for.
 */
export function isTelephoneNumber(value: string): boolean {
  const number = /^\+?[\d\s()/.–-]+/.exec(value)?.[0] ?? ''
  const digits = number.replaceAll(/\D/g, '').length
  return digits >= 3 && digits <= 15
}

/** Whether a text has a German postal code with a place behind it, and street or box before it. */
export function isPostalAddress(value: string): boolean {
  return /\p{L}.*(?<!\d)\d{5}\s+\p{L}/su.test(value)
}
