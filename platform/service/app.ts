import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { createCallerVerifier } from '../caller/token.js'
import type { Config } from '../config/config.js'
import { type Database, openDatabase } from '../database/database.js'
import { serviceDatabaseUrl } from '../database/roles.js'
import { messageOf } from '../errors/hub-error.js'
import { addSubgraphEndpoint } from '../graph/endpoint.js'
import { buildSubgraph } from '../graph/subgraph.js'
import { createServer } from '../http/server.js'
import type { Logger } from '../telemetry/logger.js'
import type { ServiceDefinition } from './definition.js'
import { startJobs } from './job.js'

/** Largest request the gateway may send: a batch of representations, bytes. */
const bodyLimitBytes = 4 * 1024 * 1024

export interface ServiceAppOptions {
  config: Config
  logger: Logger
  clock: () => Date
  /** Called with the text of every SQL statement, for counting them. */
  onStatement?: (sql: string) => void
}

export interface ServiceApp {
  server: FastifyInstance
  /** Begins with what the service does by itself; closing ends it. */
  startJobs(): void
  /** Runs one of these jobs now. */
  runJob(name: string): Promise<void>
  /** Lets running requests end, then lets go of the database. */
  close(): Promise<void>
}

/**
 * Builds a service, ready to listen.
 *
 * @throws HubError CONFIG_INVALID if the database or the gateway's public key is not configured
 */
export async function createServiceApp(
  service: ServiceDefinition,
  { config, logger, clock, onStatement }: ServiceAppOptions,
): Promise<ServiceApp> {
  const verifyCaller = await createCallerVerifier(config.caller.publicKey, service.name)
  const databaseUrl = serviceDatabaseUrl(service.name, config)
  const database = openDatabase({
    url: databaseUrl,
    schema: service.name,
    entities: service.entities,
    poolSize: config.database.poolSize,
    logger,
    onStatement,
  })
  const server = createServer({
    logger,
    bodyLimitBytes,
    requestTimeoutMs: config.gateway.requestTimeoutMs,
    ready: () => databaseState(database),
  })
  addSubgraphEndpoint(server, {
    subgraph: buildSubgraph(service.graph),
    config,
    database,
    verifyCaller,
    clock,
  })
  await service.addEndpoints?.(server, { config, database, verifyCaller, logger, clock })
  const { jobs = [] } = service
  const stopping = new AbortController()
  const jobContext = { config, database, logger, clock, signal: stopping.signal }
  return {
    server,
    startJobs: () => startJobs(jobs, { ...jobContext, databaseUrl }),
    async runJob(name) {
      const job = jobs.find((each) => each.name === name)
      if (job === undefined) throw new TypeError(`${service.name} has no job "${name}"`)
      await job.run({ ...jobContext, now: clock() })
    },
    async close() {
      stopping.abort()
      await server.close()
      await database.close()
    },
  }
}

async function databaseState(database: Database) {
  try {
    await database.rows(sql`select 1`)
    return { ok: true as const }
  } catch (error) {
    return { ok: false as const, reason: `the database does not answer (${messageOf(error)})` }
  }
}
