import { parseConfig } from '../../platform/config/config.js'
import { migrate } from '../../platform/database/migrate.js'
import { subgraphNames } from '../../platform/subgraphs.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { withDatabase } from '../database.js'
import { services } from '../services.js'

/** `hub migrate`: prints what was done, a line a service. */
export async function migrateDatabase(): Promise<void> {
  const config = parseConfig(process.env)
  const logger = createLogger({ ...config.log, level: 'warn' }, 'migrate')
  const outcomes = await withDatabase(config, subgraphNames, (complete) =>
    migrate(services, complete, logger),
  )
  for (const { service, applied } of outcomes) {
    process.stdout.write(
      `${service.padEnd(10)} ${applied.length ? `migrated: ${applied.join(', ')}` : 'up to date'}\n`,
    )
  }
}
