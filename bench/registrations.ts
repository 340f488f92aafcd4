import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import type pg from 'pg'
import { exampleOrganizations } from '../platform/service/example-ids.js'
import { startHub, withStateFolder } from './hub-process.js'
import { connectOwner, makeApiKey } from './owner.js'

const connections = 16
const warmUpSeconds = 5
const seconds = 30

const register = `mutation ($organization: ID!, $input: InitiativeDraftInput!, $key: String!) {
  draftInitiative(organization: $organization, input: $input, idempotencyKey: $key) { id version } }`

await withStateFolder(async (folder) => {
  const hub = await startHub(folder)
  const owner = await connectOwner(folder)
  try {
    const key = await makeApiKey(owner, exampleOrganizations.society, ['initiatives:write'])
    await load(hub.address, key, warmUpSeconds)
    const startedAt = new Date()
    const result = await load(hub.address, key, seconds)
    const failed = result.errors + result.non2xx
    process.stdout.write(
      [
        `node ${process.version}; ${connections} connections, closed loop, ${seconds} s after ${warmUpSeconds} s of warm-up`,
        `registrations/s ${result.requests.average.toFixed(0)}, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms, failed ${failed}`,
        `${await written(owner, startedAt)}`,
        '',
      ].join('\n'),
    )
  } finally {
    await owner.end()
    await hub.stop()
  }
})

function load(address: string, key: string, duration: number) {
  return autocannon({
    url: `${address}/graphql`,
    connections,
    duration,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        setupRequest: (request) => ({ ...request, body: JSON.stringify(registration()) }),
      },
    ],
  })
}

function registration() {
  const input = {
    title: { de: `Lesekreis ${randomUUID().slice(0, 8)} (Beispiel)` },
    summary: { de: 'Wir lesen zusammen und reden darüber.' },
    field: 'SOCIETY',
    districts: ['05370004-06'],
    location: { lat: 51.07, lon: 6.27 },
    analogAccess: [{ kind: 'PHONE', value: '02431 000000', hours: { de: 'Mo bis Fr 9 bis 12 Uhr' } }],
    contact: { name: 'Beispiel', email: 'beispiel@example.org' },
  }
  return {
    query: register,
    variables: { organization: exampleOrganizations.society, input, key: randomUUID() },
  }
}

/** What the run has left, and how long its events waited in the outbox until deliveries were made from them. */
async function written(owner: pg.Client, since: Date): Promise<string> {
  await untilHandedOver(owner)
  const { rows } = await owner.query<Record<string, string>>(
    `select count(*) as events,
       round(1000 * percentile_cont(0.5) within group (order by extract(epoch from handed_over_at - at))) as p50,
       round(1000 * percentile_cont(0.99) within group (order by extract(epoch from handed_over_at - at))) as p99,
       (select count(*) from audit.entry where at >= $2) as entries
     from city.event where at >= $1`,
    [since, since.toISOString()],
  )
  const { events, p50, p99, entries } = rows[0] ?? {}
  return `events ${events}, audit entries ${entries}; from the change to the hand-over p50 ${p50} ms, p99 ${p99} ms`
}

async function untilHandedOver(owner: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await owner.query('select from city.event where handed_over_at is null limit 1')
    if (rowCount === 0) return
    await new Promise((done) => setTimeout(done, 200))
  }
}
