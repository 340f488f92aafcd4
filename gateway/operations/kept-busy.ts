import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { messageOf } from '../../platform/errors/hub-error.js'
import { systemCode } from '../../platform/errors/system-code.js'
import { writeWhole } from '../../platform/files/write-whole.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import type { RegisteredOperations } from './registered-operations.js'
import type { UsageCounts } from './usage-counts.js'
import { hasValues } from './values-in.js'

/** How many are kept. */
const mostKept = 100
/** How often they are, ms; an end of the process that nobody announces costs so much of the list. */
export const keepBusyEveryMs = 5 * 60_000

const keptFile = z.object({
  operations: z.array(z.object({ text: z.string(), name: z.string().nullable() })).max(mostKept),
})

export interface KeptBusyOptions {
  /** Undefined: nothing is kept. */
  file: string | undefined
  usage: Pick<UsageCounts, 'busiest' | 'recall'>
  registered: Pick<RegisteredOperations, 'has'>
  logger: Logger
  everyMs: number
}

/** The operations that are asked most, from one run of the gateway to the next, so that it knows them when it starts. */
export interface KeptBusy {
  /** Takes up those of the last run. */
  restore(): Promise<void>
  /** Keeps them now and then from now on. */
  start(): void
  /** Keeps them a last time. */
  close(): Promise<void>
}

export function createKeptBusy({ file, usage, registered, logger, everyMs }: KeptBusyOptions): KeptBusy {
  const closing = new AbortController()
  let running = Promise.resolve()

  async function keep(): Promise<void> {
    if (file === undefined) return
    try {
      // What people may have written into an operation stays in memory; what an app has registered is public.
      const operations = usage
        .busiest(mostKept)
        .filter(({ text }) => registered.has(text) || !hasValues(text))
      await mkdir(dirname(file), { recursive: true })
      await writeWhole(file, JSON.stringify({ operations }))
    } catch (error) {
      logger.warn({ cause: messageOf(error) }, 'the busiest operations could not be kept for the next start')
    }
  }

  async function keepNowAndThen(): Promise<void> {
    const { signal } = closing
    while (!signal.aborted) {
      await pause(everyMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await keep()
    }
  }

  return {
    restore: async () => {
      if (file === undefined) return
      try {
        usage.recall(keptFile.parse(JSON.parse(await readFile(file, 'utf8'))).operations)
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return
        logger.warn({ cause: messageOf(error) }, 'the busiest operations of the last run cannot be read')
      }
    },
    start: () => {
      running = keepNowAndThen()
    },
    close: async () => {
      closing.abort()
      await running
      await keep()
    },
  }
}
