import type { EntitySchema } from '@mikro-orm/core'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM, type SqlEntityManager } from '@mikro-orm/postgresql'
import { Kysely, type RawBuilder } from 'kysely'
import pg from 'pg'
import type { Logger } from '../telemetry/logger.js'
import { ReleasingDialect } from './dialect.js'
import type { MigrationClass } from './migration.js'
import { createTurnstile } from './turnstile.js'

/**
 * Connections no transaction takes. Those that wait for the same row hold one each; without these, nobody could read
 * anything until the last of them is through.
 */
const connectionsForReading = 2

/** OID of PostgreSQL's `date`: read as text, for a calendar day has no time zone to be converted by. */
const dateOid = 1082

export interface DatabaseOptions {
  /** Address with the credentials of the role that is to be used. */
  url: string
  /** PostgreSQL schema of the service; entities without one of their own live there. */
  schema: string
  entities: readonly EntitySchema[]
  migrations?: readonly MigrationClass[]
  poolSize: number
  logger: Logger
  /** Called with the text of every statement, for counting them. */
  onStatement?: (sql: string) => void
}

/** A service's own part of the database: one pool, seen as ORM for writing aggregates and as SQL for reading. */
export interface Database {
  /** PostgreSQL schema of the service. */
  schema: string
  orm: MikroORM
  pool: pg.Pool
  /** Runs one SQL statement built with Kysely's `sql` tag and returns its rows. */
  rows<Row>(statement: RawBuilder<Row>): Promise<Row[]>
  /** Runs work in one transaction: all of it is written, or nothing. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** What may be done within one transaction. */
export interface Transaction {
  /** Entities that are changed or made here are written at the end, and before each statement of `rows`. */
  em: SqlEntityManager
  rows<Row>(statement: RawBuilder<Row>): Promise<Row[]>
}

/** Opens a service's database. Connections are made on first use; an unreachable server fails the first statement. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = openPool(options)
  const turnstile = createTurnstile(Math.max(1, options.poolSize - connectionsForReading))
  const dialect = new ReleasingDialect({ pool })
  const kysely = new Kysely<unknown>({
    dialect,
    log: (event) => options.onStatement?.(event.query.sql),
  })
  const orm = new MikroORM({
    dbName: new URL(options.url).pathname.slice(1),
    driverOptions: dialect,
    schema: options.schema,
    entities: [...options.entities],
    extensions: [Migrator],
    contextName: options.schema,
    discovery: { warnWhenNoEntities: false },
    ignoreUndefinedInQuery: true,
    migrations: {
      migrationsList: [...(options.migrations ?? [])],
      tableName: 'migration',
      snapshot: false,
    },
    // Triggers are the migrations' own, for those of the audit trail are alike on every table.
    schemaGenerator: {
      ignoreSchema: ['audit'],
      ignoreTriggers: true,
      ignoreRoutines: true,
      skipTables: ['migration'],
    },
    logger: (message) => options.logger.debug(message),
  })
  return {
    schema: options.schema,
    orm,
    pool,
    async rows(statement) {
      return (await statement.execute(kysely)).rows
    },
    transaction: (work) =>
      turnstile.pass(() =>
        orm.em.fork().transactional((em) =>
          work({
            em,
            async rows(statement) {
              await em.flush()
              return (await statement.execute(em.getKysely<unknown>())).rows
            },
          }),
        ),
      ),
    async close() {
      await orm.close(true)
      if (!pool.ended) await pool.end()
    },
  }
}

function openPool({ url, poolSize, logger }: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    types: {
      getTypeParser: (oid, format) =>
        oid === dateOid ? (text: string) => text : pg.types.getTypeParser(oid, format),
    },
  })
  // A server that goes away ends idle connections with an event; unheard, it would end the process.
  pool.on('error', (error) => logger.warn({ error: error.message }, 'database connection lost'))
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
