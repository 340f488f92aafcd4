import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import autocannon from 'autocannon'
import pg from 'pg'
import { runningEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.js'
import { projectFile } from '../platform/project-files.js'
import { districts } from '../platform/town/districts.js'
import { startHub, withStateFolder } from './hub-process.js'

const connections = 20
const warmUpSeconds = 5
const seconds = 30
/** Pages asked one by one to count SQL statements. */
const countedPages = 50

const query = await readFile(projectFile('docs/district-page.graphql'), 'utf8')
const bodies = districts.map(({ id }) => JSON.stringify({ query, variables: { id } }))

await withStateFolder(async (folder) => {
  const hub = await startHub(folder)
  try {
    const url = `${hub.address}/graphql`
    await load(url, warmUpSeconds)
    const result = await load(url, seconds)
    const statements = await statementsPerPage(url, join(folder, 'database'))
    const failed = result.errors + result.non2xx
    process.stdout.write(
      [
        `node ${process.version}; ${connections} connections, closed loop, ${seconds} s after ${warmUpSeconds} s of warm-up`,
        `pages/s ${result.requests.average.toFixed(0)}, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms, failed ${failed}`,
        `SQL transactions (one statement each) per page: ${statements.toFixed(2)}`,
        '',
      ].join('\n'),
    )
  } finally {
    await hub.stop()
  }
})

function load(url: string, duration: number) {
  const headers = { 'content-type': 'application/json' }
  return autocannon({
    url,
    connections,
    duration,
    requests: bodies.map((body) => ({ method: 'POST', headers, body })),
  })
}

async function statementsPerPage(url: string, databaseDirectory: string): Promise<number> {
  const client = new pg.Client({ connectionString: await runningEmbeddedPostgres(databaseDirectory) })
  await client.connect()
  const before = await committed(client)
  for (let page = 0; page < countedPages; page++) await ask(url, bodies[page % bodies.length] ?? '')
  const after = await committed(client)
  await client.end()
  return (after - before) / countedPages
}

async function ask(url: string, body: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const { errors } = (await answer.json()) as { errors?: unknown }
  if (errors) throw new Error(`the page failed: ${JSON.stringify(errors)}`)
}

/** Transactions of all services so far. Sessions report within a second of their last statement. */
async function committed(client: pg.Client): Promise<number> {
  await new Promise((done) => setTimeout(done, 2_000))
  await client.query('select pg_stat_force_next_flush()')
  const { rows } = await client.query(
    'select xact_commit::int as count from pg_stat_database where datname = current_database()',
  )
  return rows[0].count
}
