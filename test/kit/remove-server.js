import { rm } from 'node:fs/promises'

/** Ends the run's PostgreSQL and removes what it wrote. */
export async function removeServer(postgres, directory) {
  await postgres.stop()
  await rm(directory, { recursive: true, force: true })
}
