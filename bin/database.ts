import { join } from 'node:path'
import { type Config, mapSubgraphs } from '../platform/config/config.js'
import {
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../platform/database/embedded/embedded-postgres.js'
import type { SubgraphName } from '../platform/subgraphs.js'
import { loadSecrets } from './secrets.js'

/** Folder of the embedded database inside the state folder. */
export function embeddedDirectory(config: Config): string {
  return join(config.stateDirectory, 'database')
}

/**
 * Runs a command against the database the hub uses: the configured one, the embedded one of a running hub,
 * or the embedded one started for as long as the command runs. Role passwords that are not configured are those
 * of the state folder.
 *
 * @param roles services whose database roles the command needs
 * @throws HubError DATABASE_UNAVAILABLE, CONFIG_INVALID
 */
export async function withDatabase<T>(
  config: Config,
  roles: readonly SubgraphName[],
  work: (config: Config) => Promise<T>,
): Promise<T> {
  const complete = await withPasswords(config, roles)
  const on = (url: string) => work({ ...complete, database: { ...complete.database, url } })
  if (config.database.url !== undefined) return on(config.database.url)
  const directory = embeddedDirectory(config)
  const running = await runningEmbeddedPostgres(directory)
  if (running !== undefined) return on(running)
  const embedded = await startEmbeddedPostgres({ directory, log: () => {} })
  try {
    return await on(embedded.url)
  } finally {
    await embedded.stop()
  }
}

async function withPasswords(config: Config, roles: readonly SubgraphName[]): Promise<Config> {
  if (roles.every((name) => config.subgraphs[name].databasePassword !== undefined)) return config
  const { databasePasswords } = await loadSecrets(config.stateDirectory)
  return {
    ...config,
    subgraphs: mapSubgraphs((name) => ({
      ...config.subgraphs[name],
      databasePassword: config.subgraphs[name].databasePassword ?? databasePasswords[name],
    })),
  }
}
