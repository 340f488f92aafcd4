import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { messageOf } from '../errors/hub-error.js'
import type { Logger } from '../telemetry/logger.js'

/** How often the database is asked whether it still hears us, ms. */
const checkEveryMs = 5_000
/** Time the database may take to connect or to answer, ms. */
const patienceMs = 5_000
const pauseBeforeReconnectMs = 1_000

export interface Hearing {
  /** Address with the credentials of the role that listens. */
  url: string
  channels: readonly string[]
  /** Called for each notification, and for every channel after each connecting: something may have been missed. */
  heard(channel: string): void
  logger: Logger
  signal: AbortSignal
}

/** Hears what is notified on channels of PostgreSQL (LISTEN), over a connection of its own, until the signal is aborted. */
export async function hearNotifications({ url, channels, heard, logger, signal }: Hearing): Promise<void> {
  while (!signal.aborted) {
    try {
      await hearUntilLost({ url, channels, heard, signal })
    } catch (error) {
      if (signal.aborted) return
      logger.warn(
        { error: messageOf(error) },
        'notifications of the database are not heard; connecting again',
      )
      await pause(pauseBeforeReconnectMs, signal)
    }
  }
}

async function hearUntilLost({ url, channels, heard, signal }: Omit<Hearing, 'logger'>): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
  })
  client.on('notification', ({ channel }) => heard(channel))
  // What goes wrong between two questions is found by the next one.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(channels.map((channel) => `listen ${pg.escapeIdentifier(channel)}`).join(';'))
    for (const channel of channels) heard(channel)
    while (!signal.aborted) {
      await client.query('select')
      await pause(checkEveryMs, signal)
    }
  } finally {
    await client.end().catch(() => {})
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {})
}
