import { removeServer } from './remove-server.js'

export default async function globalTeardown() {
  const { testServer } = globalThis
  if (testServer !== undefined) await removeServer(testServer.postgres, testServer.directory)
}
