import { z } from 'zod'
import { text } from '../../../../platform/input/text.js'

/** Ids may be any text (GTFS Schedule reference, "Field Types", ID). */
export const gtfsId = text(255)

/** 1 is yes, 2 is no, anything else unknown (wheelchair_boarding, wheelchair_accessible). */
export const yesNoUnknown = z
  .string()
  .optional()
  .transform((value) => {
    if (value?.trim() === '1') return true
    return value?.trim() === '2' ? false : null
  })

/** An id that refers to another file's, as `gtfsId` keeps it there. */
export function lookedUp(id: string): string {
  return id.replaceAll('\r', '').normalize('NFC').trim()
}

/** A value as a message quotes it: short, on one line, without characters a database refuses. */
export function quoted(value: string): string {
  const shown = value
    .slice(0, 80)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '\u{FFFD}')
  return `"${shown}"`
}
