import { randomBytes } from 'node:crypto'

/** Twelve letters that look like those of no other name. */
export function randomName(): string {
  return Array.from(randomBytes(12), (byte) => String.fromCharCode(97 + (byte % 26))).join('')
}
