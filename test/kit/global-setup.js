// Jest runs this file outside its own module loader, so it is plain JavaScript and uses the built hub.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../dist/platform/database/embedded/embedded-postgres.js'
import { removeServer } from './remove-server.js'

/** One PostgreSQL for the whole run. Nothing in it outlives the run, so it need not wait for the disk. */
export default async function globalSetup() {
  const directory = await mkdtemp(join(tmpdir(), 'bindeglied-test-'))
  const postgres = await startEmbeddedPostgres({
    directory,
    log: () => {},
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  })
  // A run that is broken off never comes to its teardown.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      await removeServer(postgres, directory)
      process.exit(1)
    })
  }
  process.env.HUB_TEST_DATABASE_URL = postgres.url
  globalThis.testServer = { postgres, directory }
}
