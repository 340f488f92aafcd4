import autocannon from 'autocannon'
import { Kysely, PostgresDialect, type RawBuilder } from 'kysely'
import pg from 'pg'
import 'reflect-metadata'
import { anonymous } from '../platform/caller/caller.js'
import type { SubgraphContext } from '../platform/graph/context.js'
import { page } from '../platform/graph/list.js'
import { Field } from '../services/city/field.js'
import type { InitiativeFilter } from '../services/city/initiative/initiative.filter.js'
import { initiativeList } from '../services/city/initiative/initiative.queries.js'
import { InitiativeStatus } from '../services/city/initiative/initiative-status.js'
import { startHub, withStateFolder } from './hub-process.js'
import { connectOwner } from './owner.js'

const initiatives = 100_000
const connections = 4
const warmUpSeconds = 3
const seconds = 10

const all: Omit<InitiativeFilter, 'status'> = {
  text: 'Fahrrad',
  field: Field.MOBILITY,
  district: '05370004-03',
  near: { lat: 51.08, lon: 6.3, radius: 5_000 },
}
const searches: Record<string, Partial<InitiativeFilter>> = {
  'text + field + district + near': all,
  'text alone, a common word': { text: 'Fahrrad' },
  'text alone, a rare word': { text: 'Sternwarte' },
  'text alone, with a typo': { text: 'Sternwahrte' },
  'field + district': { field: Field.MOBILITY, district: '05370004-03' },
  'near alone': { near: { lat: 51.08, lon: 6.3, radius: 1_000 } },
}

const query = `query ($filter: InitiativeFilter) {
  initiatives(first: 20, filter: $filter) { edges { node { id title summary field } } pageInfo { endCursor } } }`

await withStateFolder(async (folder) => {
  const hub = await startHub(folder)
  const owner = await connectOwner(folder)
  try {
    await writeInitiatives(owner)
    process.stdout.write(
      `node ${process.version}; ${initiatives} initiatives; ${connections} connections, closed loop, ${seconds} s a search after ${warmUpSeconds} s of warm-up\n`,
    )
    for (const [name, filter] of Object.entries(searches)) {
      await load(hub.address, filter, warmUpSeconds)
      const { requests, latency, errors, non2xx } = await load(hub.address, filter, seconds)
      process.stdout.write(
        `${name}: ${requests.average.toFixed(0)}/s, p50 ${latency.p50} ms, p99 ${latency.p99} ms, failed ${errors + non2xx}\n`,
      )
    }
    process.stdout.write(`\nplan of text + field + district + near:\n${await planOf(owner, all)}\n`)
  } finally {
    await owner.end()
    await hub.stop()
  }
})

function load(address: string, filter: Partial<InitiativeFilter>, duration: number) {
  return autocannon({
    url: `${address}/graphql`,
    connections,
    duration,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { filter } }),
  })
}

/** Published initiatives; words, fields, districts and places have periods without a common divisor. Written past the trail: it is not what is measured. */
async function writeInitiatives(owner: pg.Client): Promise<void> {
  await owner.query('set session_replication_role = replica')
  await owner.query(
    `insert into city.initiative (id, title, summary, field, status, lat, lon, analog_access, created_at, updated_at, published_at)
     select 'ini-bench-' || n,
       jsonb_build_object('DE', (array['Lesekreis', 'Repaircafé', 'Fahrradwerkstatt', 'Mitfahrbank', 'Chorprobe', 'Gartentag',
         'Sprachcafé', 'Digitalsprechstunde', 'Baumpatenschaft', 'Laufgruppe', 'Spieleabend'])[1 + n % 11] || ' ' || n),
       jsonb_build_object('DE', (array['Wir treffen uns und helfen einander', 'Mit dem Rad zur Schule und zur Arbeit',
         'Alle sind willkommen, auch zum Zuschauen', 'Für Kinder, Eltern und Großeltern', 'Messen, pflanzen, gießen',
         'Gesund bleiben in Bewegung', 'Lernen mit Handy und Tablet'])[1 + n % 7]
         || case when n % 5000 = 0 then ', mit Blick in die Sternwarte' else '' end),
       (array['EDUCATION', 'MOBILITY', 'HEALTH', 'SOCIETY', 'CLIMATE'])[1 + n % 5], 'PUBLISHED',
       51.02 + (n % 997) * 0.00012, 6.2 + (n % 1009) * 0.00022, '[{"kind": "POST", "value": "Beispielweg 1, 41812 Erkelenz", "hours": null}]',
       now(), now(), now()
     from generate_series(1, $1::int) as n`,
    [initiatives],
  )
  await owner.query(
    `insert into city.initiative_district (initiative_id, district_id)
     select 'ini-bench-' || n, '05370004-0' || 1 + n % 9 from generate_series(1, $1::int) as n`,
    [initiatives],
  )
  await owner.query('set session_replication_role = default')
  await owner.query('vacuum analyze city.initiative')
  await owner.query('vacuum analyze city.initiative_district')
}

/** How PostgreSQL answers the very statement the service sends. */
async function planOf(owner: pg.Client, filter: Omit<InitiativeFilter, 'status'>): Promise<string> {
  const pool = new pg.Pool({ max: 1 })
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const lines: string[] = []
  const rows = async <Row>(statement: RawBuilder<Row>): Promise<Row[]> => {
    const { sql, parameters } = statement.compile(kysely)
    const plan = await owner.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers off) ${sql}`, [
      ...parameters,
    ])
    lines.push(...plan.rows.map((row) => row['QUERY PLAN']))
    return []
  }
  const context = { caller: anonymous, database: { rows } } as unknown as SubgraphContext
  const wanted = { ...filter, status: [InitiativeStatus.PUBLISHED] }
  await page(initiativeList(wanted, anonymous), { first: 20, after: null }, context)
  await pool.end()
  return lines.join('\n')
}
