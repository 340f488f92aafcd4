import { type Config, parseConfig } from '../../platform/config/config.js'
import { seedExample } from '../../platform/service/seed.js'
import { subgraphNames } from '../../platform/subgraphs.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { withDatabase } from '../database.js'
import { services } from '../services.js'

/** `hub seed`: prints what was done, a line a service. */
export async function seed(): Promise<void> {
  await withDatabase(parseConfig(process.env), subgraphNames, seedServices)
}

/** Writes the example content of every service that holds nothing yet. */
export async function seedServices(config: Config): Promise<void> {
  const logger = createLogger({ ...config.log, level: 'warn' }, 'seed')
  for (const service of services) {
    const seeded = await seedExample(service, config, logger, new Date())
    const outcome = seeded ? 'example content written' : 'has content already'
    process.stdout.write(`${service.name.padEnd(10)} ${outcome}\n`)
  }
}
