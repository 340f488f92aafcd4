import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { HubError } from '../../errors/hub-error.js'
import { explain } from './explain.js'
import { readPostmaster } from './postmaster.js'
import type { Server } from './server.js'
import { settlesWithin } from './within.js'

/** Milliseconds between two looks; a warm start takes about a hundred. */
const lookEveryMs = 10

/**
 * Waits until a client can connect.
 *
 * @param waitMs how long at most; recovery after a crash may take a while
 * @throws HubError DATABASE_UNAVAILABLE with the server's last lines, when it ends, takes too long or refuses the password
 */
export async function whenReady(server: Server, data: string, url: string, waitMs: number): Promise<void> {
  const deadline = Date.now() + waitMs
  while (Date.now() < deadline) {
    if (await settlesWithin(server.ended, lookEveryMs)) return endedTooEarly(server)
    const postmaster = await readPostmaster(data)
    // The file of a server that died before stays until this one writes its own.
    if (postmaster?.pid === server.pid && postmaster.ready && (await connects(url))) return
  }
  throw new HubError(
    'DATABASE_UNAVAILABLE',
    `PostgreSQL was not ready within ${waitMs / 1000} s. ${explain(server.lines)}`,
  )
}

async function endedTooEarly(server: Server): Promise<never> {
  const { code, signal } = await server.ended
  // Its last words may still be in the pipe.
  await sleep(50)
  throw new HubError(
    'DATABASE_UNAVAILABLE',
    `PostgreSQL ended with ${signal ?? code} at its start. ${explain(server.lines)}`,
  )
}

async function connects(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // A connection lost while it closes must not end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (error) {
    if ((error as { code?: string }).code !== invalidPassword) return false
    throw new HubError(
      'DATABASE_UNAVAILABLE',
      "The stored password is not the database's: bring the password file and the data back from the same backup.",
      { cause: error },
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/** SQLSTATE, PostgreSQL's appendix A. */
const invalidPassword = '28P01'
