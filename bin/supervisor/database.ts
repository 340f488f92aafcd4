import type { Config } from '../../platform/config/config.js'
import { startEmbeddedPostgres } from '../../platform/database/embedded/embedded-postgres.js'
import { messageOf } from '../../platform/errors/hub-error.js'
import { embeddedDirectory } from '../database.js'
import { say } from './screen.js'

export interface HubDatabase {
  /** Address with the owner's credentials. */
  url: string
  /** Where it answers, for people; without credentials. */
  address: string
  state: string
  /** Resolves when a database of ours could not be kept running. */
  failed: Promise<void>
  stop(): Promise<void>
}

/**
 * The configured database, or the embedded one, which is started again on the same port whenever it ends by itself.
 *
 * @throws HubError DATABASE_UNAVAILABLE
 */
export async function startDatabase(config: Config): Promise<HubDatabase> {
  const { url } = config.database
  if (url !== undefined) {
    const never = new Promise<void>(() => {})
    return {
      url,
      address: addressOf(url),
      state: 'given by DATABASE_URL',
      failed: never,
      stop: async () => {},
    }
  }
  const directory = embeddedDirectory(config)
  const start = (port?: number) => startEmbeddedPostgres({ directory, port, log: reportTrouble })
  let postgres = await start()
  let stopping = false
  const port = Number(new URL(postgres.url).port)

  async function watch(): Promise<void> {
    for (;;) {
      await postgres.ended
      if (stopping) return
      say('the database ended by itself; starting it again')
      postgres = await start(port)
      // Told to stop while it was being started again.
      if (stopping) await postgres.stop()
    }
  }

  const watching = watch().catch((error) => say(`the database does not start again: ${messageOf(error)}`))
  return {
    url: postgres.url,
    address: addressOf(postgres.url),
    state: `running, embedded, data in ${directory}`,
    failed: watching.then(() => (stopping ? new Promise<void>(() => {}) : undefined)),
    async stop() {
      stopping = true
      await postgres.stop()
      await watching
    },
  }
}

function addressOf(databaseUrl: string): string {
  const { protocol, host, pathname } = new URL(databaseUrl)
  return `${protocol}//${host}${pathname}`
}

/** PostgreSQL's own log is long; only what an operator must know goes to the screen. */
function reportTrouble(line: string): void {
  if (/\b(FATAL|PANIC)\b/.test(line)) say(`database · ${line}`)
}
