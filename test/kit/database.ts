import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { generateCallerKeys } from '../../platform/caller/token.js'
import { type Config, mapSubgraphs, parseConfig } from '../../platform/config/config.js'

export interface TestDatabase {
  /** A config for processes on this database: free ports, own roles, a fresh key pair of the gateway. */
  config: Config
  /** Removes the database, its roles and the state folder. */
  drop(): Promise<void>
}

/** Makes an empty database of its own, so that no test sees another's rows. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.HUB_TEST_DATABASE_URL
  if (server === undefined)
    throw new TypeError('Run tests with the project’s jest config, which starts PostgreSQL')
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(server, (client) => client.query(`create database ${name}`))
  const url = new URL(server)
  url.pathname = `/${name}`
  const stateDirectory = await mkdtemp(join(tmpdir(), 'bindeglied-state-'))
  return {
    config: { ...(await testConfig(url.href, name)), stateDirectory },
    async drop() {
      await dropDatabase(server, url.href, name)
      await rm(stateDirectory, { recursive: true, force: true })
    },
  }
}

async function testConfig(url: string, rolePrefix: string): Promise<Config> {
  const defaults = parseConfig({ HUB_LOG_LEVEL: 'silent', HUB_DATABASE_POOL_SIZE: '4' })
  return {
    ...defaults,
    database: { ...defaults.database, url, rolePrefix },
    caller: await generateCallerKeys(),
    identity: { ...defaults.identity, secret: randomBytes(32).toString('hex') },
    gateway: { ...defaults.gateway, port: 0 },
    subgraphs: mapSubgraphs((name) => ({
      ...defaults.subgraphs[name],
      port: 0,
      databasePassword: randomBytes(16).toString('hex'),
    })),
  }
}

async function dropDatabase(server: string, url: string, name: string): Promise<void> {
  const roles = await withClient(server, async (client) => {
    const { rows } = await client.query('select rolname from pg_roles where rolname like $1', [`${name}\\_%`])
    return rows.map(({ rolname }: { rolname: string }) => pg.escapeIdentifier(rolname))
  })
  if (roles.length > 0) await withClient(url, (client) => client.query(`drop owned by ${roles.join(', ')}`))
  await withClient(server, async (client) => {
    await client.query(`drop database ${name} with (force)`)
    if (roles.length > 0) await client.query(`drop role ${roles.join(', ')}`)
  })
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
