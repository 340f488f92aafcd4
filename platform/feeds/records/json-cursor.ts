import { isUtf8 } from 'node:buffer'
import { HubError, messageOf } from '../../errors/hub-error.js'
import { JsonValueEnd } from './json-value-end.js'

const bom = [0xef, 0xbb, 0xbf]
const space = 0x20
const newline = 0x0a
const carriageReturn = 0x0d
const tab = 0x09

/**
 * Walks through JSON in a byte stream, one value or punctuation mark at a time, holding one value at most.
 * It only finds where a value ends; JSON.parse reads and checks what is in it.
 * Everything here throws HubError FORMAT_UNRECOGNIZED with the byte offset when the text is not JSON (RFC 8259).
 */
export class JsonCursor {
  #chunks: AsyncIterator<Buffer>
  #chunk: Buffer = Buffer.alloc(0)
  #at = 0
  #bytesBefore = 0

  /** @param file name of the file, for messages */
  constructor(
    stream: AsyncIterable<Buffer>,
    private readonly file: string,
  ) {
    this.#chunks = stream[Symbol.asyncIterator]()
  }

  /** Bytes read so far. */
  get offset(): number {
    return this.#bytesBefore + this.#at
  }

  /** The next byte that is not white space, without taking it; undefined at the end. */
  async peek(): Promise<number | undefined> {
    do {
      for (; this.#at < this.#chunk.length; this.#at++) {
        const byte = this.#chunk[this.#at]
        if (byte !== space && byte !== newline && byte !== carriageReturn && byte !== tab) return byte
      }
    } while (await this.#advance())
    return undefined
  }

  async skipByteOrderMark(): Promise<void> {
    if ((await this.peek()) !== bom[0]) return
    for (const byte of bom) await this.take(byte)
  }

  /** Takes the byte if it comes next, and says whether it did. */
  async takeIf(byte: number): Promise<boolean> {
    if ((await this.peek()) !== byte) return false
    this.#at++
    return true
  }

  async take(byte: number): Promise<void> {
    if (!(await this.takeIf(byte))) throw this.#notJson(`expected ${String.fromCharCode(byte)}`, this.offset)
  }

  async end(): Promise<void> {
    if ((await this.peek()) !== undefined) throw this.#notJson('expected the end of the file', this.offset)
  }

  async key(limitBytes: number): Promise<string> {
    if ((await this.peek()) !== 0x22) throw this.#notJson('expected a member name', this.offset)
    return String(await this.value(limitBytes))
  }

  /** @param limitBytes the longest value accepted */
  async value(limitBytes: number): Promise<unknown> {
    await this.peek()
    const start = this.offset
    const bytes = await this.#valueBytes(limitBytes)
    if (!isUtf8(bytes)) throw this.#notJson('the text is not UTF-8', start)
    const text = bytes.toString()
    try {
      return JSON.parse(text)
    } catch (error) {
      throw this.#notJson(
        messageOf(error).replace(/ in JSON at position .*/, ''),
        start + errorOffset(error, text),
      )
    }
  }

  /** Stops reading the stream; has no effect once it has ended. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  async #valueBytes(limitBytes: number): Promise<Buffer> {
    const parts: Buffer[] = []
    const start = this.offset
    const valueEnd = new JsonValueEnd()
    let end = -1
    do {
      end = valueEnd.find(this.#chunk, this.#at)
      if (valueEnd.tooDeep) throw this.#notJson('values are nested too deeply', start)
      const part = this.#chunk.subarray(this.#at, end < 0 ? undefined : end)
      parts.push(part)
      this.#at += part.length
      if (this.offset - start > limitBytes) {
        throw this.#notJson('a value is too long', start)
      }
    } while (end < 0 && (await this.#advance()))
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
  }

  async #advance(): Promise<boolean> {
    const next = await this.#chunks.next()
    if (next.done) return false
    this.#bytesBefore += this.#chunk.length
    this.#chunk = next.value
    this.#at = 0
    return true
  }

  #notJson(reason: string, offset: number): HubError {
    return new HubError(
      'FORMAT_UNRECOGNIZED',
      `${this.file} is not usable JSON at byte ${offset}: ${reason}.`,
    )
  }
}

/** Bytes before the place JSON.parse complains about; 0 where it quotes the place instead of naming it. */
function errorOffset(error: unknown, text: string): number {
  const position = /at position (\d+)/.exec(messageOf(error))?.[1]
  return Buffer.byteLength(text.slice(0, Number(position ?? 0)))
}
