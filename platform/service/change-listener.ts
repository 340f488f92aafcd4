import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { settlesWithin } from '../database/embedded/within.js'
import { messageOf } from '../errors/hub-error.js'
import type { Logger } from '../telemetry/logger.js'

/** How often the database is asked whether it still hears us, ms; each answer is an `alive` to those who listen. */
const aliveEveryMs = 1_000
/** Time the database may take to connect or to answer, ms. */
const patienceMs = 2_000
const pauseBeforeReconnectMs = 500

export interface Follower<Change> {
  changed(change: Change | { kind: 'alive' }): void
  /** Changes may have been missed: whoever follows begins anew. */
  ended(): void
}

export interface ChangeListener<Change> {
  /** Whether every change is heard at the moment. */
  listening(): boolean
  /** @returns ends the following */
  follow(follower: Follower<Change>): () => void
  close(): Promise<void>
}

export interface Listening<Change> {
  databaseUrl: string
  /** Channel of PostgreSQL (NOTIFY). */
  channel: string
  /** Reads what is notified; null for what is none of these changes. */
  read: (payload: string) => Change | null
  /** What changes, for the log: `changes of standings`. */
  what: string
  logger: Logger
}

/**
 * Listens to what the database says of changes (PostgreSQL LISTEN), over a connection of its own. When that is lost all
 * who follow are ended, for what was said meanwhile is lost too.
 */
export function listenForChanges<Change>(listening: Listening<Change>): ChangeListener<Change> {
  const { databaseUrl, channel, read, what, logger } = listening
  const followers = new Set<Follower<Change>>()
  const stopping = new AbortController()
  let hears = false

  const tell = (change: Change | { kind: 'alive' }) => {
    for (const { changed } of followers) changed(change)
  }

  async function listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: patienceMs,
      query_timeout: patienceMs,
    })
    client.on('notification', ({ payload }) => {
      const change = read(payload ?? '')
      if (change !== null) tell(change)
    })
    // What goes wrong between two questions is found by the next one.
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      hears = true
      while (!stopping.signal.aborted) {
        await client.query('select')
        tell({ kind: 'alive' })
        await sleep(aliveEveryMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    } finally {
      hears = false
      for (const follower of [...followers]) follower.ended()
      followers.clear()
      // One whose connecting was given up may never say that it has ended.
      await settlesWithin(
        client.end().catch(() => {}),
        patienceMs,
      )
    }
  }

  async function keepListening(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await listen()
      } catch (error) {
        logger.warn({ error: messageOf(error) }, `${what} are not heard; connecting again`)
        await sleep(pauseBeforeReconnectMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }

  const kept = keepListening()
  return {
    listening: () => hears,
    follow(follower) {
      followers.add(follower)
      return () => followers.delete(follower)
    },
    async close() {
      stopping.abort()
      await kept
    },
  }
}
