import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createGraphClient } from '../bin/graph/graph-client.js'
import { type FileRegistration, registerFile } from '../bin/register/register-file.js'
import { anonymous, type Caller } from '../platform/caller/caller.js'
import { createCallerSigner, generateCallerKeys } from '../platform/caller/token.js'
import { parseConfig, subgraphVariable } from '../platform/config/config.js'
import { startEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.js'
import { migrate } from '../platform/database/migrate.js'
import { listen } from '../platform/http/server.js'
import { createServiceApp } from '../platform/service/app.js'
import { seedExample } from '../platform/service/seed.js'
import { subgraphNames } from '../platform/subgraphs.js'
import { createLogger } from '../platform/telemetry/logger.js'
import { city } from '../services/city/service.js'
import { identity } from '../services/identity/service.js'

const defaultRows = 10_000
const organization = 'org-klimawerk'
/** Stands still, so that tokens stay valid as long as it takes. */
const now = new Date('2026-11-23T07:00:00Z')
/** How long questions are asked with no registration beside them, ms. */
const aloneMs = 10_000

/**
 * `node dist/bench/bulk-registration.js [rows]`: registers a file of complete initiatives, each to be put before the
 * town, by the graph of city, with audit trail and outbox; as a dry run, for real, again when all are there, and while citizens ask.
 */
async function bench(rows: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bindeglied-bench-'))
  const postgres = await startEmbeddedPostgres({ directory: join(folder, 'database'), log: () => {} })
  try {
    const file = join(folder, 'initiatives.csv')
    const second = join(folder, 'second.csv')
    await writeFile(file, csvOf(rows, 'first'))
    await writeFile(second, csvOf(rows, 'second'))
    const service = await startCity(postgres.url)
    try {
      say(`${rows.toLocaleString('en')} rows`)
      const register = registrar(service.ask, rows)
      await register('dry run', { file, dryRun: true, anew: false })
      await register('registered', { file, dryRun: false, anew: false })
      await register('all there already', { file, dryRun: false, anew: true })
      sayQuestions(
        'alone',
        await service.questionsDuring(() => new Promise((done) => setTimeout(done, aloneMs))),
      )
      const times = await service.questionsDuring(() =>
        register('registered while questions are asked', { file: second, dryRun: false, anew: false }),
      )
      sayQuestions('while that ran', times)
      const { events, entries } = await service.traces()
      say(`events in the outbox: ${events}; entries of the audit trail: ${entries}`)
      say(`peak memory of the service: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
    } finally {
      await service.stop()
    }
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Registers files of so many rows, and says how long each took. */
function registrar(ask: ReturnType<typeof createGraphClient>, rows: number) {
  return async (
    what: string,
    { file, dryRun, anew }: Pick<FileRegistration, 'file' | 'dryRun' | 'anew'>,
  ): Promise<void> => {
    const start = performance.now()
    let sentAt = start
    const { status, progress } = await registerFile(
      ask,
      { file, organization, format: 'CSV', dryRun, submit: true, anew, lang: 'EN' },
      {
        signal: new AbortController().signal,
        lookEveryMs: 100,
        onProgress: (text) => {
          if (text.endsWith('sent')) sentAt = performance.now()
        },
      },
    )
    const end = performance.now()
    if (status !== 'FINISHED' || progress.done !== rows || progress.refused > 0) {
      throw new Error(`${what}: ${status} ${JSON.stringify(progress)}`)
    }
    const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
    const rate = Math.round((rows / (end - start)) * 1000).toLocaleString('en')
    say(
      `${what}: ${seconds(start, end)} s (${seconds(start, sentAt)} s sending), ${rate} rows/s, ${JSON.stringify(progress)}`,
    )
  }
}

/** City with its jobs, reached by HTTP as the gateway reaches it. */
async function startCity(databaseUrl: string) {
  const config = parseConfig(await environmentOf(databaseUrl))
  const logger = createLogger(config.log, 'bench')
  await migrate([city, identity], config, logger)
  await seedExample(city, config, logger, now)
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  await owner.query(
    `insert into identity.api_key (id, organization_id, name, prefix, hash, scopes, created_by, created_at, expires_at)
     values ('bench', $1, 'bench', 'bench', sha256('bench'), '{read,initiatives:write}', 'bench', $2, $3)`,
    [organization, now, new Date(now.getTime() + 86_400_000)],
  )
  const before = await counts(owner)
  const app = await createServiceApp(city, { config, logger, clock: () => now })
  const address = await listen(app.server, { host: '127.0.0.1', port: 0, setting: 'HUB_CITY_PORT' })
  app.startJobs()
  const sign = await createCallerSigner(config.caller.privateKey)
  const caller: Caller = {
    subject: 'key:bench',
    roles: [],
    memberships: [{ organization, role: 'MEMBER' }],
    scopes: ['read', 'initiatives:write'],
  }
  const url = `${address}/graphql`
  const { signal } = new AbortController()
  const askAnonymous = createGraphClient({ url, apiKey: await sign(anonymous, city.name, now), signal })
  return {
    ask: createGraphClient({ url, apiKey: await sign(caller, city.name, now), signal }),
    /** Asks one question after the other while something else goes on. */
    async questionsDuring(work: () => Promise<void>): Promise<number[]> {
      const times: number[] = []
      let working = true
      const worked = work().finally(() => {
        working = false
      })
      while (working) {
        const start = performance.now()
        await askAnonymous(
          '{ initiatives(first: 20) { edges { node { title organization { name } } } } }',
          {},
        )
        times.push(performance.now() - start)
      }
      await worked
      return times
    },
    async traces() {
      const after = await counts(owner)
      return { events: after.events - before.events, entries: after.entries - before.entries }
    },
    async stop() {
      await app.close()
      await owner.end()
    },
  }
}

async function counts(owner: pg.Client): Promise<{ events: number; entries: number }> {
  const { rows } = await owner.query(
    'select (select count(*)::int from city.event) as events, (select count(*)::int from audit.entry) as entries',
  )
  return rows[0]
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
    HUB_CALLER_PRIVATE_KEY: keys.privateKey,
    HUB_CALLER_PUBLIC_KEY: keys.publicKey,
    ...Object.fromEntries(passwords),
  }
}

function csvOf(rows: number, prefix: string): string {
  const header =
    'externalId,title_de,title_en,summary_de,description_de,field,districts,lat,lon,startsOn,placeAddress,placeHours_de,phone,phoneHours_de,contactName,contactEmail'
  const description = 'Was geschieht, wo und für wen: ein Absatz, wie ihn eine Vereinsseite hat. '.repeat(6)
  const lines = Array.from(
    { length: rows },
    (_, n) =>
      `${prefix}-${n},Vorhaben ${n} der Nachbarschaft (Beispiel),Initiative ${n},Nachbarn helfen einander beim Vorhaben ${n}.,"${description}",CLIMATE,05370004-01|05370004-06,51.0${n % 100},6.3${n % 100},2027-03-01,Markt 1,werktags 9-12,02431 85-0,werktags,Ada Amsel,ada@klimawerk.example`,
  )
  return [header, ...lines, ''].join('\n')
}

function sayQuestions(when: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1)
  say(`  questions ${when}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms, ${times.length} asked`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

const [argument] = process.argv.slice(2)
await bench(argument === undefined ? defaultRows : Number(argument))
