import { setTimeout as pause } from 'node:timers/promises'
import { type StandingChange, standingChange } from '../../platform/caller/standing.js'
import { messageOf } from '../../platform/errors/hub-error.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import type { IdentityConnection } from './identity-connection.js'

/** Identity speaks every second; a stream that is silent for so long is dead, ms. */
const silenceLimitMs = 4_000
const firstPauseMs = 250
const longestPauseMs = 5_000
/** Failures in a row before they are worth a warning: services start and restart beside the gateway. */
const quietFailures = 3

export interface FollowOptions {
  identity: IdentityConnection
  hear: (change: StandingChange) => void
  logger: Logger
  signal: AbortSignal
}

/** Hears every change of standings from identity, again and again over a new stream, until the signal aborts. */
export async function followStandingChanges({
  identity,
  hear,
  logger,
  signal,
}: FollowOptions): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      for await (const change of changesOf(identity, signal)) {
        if (change.kind === 'start') {
          if (failures >= quietFailures) logger.info('changes of sign-ins are heard again')
          failures = 0
        }
        hear(change)
      }
    } catch (error) {
      if (signal.aborted) return
      const level = failures + 1 === quietFailures ? 'warn' : 'debug'
      logger[level]({ cause: messageOf(error) }, 'changes of sign-ins are not heard: each one is asked for')
    }
    await pause(Math.min(firstPauseMs * 2 ** failures, longestPauseMs), undefined, { signal }).catch(() => {})
  }
}

/** One stream. Its end is a failure too: identity ends none while all is well. */
async function* changesOf(identity: IdentityConnection, signal: AbortSignal): AsyncGenerator<StandingChange> {
  const { statusCode, body } = await identity.request('/standings/changes', {
    method: 'GET',
    signal,
    headersTimeout: silenceLimitMs,
    bodyTimeout: silenceLimitMs,
  })
  if (statusCode !== 200) {
    await body.dump()
    throw new Error(`HTTP ${statusCode}`)
  }
  for await (const line of linesOf(body.setEncoding('utf8'))) yield standingChange.parse(JSON.parse(line))
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
