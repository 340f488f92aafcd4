import { createHash } from 'node:crypto'

/** Longest id kept as it is, characters: an index entry of PostgreSQL holds no more than 2704 bytes. */
const longestId = 300

/**
 * Gives the records of one import ids of their own. Feeds describe one resource several times, or several courses
 * under one name: the second is kept as `…~2`, the third as `…~3`, by the order they stand in, so that
 * the same files lead to the same ids again. A record that stands there twice word for word is kept once.
 */
export class RecordIds {
  readonly #times = new Map<string, number>()
  readonly #contents = new Set<string>()

  /**
   * @param wanted what the record calls itself, or what it is known by
   * @param record the whole record, to compare with the others
   * @returns null if the same record was there before; `isRepeated` if another one wanted the id before
   */
  admit(wanted: string, record: unknown): { id: string; isRepeated: boolean } | null {
    const id = wanted.length > longestId ? digest(wanted) : wanted
    const content = digest(`${id}\n${JSON.stringify(record)}`)
    if (this.#contents.has(content)) return null
    this.#contents.add(content)
    const times = (this.#times.get(id) ?? 0) + 1
    this.#times.set(id, times)
    return times === 1 ? { id, isRepeated: false } : { id: `${id}~${times}`, isRepeated: true }
  }
}

/** A short, stable text for a long one. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
