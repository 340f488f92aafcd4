import { type Config, parseConfig } from '../../platform/config/config.js'
import { migrate } from '../../platform/database/migrate.js'
import { subgraphNames } from '../../platform/subgraphs.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { withDatabase } from '../database.js'
import { services } from '../services.js'
import { makeTownsFirstCoordinator } from './coordinator.js'
import { seedServices } from './seed.js'

/** `hub migrate`: prints what was done, a line a service. */
export async function migrateDatabase({ example = false }: { example?: boolean }): Promise<void> {
  const config = parseConfig(process.env)
  await withDatabase(config, subgraphNames, async (complete) => {
    await migrateServices(complete)
    await makeTownsFirstCoordinator(complete)
    if (example) await seedServices(complete)
  })
}

async function migrateServices(config: Config): Promise<void> {
  const logger = createLogger({ ...config.log, level: 'warn' }, 'migrate')
  for (const { service, applied } of await migrate(services, config, logger)) {
    const outcome = applied.length > 0 ? `migrated: ${applied.join(', ')}` : 'up to date'
    process.stdout.write(`${service.padEnd(10)} ${outcome}\n`)
  }
}
