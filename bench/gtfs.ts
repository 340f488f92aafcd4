import 'reflect-metadata'
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { anonymous } from '../platform/caller/caller.js'
import { createCallerSigner, generateCallerKeys } from '../platform/caller/token.js'
import { parseConfig, subgraphVariable } from '../platform/config/config.js'
import { openDatabase } from '../platform/database/database.js'
import { startEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.js'
import { migrate } from '../platform/database/migrate.js'
import { serviceDatabaseUrl } from '../platform/database/roles.js'
import { feedFormat, feedTables } from '../platform/feeds/formats.js'
import { importFeed } from '../platform/feeds/import-feed.js'
import { rowsWritten } from '../platform/feeds/report.js'
import { openSource } from '../platform/feeds/source/open-source.js'
import { listen } from '../platform/http/server.js'
import { createServiceApp } from '../platform/service/app.js'
import { subgraphNames } from '../platform/subgraphs.js'
import { createLogger } from '../platform/telemetry/logger.js'
import { mobility } from '../services/mobility/service.js'
import { stopId, writeGtfsFeed } from './gtfs-feed.js'

const feedId = 'bench'
const defaultStopTimes = 5_000_000
/** A Tuesday morning within the feed's calendar. */
const now = new Date('2026-03-10T07:00:00Z')
/** How long queries run with no import beside them, ms. */
const aloneMs = 10_000

interface ImportFigures {
  rows: number
  seconds: number
  peakMegabytes: number
}

/**
 * `node dist/bench/gtfs.js [stop times]`: imports a generated feed into an empty database and again over itself, each
 * in a process of its own, and asks for departures all the while.
 */
async function bench(stopTimes: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bindeglied-bench-'))
  const postgres = await startEmbeddedPostgres({ directory: join(folder, 'database'), log: () => {} })
  try {
    const feed = join(folder, 'feed')
    await mkdir(feed)
    await writeGtfsFeed(feed, stopTimes)
    const environment = await environmentOf(postgres.url)
    await migrate(
      [mobility],
      parseConfig(environment),
      createLogger({ level: 'warn', format: 'pretty' }, 'bench'),
    )
    say(`${stopTimes.toLocaleString('en')} stop times`)
    const service = await startQueries(environment)
    try {
      sayImport('into an empty database', await importInOwnProcess(feed, environment))
      sayQueries('alone', await service.queriesDuring(() => new Promise((done) => setTimeout(done, aloneMs))))
      let replaced: ImportFigures | undefined
      const during = await service.queriesDuring(async () => {
        replaced = await importInOwnProcess(feed, environment)
      })
      if (replaced) sayImport('replacing itself', replaced)
      sayQueries('during the import', during)
    } finally {
      await service.stop()
    }
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function environmentOf(databaseUrl: string): Promise<Record<string, string>> {
  const keys = await generateCallerKeys()
  const passwords = subgraphNames.map((name) => [
    subgraphVariable(name, 'DATABASE_PASSWORD'),
    randomBytes(16).toString('hex'),
  ])
  return {
    DATABASE_URL: databaseUrl,
    HUB_LOG_LEVEL: 'warn',
    HUB_MOBILITY_PORT: '0',
    HUB_CALLER_PRIVATE_KEY: keys.privateKey,
    HUB_CALLER_PUBLIC_KEY: keys.publicKey,
    ...Object.fromEntries(passwords),
  }
}

/** Starts the service, and asks it one question after the other while something else goes on. */
async function startQueries(environment: Record<string, string>) {
  const config = parseConfig(environment)
  const app = await createServiceApp(mobility, {
    config,
    logger: createLogger(config.log, 'bench'),
    clock: () => now,
  })
  const address = await listen(app.server, { host: '127.0.0.1', port: 0, setting: 'HUB_MOBILITY_PORT' })
  const token = await (await createCallerSigner(config.caller.privateKey))(anonymous, mobility.name, now)
  let asked = 0
  async function ask(): Promise<number> {
    const start = performance.now()
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: 'query ($id: ID!) { stop(id: $id) { name departures(first: 5) { line headsign at } } }',
        variables: { id: `${feedId}:${stopId((asked++ * 7_919) % 20_000)}` },
      }),
    })
    const { errors } = (await response.json()) as { errors?: unknown[] }
    if (errors) throw new Error(JSON.stringify(errors))
    return performance.now() - start
  }
  return {
    async queriesDuring(work: () => Promise<void>): Promise<number[]> {
      const times: number[] = []
      let working = true
      const worked = work().finally(() => {
        working = false
      })
      while (working) times.push(await ask())
      await worked
      return times
    },
    stop: app.close,
  }
}

function importInOwnProcess(feed: string, environment: Record<string, string>): Promise<ImportFigures> {
  const child = fork(fileURLToPath(import.meta.url), ['import', feed], {
    env: { ...process.env, ...environment },
  })
  return new Promise((resolve, reject) => {
    child.once('message', (figures) => resolve(figures as ImportFigures))
    child.once('exit', (code) => reject(new Error(`the import ended with code ${code}`)))
  })
}

/** What the child process does: the import as `hub import` runs it. */
async function runImport(feed: string): Promise<ImportFigures> {
  const config = parseConfig(process.env)
  const { signal } = new AbortController()
  const database = openDatabase({
    url: serviceDatabaseUrl(mobility.name, config),
    schema: mobility.name,
    entities: mobility.entities,
    poolSize: 1,
    logger: createLogger(config.log, 'import'),
  })
  const source = await openSource(feed, { ...config.imports, signal })
  const start = performance.now()
  const report = await importFeed(database, {
    feedId,
    schema: mobility.name,
    format: feedFormat(mobility, 'gtfs'),
    tables: feedTables(mobility),
    source,
    now,
    signal,
  })
  await source.close()
  await database.close()
  return {
    rows: rowsWritten(report),
    seconds: (performance.now() - start) / 1000,
    // Node gives kilobytes.
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }
}

function sayImport(what: string, { rows, seconds, peakMegabytes }: ImportFigures): void {
  const rate = Math.round(rows / seconds).toLocaleString('en')
  say(`import ${what}: ${seconds.toFixed(1)} s, ${rate} rows/s, peak ${peakMegabytes.toFixed(0)} MB`)
}

function sayQueries(when: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1)
  say(`departures ${when}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms, ${times.length} queries`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

const [argument, feed] = process.argv.slice(2)
if (argument === 'import' && feed !== undefined) process.send?.(await runImport(feed))
else await bench(argument === undefined ? defaultStopTimes : Number(argument))
