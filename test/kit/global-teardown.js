import { rm } from 'node:fs/promises'

export default async function globalTeardown() {
  const { testServer } = globalThis
  if (testServer === undefined) return
  await testServer.postgres.stop()
  await rm(testServer.directory, { recursive: true, force: true })
}
