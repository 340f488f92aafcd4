import type pg from 'pg'
import type { Database } from '../database/database.js'
import { HubError } from '../errors/hub-error.js'
import { districtOf } from '../town/attribution.js'
import { createCopyWriter } from './copy-writer.js'
import type { FeedFormat, FeedSink, FeedTable } from './format.js'
import { addProblem, addWarning, createReport, type ImportReport, rowsWritten } from './report.js'
import type { FeedSource } from './source/source.js'

/** On whose behalf a feed is imported; ids of city's entities. */
export interface FeedOwner {
  organizationId?: string
  initiativeId?: string
}

export interface FeedImport extends FeedOwner {
  feedId: string
  /** Schema of the service. */
  schema: string
  format: FeedFormat
  /** Every table a feed of this service may fill, parents before children. */
  tables: readonly FeedTable[]
  source: FeedSource
  now: Date
  signal: AbortSignal
  /** Called now and then while it works. */
  onProgress?: (progress: ImportProgress) => void
}

export interface ImportProgress {
  bytesRead: number
  size: number
  rows: number
}

/** Nothing of a source could be used; the report says why of each record. */
export class ImportEmpty extends HubError {
  constructor(readonly report: ImportReport) {
    const [first] = report.problems
    super(
      'IMPORT_EMPTY',
      `All ${report.skipped} records were refused, so nothing was changed; the first at ${first?.location}: ${first?.reason}`,
    )
  }
}

/** Rows between two calls of `onProgress`. */
const progressInterval = 5_000

/**
 * Imports a feed in one transaction: readers see what it held before or what it holds now, never anything between.
 * What an earlier import of the same feed brought is replaced.
 *
 * @throws HubError FORMAT_UNRECOGNIZED, IMPORT_EMPTY, SOURCE_UNAVAILABLE, SOURCE_TOO_LARGE; nothing is changed then
 */
export async function importFeed(database: Database, feed: FeedImport): Promise<ImportReport> {
  const client = await database.pool.connect()
  const cancel = () => void client.end().catch(() => {})
  feed.signal.addEventListener('abort', cancel)
  try {
    await client.query('begin')
    const report = await replaceFeed(client, feed)
    await client.query('commit')
    client.release()
    return report
  } catch (error) {
    // A connection whose transaction was cut off is not given to anyone else.
    const clean = await client.query('rollback').then(
      () => true,
      () => false,
    )
    client.release(!clean)
    throw error
  } finally {
    feed.signal.removeEventListener('abort', cancel)
  }
}

async function replaceFeed(client: pg.ClientBase, feed: FeedImport): Promise<ImportReport> {
  const report = createReport(feed.feedId)
  // Two imports of one feed run one after the other; imports of different feeds do not wait for each other.
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${feed.schema}.${feed.feedId}`,
  ])
  await forgetFeed(client, feed)
  await client.query(
    `insert into ${feed.schema}.feed
       (id, format, source, organization_id, initiative_id, imported_at, written, skipped, problems)
     values ($1, $2, $3, $4, $5, $6, 0, 0, '[]')`,
    [
      feed.feedId,
      feed.format.name,
      feed.source.location,
      feed.organizationId ?? null,
      feed.initiativeId ?? null,
      feed.now,
    ],
  )
  const writer = createCopyWriter(client, feed.feedId, feed.format.tables)
  await feed.format.read(feed.source, createSink(client, feed, writer, report))
  await writer.flush()
  if (rowsWritten(report) === 0 && report.skipped > 0) throw new ImportEmpty(report)
  await client.query(
    `update ${feed.schema}.feed set written = $2, skipped = $3, problems = $4 where id = $1`,
    [feed.feedId, rowsWritten(report), report.skipped, JSON.stringify(report.problems)],
  )
  return report
}

function createSink(
  client: pg.ClientBase,
  feed: FeedImport,
  writer: ReturnType<typeof createCopyWriter>,
  report: ImportReport,
): FeedSink {
  let rows = 0
  return {
    feedId: feed.feedId,
    signal: feed.signal,
    districtOf,
    async write(table, row) {
      rows += 1
      report.written[table.name] = (report.written[table.name] ?? 0) + 1
      if (rows % progressInterval === 0) {
        feed.signal.throwIfAborted()
        feed.onProgress?.({ bytesRead: feed.source.bytesRead(), size: feed.source.size, rows })
      }
      await writer.write(table, row)
    },
    skip: (location, reason) => addProblem(report, { location, reason }),
    warn: (location, reason) => addWarning(report, { location, reason }),
    async query(text, parameters) {
      await writer.flush()
      return (await client.query(text, parameters as unknown[] | undefined)).rows
    },
  }
}

async function forgetFeed(client: pg.ClientBase, { schema, tables, feedId }: FeedImport): Promise<void> {
  for (const table of [...tables].reverse()) {
    await client.query(`delete from ${table.name} where ${table.rowsOfFeed ?? 'feed_id = $1'}`, [feedId])
  }
  await client.query(`delete from ${schema}.feed where id = $1`, [feedId])
}
