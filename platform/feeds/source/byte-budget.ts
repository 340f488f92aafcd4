import { addAbortSignal, type Readable } from 'node:stream'
import { HubError } from '../../errors/hub-error.js'
import { counted, flow } from '../../outbound/byte-flow.js'

/**
 * Counts what is read of a source against its limit, as the bytes come and whatever a header promised.
 * A file that is read again counts only where it is read further than before.
 */
export class ByteBudget {
  #furthest = new Map<string, number>()
  #total = 0

  /** @param location the source as the user named it, for messages */
  constructor(
    private readonly location: string,
    private readonly limitBytes: number,
  ) {}

  bytesRead(): number {
    return this.#total
  }

  /**
   * The stream, counted; it fails with HubError SOURCE_TOO_LARGE once the budget is spent.
   *
   * @param explain turns what the stream fails with into what the reader sees
   */
  meter(
    file: string,
    stream: Readable,
    signal: AbortSignal,
    explain: (error: unknown) => Error = (error) => error as Error,
  ): Readable {
    let position = 0
    const meter = counted((bytes) => {
      position += bytes
      const furthest = this.#furthest.get(file) ?? 0
      if (position <= furthest) return
      this.#furthest.set(file, position)
      this.#total += position - furthest
      if (this.#total > this.limitBytes) throw this.#exceeded()
    })
    return addAbortSignal(signal, flow(stream, [meter], explain))
  }

  #exceeded(): HubError {
    const message = `${this.location} holds more than ${this.limitBytes} bytes; import it in parts or raise the limit.`
    return new HubError('SOURCE_TOO_LARGE', message)
  }
}
