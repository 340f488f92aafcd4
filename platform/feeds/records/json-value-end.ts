/** Feeds nest a dozen levels at most; without a bound, nesting alone could exhaust the stack of whoever walks it. */
const maxDepth = 100

const quote = 0x22
const comma = 0x2c
const backslash = 0x5c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d
const space = 0x20

/**
 * Finds where one JSON value ends, over as many chunks as it takes, by counting brackets outside strings.
 * Bytes can be looked at one by one since no part of a longer UTF-8 sequence equals a punctuation mark.
 */
export class JsonValueEnd {
  tooDeep = false
  #depth = 0
  #inString = false
  #escaped = false

  /**
   * Looks through the next chunk.
   *
   * @param from where the value starts or continues
   * @returns index of the first byte after the value, or -1 if the value goes on
   */
  find(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number
      if (this.#inString ? this.#endsString(byte) : this.#endsContainer(byte)) return at + 1
      // A number or a word has no closing mark; what follows it shows that it has ended.
      if (this.#depth === 0 && !this.#inString && isBoundary(byte)) return at
      if (this.tooDeep) return at
    }
    return -1
  }

  #endsString(byte: number): boolean {
    if (this.#escaped) this.#escaped = false
    else if (byte === backslash) this.#escaped = true
    else if (byte === quote) {
      this.#inString = false
      return this.#depth === 0
    }
    return false
  }

  #endsContainer(byte: number): boolean {
    if (byte === quote) this.#inString = true
    else if (byte === openBrace || byte === openBracket) this.tooDeep = ++this.#depth > maxDepth
    else if ((byte === closeBrace || byte === closeBracket) && this.#depth > 0) return --this.#depth === 0
    return false
  }
}

function isBoundary(byte: number): boolean {
  return byte <= space || byte === comma || byte === closeBrace || byte === closeBracket
}
