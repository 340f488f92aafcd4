import { setTimeout as pause } from 'node:timers/promises'
import type { ZodType } from 'zod'
import { messageOf } from '../../platform/errors/hub-error.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import type { ServiceConnection } from './connection.js'

/** A service speaks every second; a stream that is silent for so long is dead, ms. */
const silenceLimitMs = 4_000
const firstPauseMs = 250
const longestPauseMs = 5_000
/** Failures in a row before they are worth a warning: services start and restart beside the gateway. */
const quietFailures = 3

export interface FollowOptions<Change extends { kind: string }> {
  connection: ServiceConnection
  /** Of the stream: a JSON object a line, the first one of the kind `start`. */
  path: string
  line: ZodType<Change>
  hear: (change: Change) => void
  /** What changes, for the log: `changes of sign-ins`. */
  what: string
  logger: Logger
  signal: AbortSignal
}

/** Hears every change a service tells, again and again over a new stream, until the signal aborts. */
export async function followChanges<Change extends { kind: string }>(
  options: FollowOptions<Change>,
): Promise<void> {
  const { hear, what, logger, signal } = options
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      for await (const change of changesOf(options)) {
        if (change.kind === 'start') {
          if (failures >= quietFailures) logger.info(`${what} are heard again`)
          failures = 0
        }
        hear(change)
      }
    } catch (error) {
      if (signal.aborted) return
      const level = failures + 1 === quietFailures ? 'warn' : 'debug'
      logger[level]({ cause: messageOf(error) }, `${what} are not heard: they are asked for`)
    }
    await pause(Math.min(firstPauseMs * 2 ** failures, longestPauseMs), undefined, { signal }).catch(() => {})
  }
}

/** One stream. Its end is a failure too: a service ends none while all is well. */
async function* changesOf<Change extends { kind: string }>({
  connection,
  path,
  line,
  signal,
}: FollowOptions<Change>): AsyncGenerator<Change> {
  const { statusCode, body } = await connection.request(path, {
    method: 'GET',
    signal,
    headersTimeout: silenceLimitMs,
    bodyTimeout: silenceLimitMs,
  })
  if (statusCode !== 200) {
    await body.dump()
    throw new Error(`HTTP ${statusCode}`)
  }
  for await (const text of linesOf(body.setEncoding('utf8'))) yield line.parse(JSON.parse(text))
  throw new Error('the stream ended')
}

async function* linesOf(body: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of body) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}
