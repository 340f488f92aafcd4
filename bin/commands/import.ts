import { writeFile } from 'node:fs/promises'
import { type Config, parseConfig } from '../../platform/config/config.js'
import { openDatabase } from '../../platform/database/database.js'
import { serviceDatabaseUrl } from '../../platform/database/roles.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { feedFormat, feedTables } from '../../platform/feeds/formats.js'
import { ImportEmpty, importFeed } from '../../platform/feeds/import-feed.js'
import type { ImportReport } from '../../platform/feeds/report.js'
import { openSource } from '../../platform/feeds/source/open-source.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { withDatabase } from '../database.js'
import { services } from '../services.js'
import { createProgress, printProblems, printReport } from './import-screen.js'

interface ImportOptions {
  feed?: string
  organization?: string
  initiative?: string
  report?: string
  allowPrivate?: boolean
}

/**
 * `hub import`: brings a partner's file or address into its field's tables.
 *
 * @throws HubError FORMAT_UNKNOWN, FORMAT_UNRECOGNIZED, IMPORT_EMPTY, SOURCE_UNAVAILABLE, SOURCE_TOO_LARGE,
 *   ADDRESS_REFUSED, DATABASE_UNAVAILABLE
 */
export async function importCommand(field: string, format: string, location: string, options: ImportOptions) {
  const service = services.find(({ name }) => name === field)
  if (!service)
    throw new HubError(
      'FORMAT_UNKNOWN',
      `There is no field "${field}": ${services.map((s) => s.name).join(', ')}.`,
    )
  const config = parseConfig(process.env)
  try {
    const report = await withDatabase(config, [service.name], (complete) =>
      run(service, format, location, options, complete),
    )
    printReport(report)
    await writeReport(report, options)
  } catch (error) {
    if (error instanceof ImportEmpty) {
      printProblems('Skipped', error.report.problems, error.report.skipped)
      await writeReport(error.report, options)
    }
    if (error instanceof HubError && error.code === 'ADDRESS_REFUSED') {
      throw new HubError(error.code, `${error.message} If it is one of yours, add --allow-private.`)
    }
    throw error
  }
}

async function writeReport(report: ImportReport, { report: file }: ImportOptions): Promise<void> {
  if (file !== undefined) await writeFile(file, `${JSON.stringify(report, null, 2)}\n`)
}

async function run(
  service: ServiceDefinition,
  format: string,
  location: string,
  options: ImportOptions,
  config: Config,
) {
  const chosen = feedFormat(service, format)
  const cancelled = new AbortController()
  const cancel = () => cancelled.abort(new HubError('SOURCE_UNAVAILABLE', 'Cancelled; nothing was changed.'))
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  const database = openDatabase({
    url: serviceDatabaseUrl(service.name, config),
    schema: service.name,
    entities: service.entities,
    poolSize: 1,
    logger: createLogger({ ...config.log, level: 'warn' }, 'import'),
  })
  try {
    const source = await openSource(location, {
      ...config.imports,
      privateAddresses: config.imports.privateAddresses || options.allowPrivate === true,
      signal: cancelled.signal,
    })
    const progress = createProgress(process.stderr)
    try {
      return await importFeed(database, {
        feedId: options.feed ?? feedIdOf(location),
        organizationId: options.organization,
        initiativeId: options.initiative,
        schema: service.name,
        format: chosen,
        tables: feedTables(service),
        source,
        now: new Date(),
        signal: cancelled.signal,
        onProgress: progress.show,
      })
    } finally {
      progress.end()
      await source.close()
    }
  } finally {
    await database.close()
  }
}

/** A feed that is given no name is named after its file or address: `gtfs-google-sample`. */
function feedIdOf(location: string): string {
  const [withoutQuery = ''] = location.split(/[?#]/)
  const lastPart = withoutQuery.replace(/\/+$/, '').split(/[\\/]/).at(-1) ?? ''
  const name = lastPart
    .replace(/\.[A-Za-z0-9]{1,7}$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return name.replace(/^-+|-+$/g, '') || 'feed'
}
