import { z } from 'zod'
import { optionalText } from '../../../../platform/input/text.js'

/** An Address (R4 datatypes). */
export const address = z.object({
  text: optionalText(1_000),
  line: z.array(optionalText(200)).max(20).nullish(),
  postalCode: optionalText(20),
  city: optionalText(200),
  district: optionalText(200),
})

export type Address = z.output<typeof address>

/**
 * An address in one line: its text where that is one line, else its parts, else the lines of the text.
 * Only the parts tell which of a text's lines belong together.
 */
export function oneLine({ text, line, postalCode, city }: Address): string | null {
  const lines = linesOf(text ?? '')
  const street = (line ?? []).filter((part) => part !== null)
  const parts = [...street, [postalCode, city].filter((part) => part !== null).join(' ')].filter(Boolean)
  const complete = street.length > 0 && city !== null
  return (lines.length === 1 || (lines.length > 1 && !complete) ? lines : parts).join(', ') || null
}

/** Everything an address says, for finding out where in the town it is. */
export function wholeAddress({ text, line, postalCode, city, district }: Address): string {
  return [text, ...(line ?? []), postalCode, city, district].filter((part) => part !== null).join(', ')
}

/** gematik's directory writes line breaks as the character references of XML, also in JSON. */
const breaks = /&#(?:13|10|xd|xa);|\n/i

function linesOf(text: string): string[] {
  return text
    .split(breaks)
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/[\s,]+$/, '')
        .trim(),
    )
    .filter(Boolean)
}
