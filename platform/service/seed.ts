import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Config } from '../config/config.js'
import { type Database, openDatabase } from '../database/database.js'
import { serviceDatabaseUrl } from '../database/roles.js'
import { feedFormat, feedTables } from '../feeds/formats.js'
import { importFeed } from '../feeds/import-feed.js'
import { openSource } from '../feeds/source/open-source.js'
import type { Logger } from '../telemetry/logger.js'
import type { ServiceDefinition } from './definition.js'
import type { ExampleFeed } from './example.js'

/**
 * Fills a service that holds nothing yet with its example content, through the importers its partners use.
 *
 * @param now moment the feeds are imported at
 * @returns whether anything was written
 * @throws HubError DATABASE_UNAVAILABLE, and whatever an importer finds wrong with an example file
 */
export async function seedExample(
  service: ServiceDefinition,
  config: Config,
  logger: Logger,
  now: Date,
): Promise<boolean> {
  const database = openDatabase({
    url: serviceDatabaseUrl(service.name, config),
    schema: service.name,
    entities: service.entities,
    poolSize: 2,
    logger,
  })
  try {
    if (await holdsContent(service, database)) return false
    await service.example.write?.(database, now)
    for (const feed of service.example.feeds) await importExample(service, feed, { database, config, now })
    return true
  } finally {
    await database.close()
  }
}

async function holdsContent({ example }: ServiceDefinition, database: Database): Promise<boolean> {
  const rows = await database.rows(sql`select from ${sql.table(example.contentTable)} limit 1`)
  return rows.length > 0
}

async function importExample(
  service: ServiceDefinition,
  feed: ExampleFeed,
  { database, config, now }: { database: Database; config: Config; now: Date },
) {
  const { signal } = new AbortController()
  const source = await openSource(fileURLToPath(feed.location), { ...config.imports, signal })
  try {
    await importFeed(database, {
      feedId: feed.id,
      organizationId: feed.organizationId,
      initiativeId: feed.initiativeId,
      schema: service.name,
      format: feedFormat(service, feed.format),
      tables: feedTables(service),
      source,
      now,
      signal,
    })
  } finally {
    await source.close()
  }
}
