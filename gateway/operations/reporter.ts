import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'
import type { GatewayReport, PartnerReport } from '../../platform/registry/report.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import { inReports } from './reports.js'
import type { UsageCounts } from './usage-counts.js'

/** How often a gateway reports, ms. */
export const reportEveryMs = 5_000
/** A gateway without anything to say says that it is there, ms. */
const aliveEveryMs = 30_000
/** How long the last report may take when the gateway closes, ms. */
const lastReportMs = 1_000
/** Failures in a row before they are worth a warning: services start and restart beside the gateway. */
const quietFailures = 3

export interface ReporterOptions {
  /** @throws HubError BAD_REQUEST for a report that will never be taken; whatever else may pass */
  send: (report: GatewayReport) => Promise<void>
  usage: Pick<UsageCounts, 'take'>
  partners: { takeReports(): PartnerReport[] }
  clock: () => Date
  logger: Logger
  everyMs: number
}

export interface Reporter {
  start(): void
  /** Tries once more to say what has been counted. */
  close(): Promise<void>
}

/**
 * Tells city what the gateway counts. A report that could not be sent is sent again, the same, until it is taken; until
 * then counting goes on where it is done, which is bounded there.
 */
export function createReporter(options: ReporterOptions): Reporter {
  const { everyMs, logger } = options
  const closing = new AbortController()
  const take = takerOf(options)
  let waiting: GatewayReport[] = []
  let failures = 0
  let running = Promise.resolve()

  async function report(): Promise<void> {
    try {
      if (waiting.length === 0) waiting = take()
      for (let [next] = waiting; next !== undefined; [next] = waiting) {
        await sendOrGiveUp(next, options)
        waiting.shift()
      }
      if (failures >= quietFailures) logger.info('reports reach city again')
      failures = 0
    } catch (error) {
      failures += 1
      const level = failures === quietFailures ? 'warn' : 'debug'
      logger[level]({ cause: messageOf(error) }, 'reports do not reach city; counting goes on')
    }
  }

  async function keepReporting(): Promise<void> {
    const { signal } = closing
    while (!signal.aborted) {
      await pause(everyMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await report()
    }
  }

  return {
    start: () => {
      running = keepReporting()
    },
    close: async () => {
      closing.abort()
      const over = new AbortController()
      const overdue = pause(lastReportMs, undefined, { signal: over.signal }).catch(() => {})
      await Promise.race([running.then(report), overdue])
      over.abort()
    },
  }
}

/** @returns what takes the counts, as reports that are not sent yet; none if there is nothing to say */
function takerOf({ usage, partners, clock, logger }: ReporterOptions): () => GatewayReport[] {
  const gateway = randomUUID()
  let sequence = 0
  let from = clock()
  let tooMany = false
  return () => {
    const to = clock()
    const { operations, fields, dropped } = usage.take()
    if (dropped > 0 && !tooMany) {
      logger.warn({ dropped }, 'more operations are asked than are told apart; some are not counted')
    }
    tooMany = dropped > 0
    const reportable = { partners: partners.takeReports(), operations, fields }
    const isEmpty = Object.values(reportable).every((list) => list.length === 0)
    if (isEmpty && sequence > 0 && to.getTime() - from.getTime() < aliveEveryMs) return []
    const time = { from: from.toISOString(), to: to.toISOString() }
    from = to
    return inReports(reportable).map((part) => ({ gateway, sequence: ++sequence, ...time, ...part }))
  }
}

/** A report that will never be taken must not stand in the way of the next. */
async function sendOrGiveUp(report: GatewayReport, { send, logger }: ReporterOptions): Promise<void> {
  try {
    await send(report)
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'BAD_REQUEST') throw error
    logger.error({ cause: error.message }, 'city does not take a report; what was counted in it is lost')
  }
}
