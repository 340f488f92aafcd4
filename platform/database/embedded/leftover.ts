import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.js'
import { readPostmaster, whoseProcess } from './postmaster.js'
import { shutDown } from './shut-down.js'

/** Milliseconds between two looks at a process that is not our child. */
const lookEveryMs = 20

/**
 * Stops the server that a killed hub left on a data folder, if one runs. A process that merely got the same id is
 * left alone; PostgreSQL itself would take it for a server of its own when it belongs to the same account, and refuse.
 *
 * @throws HubError DATABASE_UNAVAILABLE when the server cannot be ended
 */
export async function stopLeftover(
  data: string,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<void> {
  const postmaster = await readPostmaster(data)
  if (!postmaster) return
  const whose = await whoseProcess(postmaster.pid, data)

  if (whose === 'server') {
    log(`Stopping the PostgreSQL that an earlier run left behind (process ${postmaster.pid}).`)
    await shutDown(postmaster.pid, binaries, (waitMs) => serverGoneWithin(postmaster.pid, data, waitMs))
  } else if (whose === 'stranger') {
    await rm(join(data, 'postmaster.pid'), { force: true })
  }
}

async function serverGoneWithin(pid: number, data: string, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs
  while ((await whoseProcess(pid, data)) === 'server') {
    if (Date.now() >= deadline) return false
    await sleep(lookEveryMs)
  }
  return true
}
