import type { Readable } from 'node:stream'

/** One content line, unfolded (RFC 5545, 3.1). */
export interface ContentLine {
  text: string
  /** Physical line it begins on; the first is 1. */
  line: number
  /** Whether its end is missing because it was longer than 256 KiB. */
  cut: boolean
}

const mostBytes = 256 * 1024

/**
 * Reads content lines in batches; blank lines are left out. Lines may end with LF alone.
 * Bytes are put together before they are read as UTF-8, for a fold may stand inside of a character.
 */
export async function* contentLines(stream: Readable): AsyncGenerator<ContentLine[]> {
  const unfolder = new Unfolder()
  let partial = ''
  for await (const chunk of stream) {
    // Latin-1 keeps every byte as one character.
    const lines = (partial + (chunk as Buffer).toString('latin1')).split('\n')
    // A line that never ends is cut here already, so that it does not fill the memory.
    partial = (lines.pop() ?? '').slice(0, mostBytes)
    for (const line of lines) unfolder.take(line)
    yield unfolder.takeBatch()
  }
  unfolder.take(partial)
  unfolder.end()
  yield unfolder.takeBatch()
}

class Unfolder {
  #batch: ContentLine[] = []
  #current: { bytes: string; line: number } | null = null
  #line = 0

  take(physical: string): void {
    this.#line += 1
    const bytes = physical.endsWith('\r') ? physical.slice(0, -1) : physical
    if (this.#current !== null && (bytes.startsWith(' ') || bytes.startsWith('\t'))) {
      if (this.#current.bytes.length < mostBytes) this.#current.bytes += bytes.slice(1)
      return
    }
    this.end()
    this.#current = { bytes, line: this.#line }
  }

  end(): void {
    if (this.#current === null) return
    const { bytes, line } = this.#current
    const text = Buffer.from(bytes.slice(0, mostBytes), 'latin1')
      .toString('utf8')
      .replace(/^\uFEFF/, '')
    if (text.trim() !== '') this.#batch.push({ text, line, cut: bytes.length >= mostBytes })
    this.#current = null
  }

  takeBatch(): ContentLine[] {
    const batch = this.#batch
    this.#batch = []
    return batch
  }
}
