import pg from 'pg'
import { AuditMigration } from '../audit/migrations.js'
import type { Config } from '../config/config.js'
import { HubError, messageOf } from '../errors/hub-error.js'
import type { ServiceDefinition } from '../service/definition.js'
import type { Logger } from '../telemetry/logger.js'
import { openDatabase } from './database.js'
import { grantAcrossSchemas, provisionDatabase, provisionService } from './provision.js'

/** Key of the lock that keeps two migrations of one database apart; any constant serves. */
const migrationLock = 20_220_186

export interface MigrationOutcome {
  service: string
  /** Names of the migrations that were run now; none if the schema was up to date. */
  applied: string[]
}

/**
 * Brings a database to this version's tables: schemas, roles, then each service's migrations.
 * Several may start at once, one works and the others then find nothing to do.
 *
 * @throws HubError DATABASE_UNAVAILABLE, CONFIG_INVALID
 */
export async function migrate(
  services: readonly ServiceDefinition[],
  config: Config,
  logger: Logger,
): Promise<MigrationOutcome[]> {
  const owner = await connectOwner(config)
  try {
    await owner.query('select pg_advisory_lock($1)', [migrationLock])
    await provisionDatabase(owner)
    await runMigrations({ name: 'audit', entities: [], migrations: [AuditMigration] }, config, logger)
    const outcomes: MigrationOutcome[] = []
    for (const service of services) {
      await provisionService(owner, service.name, config)
      outcomes.push({ service: service.name, applied: await runMigrations(service, config, logger) })
    }
    await grantAcrossSchemas(owner, services, config)
    return outcomes
  } finally {
    await owner.end()
  }
}

type Migrated = Pick<ServiceDefinition, 'entities' | 'migrations'> & { name: string }

async function runMigrations(
  { name: schema, entities, migrations }: Migrated,
  config: Config,
  logger: Logger,
): Promise<string[]> {
  const database = openDatabase({
    url: ownerUrl(config),
    schema,
    entities,
    migrations,
    poolSize: 2,
    logger,
  })
  try {
    const applied = await database.orm.migrator.up()
    return applied.map(({ name }) => name)
  } finally {
    await database.close()
  }
}

async function connectOwner(config: Config): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl(config), connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new HubError(
      'DATABASE_UNAVAILABLE',
      `The database does not answer (${messageOf(error)}): check DATABASE_URL and that the server runs.`,
      { cause: error },
    )
  }
}

function ownerUrl(config: Config): string {
  if (config.database.url !== undefined) return config.database.url
  throw new HubError('CONFIG_INVALID', 'Settings to correct: DATABASE_URL is missing.')
}
