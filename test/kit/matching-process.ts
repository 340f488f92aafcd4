import 'reflect-metadata'
import type { Config } from '../../platform/config/config.js'
import { openDatabase } from '../../platform/database/database.js'
import { serviceDatabaseUrl } from '../../platform/database/roles.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { matchingRuns } from '../../services/city/matching/run/matching-runs.job.js'
import { city } from '../../services/city/service.js'

// A process of city that does nothing but matching runs, for tests that end it in the middle of one.

const { config, now } = JSON.parse(process.env.MATCHING_PROCESS ?? '') as { config: Config; now: string }
const logger = createLogger(config.log, 'test')
const database = openDatabase({
  url: serviceDatabaseUrl('city', config),
  schema: 'city',
  entities: city.entities,
  poolSize: 2,
  logger,
})
const moment = new Date(now)
const { signal } = new AbortController()
await matchingRuns.run({ config, database, logger, now: moment, clock: () => moment, signal })
await database.close()
