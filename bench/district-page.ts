import { readFile } from 'node:fs/promises'
import autocannon from 'autocannon'
import { startEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.js'
import { projectFile } from '../platform/project-files.js'
import { districts } from '../platform/town/districts.js'
import { startTestHub } from '../test/kit/hub.js'
import { startHub, withStateFolder } from './hub-process.js'

const connections = 20
const warmUpSeconds = 5
const seconds = 30
const query = await readFile(projectFile('docs/district-page.graphql'), 'utf8')
const bodies = districts.map(({ id }) => JSON.stringify({ query, variables: { id } }))

await withStateFolder(async (folder) => {
  const hub = await startHub(folder)
  try {
    const url = `${hub.address}/graphql`
    await load(url, warmUpSeconds)
    const result = await load(url, seconds)
    const failed = result.errors + result.non2xx
    process.stdout.write(
      [
        `node ${process.version}; ${connections} connections, closed loop, ${seconds} s after ${warmUpSeconds} s of warm-up`,
        `pages/s ${result.requests.average.toFixed(0)}, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms, failed ${failed}`,
        '',
      ].join('\n'),
    )
  } finally {
    await hub.stop()
  }
})

await withStateFolder(async (folder) => {
  process.stdout.write(`SQL statements per page: ${(await countStatements(folder)).join(', ')}\n`)
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

/** Counts at the source: the same services in this process, on a database of their own. */
async function countStatements(folder: string): Promise<string[]> {
  const postgres = await startEmbeddedPostgres({ directory: folder, log: () => {} })
  process.env.HUB_TEST_DATABASE_URL = postgres.url
  const hub = await startTestHub({ now: new Date() })
  try {
    const counts: string[] = []
    for (const first of [1, 5, 50]) {
      const before = hub.statements.length
      const { errors } = await hub.query(query.replaceAll(/first: \d+/g, `first: ${first}`), {
        id: districts[0]?.id,
      })
      if (errors) throw new Error(`the page failed: ${JSON.stringify(errors)}`)
      counts.push(`${hub.statements.length - before} with first: ${first}`)
    }
    return counts
  } finally {
    await hub.stop()
    await postgres.stop()
  }
}
