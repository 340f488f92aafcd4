import { anonymous, type Caller } from '../../platform/caller/caller.js'
import { createCallerSigner } from '../../platform/caller/token.js'
import type { Config } from '../../platform/config/config.js'
import { type Database, openDatabase } from '../../platform/database/database.js'
import { migrate } from '../../platform/database/migrate.js'
import { serviceDatabaseUrl } from '../../platform/database/roles.js'
import { feedFormat, feedTables } from '../../platform/feeds/formats.js'
import { importFeed } from '../../platform/feeds/import-feed.js'
import type { ImportReport } from '../../platform/feeds/report.js'
import { openSource } from '../../platform/feeds/source/open-source.js'
import { listen } from '../../platform/http/server.js'
import { createServiceApp } from '../../platform/service/app.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { seedExample } from '../../platform/service/seed.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { createTestDatabase } from './database.js'

export interface GraphqlAnswer {
  // What comes back is asserted, not typed.
  data: Record<string, never> | null
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[]
}

export interface ImportOptions {
  feed?: string
  organization?: string
  initiative?: string
  privateAddresses?: boolean
}

/** One service, running for real on a database of its own. */
export interface RunningService {
  address: string
  config: Config
  database: Database
  /** Texts of all SQL statements the service has run, oldest first. */
  statements: string[]
  setNow(now: Date): void
  /** Asks the subgraph as the gateway does, for an anonymous caller unless another one is given. */
  query(query: string, variables?: Record<string, unknown>, caller?: Caller): Promise<GraphqlAnswer>
  /** Runs one of the service's jobs now. */
  runJob(name: string): Promise<void>
  /** Resolves references of one type, as the gateway does. */
  entities(typeName: string, ids: readonly string[], selection: string): Promise<Record<string, never>[]>
  import(format: string, location: string, options?: ImportOptions): Promise<ImportReport>
  /** Removes every feed and what it brought. */
  forgetFeeds(): Promise<void>
  stop(): Promise<void>
}

export interface StartOptions {
  /** The service's clock; it stands still. */
  now: Date
  /** Whether the example content is written. */
  example?: boolean
  /** Services whose tables are made too, for functions they lend. */
  beside?: readonly ServiceDefinition[]
  /** Settings that differ from those of other tests. */
  adapt?: (config: Config) => Config
}

/** Migrates an empty database for one service and starts it. */
export async function startService(
  service: ServiceDefinition,
  { now, example = false, beside = [], adapt = (config) => config }: StartOptions,
): Promise<RunningService> {
  let moment = now
  const { config: usual, drop } = await createTestDatabase()
  const config = adapt(usual)
  const logger = createLogger(config.log, 'test')
  await migrate([service, ...beside], config, logger)
  if (example) await seedExample(service, config, logger, now)
  const statements: string[] = []
  const app = await createServiceApp(service, {
    config,
    logger,
    clock: () => moment,
    onStatement: (sql) => statements.push(sql),
  })
  const address = await listen(app.server, { host: '127.0.0.1', port: 0, setting: 'none' })
  const database = openDatabase({
    url: serviceDatabaseUrl(service.name, config),
    schema: service.name,
    entities: service.entities,
    migrations: service.migrations,
    poolSize: 2,
    logger,
  })
  const sign = await createCallerSigner(config.caller.privateKey)

  async function query(
    text: string,
    variables?: Record<string, unknown>,
    caller: Caller = anonymous,
  ): Promise<GraphqlAnswer> {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await sign(caller, service.name, moment)}`,
      },
      body: JSON.stringify({ query: text, variables }),
    })
    return (await response.json()) as GraphqlAnswer
  }

  return {
    address,
    config,
    database,
    statements,
    runJob: app.runJob,
    setNow: (next) => {
      moment = next
    },
    query,
    async entities(typeName, ids, selection) {
      const answer = await query(
        `query ($references: [_Any!]!) { _entities(representations: $references) { ... on ${typeName} { ${selection} } } }`,
        { references: ids.map((id) => ({ __typename: typeName, id })) },
      )
      if (answer.errors) throw new Error(`${selection}: ${JSON.stringify(answer.errors)}`)
      return (answer.data as unknown as { _entities: Record<string, never>[] })._entities
    },
    async import(
      format,
      location,
      { feed = 'test', organization, initiative, privateAddresses = false } = {},
    ) {
      const { signal } = new AbortController()
      const chosen = feedFormat(service, format)
      const source = await openSource(location, { ...config.imports, privateAddresses, signal })
      try {
        return await importFeed(database, {
          feedId: feed,
          organizationId: organization,
          initiativeId: initiative,
          schema: service.name,
          format: chosen,
          tables: feedTables(service),
          source,
          now: moment,
          signal,
        })
      } finally {
        await source.close()
      }
    },
    async forgetFeeds() {
      for (const { name } of feedTables(service).reverse()) await database.pool.query(`delete from ${name}`)
      await database.pool.query(`delete from ${service.name}.feed`)
    },
    async stop() {
      await app.close()
      await database.close()
      await drop()
    },
  }
}
