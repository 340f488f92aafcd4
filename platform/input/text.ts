import { z } from 'zod'
import { says } from './problem.js'

/**
 * Text from outside that must not be empty: normalized to NFC and trimmed, with \r removed.
 * Refuses control characters other than \n and \t, and lone surrogates, which no database or JSON takes back.
 *
 * @param max longest text accepted, in Unicode characters
 */
export function text(max: number) {
  return cleanText(max).refine((value) => value !== '', says('MISSING'))
}

/** As `text`, but null if the value is missing, null or empty. */
export function optionalText(max: number) {
  return cleanText(max)
    .nullish()
    .transform((value) => value || null)
}

/** Address of a web page or service: http or https, up to 2048 characters, kept as it was written. */
export function webAddress() {
  return z
    .string()
    .trim()
    .max(2048)
    .refine(
      (value) => /^https?:\/\/[^\s\p{Cc}]+$/iu.test(value) && URL.canParse(value),
      // What comes after it reads an address.
      { ...says('NOT_A_WEB_ADDRESS'), abort: true },
    )
}

/** Degrees north, WGS 84, as a number or in digits. */
export const latitude = decimal().pipe(z.number().min(-90).max(90))

/** Degrees east, WGS 84, as a number or in digits. */
export const longitude = decimal().pipe(z.number().min(-180).max(180))

/** ISO 8601 date and time with a zone, such as `2026-03-01T09:30:00+01:00`, with or without seconds, as a Date. */
export const isoInstant = z
  .union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })], {
    error: 'must be a date and time with zone, such as 2026-03-01T09:30:00+01:00',
  })
  .transform((value) => new Date(value))
  // PostgreSQL has no year 0.
  .refine((date) => date.getUTCFullYear() >= 1, 'must be of the year 1 or later')

function cleanText(max: number) {
  return z
    .string()
    .refine((value) => value.isWellFormed(), says('LONE_SURROGATE'))
    .transform((value) => value.replaceAll('\r', '').normalize('NFC').trim())
    .refine((value) => !/(?![\n\t])\p{Cc}/u.test(value), says('CONTROL_CHARACTER'))
    .refine((value) => value.length <= max || [...value].length <= max, says('TOO_LONG', max))
}

/** Not z.coerce.number(), which takes an empty text for 0. */
function decimal() {
  const digits = z
    .string()
    .trim()
    .regex(/^[-+]?\d{1,3}(\.\d+)?$/, 'must be a number')
    .transform(Number)
  return z.union([z.number(), digits])
}
