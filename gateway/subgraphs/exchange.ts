import type { Dispatcher } from 'undici'

export interface Exchange {
  /** Path and query of the address. */
  path: string
  /** Names and values in turn. */
  headers: string[]
  body: string
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal
  /** From the first byte that is sent, or the wish to connect, to the last that is read. */
  timeoutMs: number
  answerLimitBytes: number
}

export interface ExchangedAnswer {
  status: number
  text: string
}

/** More was answered than may be. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'
}

/**
 * Asks once and reads the answer, whatever it says: by undici's lowest interface, which needs no stream for each answer.
 * It ends in time also while a connection is being made, when undici heeds nobody.
 *
 * @param dispatcher without time-outs of its own for answers
 * @throws AnswerTooLarge; else whatever undici says of the connection, or why the request was ended
 */
export function exchange(dispatcher: Dispatcher, request: Exchange): Promise<ExchangedAnswer> {
  return new Promise((resolve, reject) => {
    const { path, headers, body, signal } = request
    if (signal.aborted) return reject(signal.reason)
    dispatcher.dispatch({ method: 'POST', path, headers, body }, new Reception(request, resolve, reject))
  })
}

/** What arrives of one answer. */
class Reception implements Dispatcher.DispatchHandler {
  private readonly deadline: NodeJS.Timeout
  /** Undefined while the connection is being made. */
  private controller: Dispatcher.DispatchController | undefined
  private failure: Error | undefined
  private status = 0
  private readonly chunks: Buffer[] = []
  private length = 0

  constructor(
    private readonly request: Exchange,
    private readonly resolve: (answer: ExchangedAnswer) => void,
    private readonly reject: (reason: unknown) => void,
  ) {
    const { signal, timeoutMs } = request
    this.deadline = setTimeout(giveUp, timeoutMs, this)
    signal.addEventListener('abort', this)
  }

  /** The signal's. */
  handleEvent(): void {
    this.fail(this.request.signal.reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.failure) controller.abort(this.failure)
    else this.controller = controller
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.length += chunk.length
    this.chunks.push(chunk)
    const { answerLimitBytes } = this.request
    if (this.length > answerLimitBytes) this.fail(new AnswerTooLarge(`more than ${answerLimitBytes} bytes`))
  }

  onResponseEnd(): void {
    this.settle()
    const [first] = this.chunks
    const whole = this.chunks.length === 1 ? first : Buffer.concat(this.chunks, this.length)
    this.resolve({ status: this.status, text: String(whole) })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(error)
  }

  fail(failure: Error): void {
    if (this.failure) return
    this.failure = failure
    this.settle()
    this.controller?.abort(failure)
    this.reject(failure)
  }

  private settle(): void {
    clearTimeout(this.deadline)
    this.request.signal.removeEventListener('abort', this)
  }
}

function giveUp(reception: Reception): void {
  reception.fail(new DOMException('The answer was not complete in time.', 'TimeoutError'))
}
