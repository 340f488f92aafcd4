import { parseConfig } from '../../platform/config/config.js'
import { seedExample } from '../../platform/service/seed.js'
import { subgraphNames } from '../../platform/subgraphs.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { withDatabase } from '../database.js'
import { services } from '../services.js'

/** `hub seed`: prints what was done, a line a service. */
export async function seed(): Promise<void> {
  const config = parseConfig(process.env)
  const logger = createLogger({ ...config.log, level: 'warn' }, 'seed')
  await withDatabase(config, subgraphNames, async (complete) => {
    for (const service of services) {
      const seeded = await seedExample(service, complete, logger)
      process.stdout.write(
        `${service.name.padEnd(10)} ${seeded ? 'example content written' : 'has content already'}\n`,
      )
    }
  })
}
