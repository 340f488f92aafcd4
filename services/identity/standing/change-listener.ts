import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type StandingChange, standingChange } from '../../../platform/caller/standing.js'
import { messageOf } from '../../../platform/errors/hub-error.js'
import type { Logger } from '../../../platform/telemetry/logger.js'

const channel = 'identity_standing'
/** How often the database is asked whether it still hears us, ms; each answer is an `alive` to those who listen. */
const aliveEveryMs = 1_000
/** Time the database may take to connect or to answer, ms. */
const patienceMs = 2_000
const pauseBeforeReconnectMs = 500

export interface Follower {
  changed(change: StandingChange): void
  /** Changes may have been missed: whoever follows begins anew. */
  ended(): void
}

export interface ChangeListener {
  /** Whether every change is heard at the moment. */
  listening(): boolean
  /** @returns ends the following */
  follow(follower: Follower): () => void
  close(): Promise<void>
}

/**
 * Listens to what the triggers of the tables say about standings (PostgreSQL LISTEN), over a connection of its own.
 * When that is lost all who follow are ended, for what was said meanwhile is lost too.
 */
export function listenForChanges(databaseUrl: string, logger: Logger): ChangeListener {
  const followers = new Set<Follower>()
  const stopping = new AbortController()
  let listening = false

  const tell = (change: StandingChange) => {
    for (const { changed } of followers) changed(change)
  }

  async function listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: patienceMs,
      query_timeout: patienceMs,
    })
    client.on('notification', ({ payload }) => {
      const parsed = standingChange.safeParse(JSON.parse(payload ?? 'null'))
      if (parsed.success) tell(parsed.data)
    })
    // What goes wrong between two questions is found by the next one.
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      listening = true
      while (!stopping.signal.aborted) {
        await client.query('select')
        tell({ kind: 'alive' })
        await sleep(aliveEveryMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    } finally {
      listening = false
      for (const follower of [...followers]) follower.ended()
      followers.clear()
      await client.end().catch(() => {})
    }
  }

  async function keepListening(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await listen()
      } catch (error) {
        logger.warn({ error: messageOf(error) }, 'changes of standings are not heard; connecting again')
        await sleep(pauseBeforeReconnectMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }

  const kept = keepListening()
  return {
    listening: () => listening,
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
