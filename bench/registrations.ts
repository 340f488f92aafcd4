import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import type pg from 'pg'
import { loadSecrets } from '../bin/secrets.js'
import { exampleOrganizations } from '../platform/service/example-ids.js'
import { randomName } from '../test/kit/random-name.js'
import { startHub, withStateFolder } from './hub-process.js'
import { connectOwner, makeApiKey } from './owner.js'

const connections = 16
const warmUpSeconds = 5
const seconds = 30
/** So that nobody has more organizations than an account may have. */
const people = 500

const registerOrganization = `mutation ($input: OrganizationInput!, $key: String!) {
  registerOrganization(input: $input, idempotencyKey: $key) { id version } }`

const draftInitiative = `mutation ($organization: ID!, $input: InitiativeDraftInput!, $key: String!) {
  draftInitiative(organization: $organization, input: $input, idempotencyKey: $key) { id version } }`

let firstRefusal: string | undefined

await withStateFolder(async (folder) => {
  const hub = await startHub(folder)
  const owner = await connectOwner(folder)
  try {
    process.stdout.write(
      `node ${process.version}; ${connections} connections, closed loop, ${seconds} s after ${warmUpSeconds} s of warm-up\n`,
    )
    const key = await makeApiKey(owner, exampleOrganizations.society, ['initiatives:write'])
    await measure('initiatives drafted', owner, {
      address: hub.address,
      headers: () => ({ authorization: `Bearer ${key}` }),
      body: initiative,
    })
    const cookies = await signedIn(owner, folder)
    let turn = 0
    await measure('organizations registered', owner, {
      address: hub.address,
      headers: () => ({ cookie: cookies[turn++ % people] ?? '', origin: hub.address }),
      body: organization,
    })
  } finally {
    await owner.end()
    await hub.stop()
  }
})

interface Load {
  address: string
  /** Who asks, for each request anew. */
  headers: () => Record<string, string>
  /** Makes the body of one request. */
  body: () => object
}

async function measure(name: string, owner: pg.Client, load: Load): Promise<void> {
  await run(load, warmUpSeconds)
  const startedAt = new Date()
  const { requests, latency, errors, non2xx, mismatches } = await run(load, seconds)
  process.stdout.write(
    `${name}/s ${requests.average.toFixed(0)}, p50 ${latency.p50} ms, p99 ${latency.p99} ms, failed ${errors + non2xx + mismatches}; ${await written(owner, startedAt)}\n`,
  )
  if (firstRefusal !== undefined) throw new Error(`refused: ${firstRefusal}`)
}

function run({ address, headers, body }: Load, duration: number) {
  return autocannon({
    url: `${address}/graphql`,
    connections,
    duration,
    // A refusal is an answer with HTTP status 200 too.
    verifyBody: (answer) => {
      const { errors } = JSON.parse(String(answer)) as { errors?: unknown }
      if (errors !== undefined) firstRefusal ??= JSON.stringify(errors)
      return errors === undefined
    },
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => ({
          ...request,
          headers: { 'content-type': 'application/json', ...headers() },
          body: JSON.stringify(body()),
        }),
      },
    ],
  })
}

/** Makes people who are signed in, past the limits on signing up, and gives their session cookies. */
async function signedIn(owner: pg.Client, stateDirectory: string): Promise<string[]> {
  const { identitySecret } = await loadSecrets(stateDirectory)
  const tokens = Array.from({ length: people }, () => randomBytes(24).toString('base64url'))
  await owner.query(
    `insert into identity.account (id, name, email, email_verified, created_at, updated_at)
     select 'bench-' || n, 'Beispiel', 'bench-' || n || '@beispiel.example', true, now(), now()
     from generate_series(1, $1::int) as n`,
    [people],
  )
  await owner.query(
    `insert into identity.session (id, account_id, token, expires_at, created_at, updated_at)
     select 'bench-' || n, 'bench-' || n, token, now() + interval '1 day', now(), now()
     from unnest($1::text[]) with ordinality as sessions(token, n)`,
    [tokens],
  )
  return tokens.map((token) => {
    const signature = createHmac('sha256', identitySecret).update(token).digest('base64')
    return `bindeglied.session_token=${encodeURIComponent(`${token}.${signature}`)}`
  })
}

function organization() {
  const input = {
    name: `${randomName()} ${randomName()} (Beispiel)`,
    kind: 'ASSOCIATION',
    fields: ['SOCIETY'],
    address: { street: 'Beispielweg 1', postalCode: '41812', place: 'Erkelenz' },
    contact: { name: 'Beispiel', email: 'beispiel@example.org' },
  }
  return { query: registerOrganization, variables: { input, key: randomUUID() } }
}

function initiative() {
  const input = {
    title: { de: `Lesekreis ${randomName()} (Beispiel)` },
    summary: { de: 'Wir lesen zusammen und reden darüber.' },
    field: 'SOCIETY',
    districts: ['05370004-06'],
    location: { lat: 51.07, lon: 6.27 },
    analogAccess: [{ kind: 'PHONE', value: '02431 000000', hours: { de: 'Mo bis Fr 9 bis 12 Uhr' } }],
    contact: { name: 'Beispiel', email: 'beispiel@example.org' },
  }
  return {
    query: draftInitiative,
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
  const delay = events === '0' ? '' : `, from the change to the hand-over p50 ${p50} ms, p99 ${p99} ms`
  return `events ${events}${delay}, audit entries ${entries}`
}

async function untilHandedOver(owner: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await owner.query('select from city.event where handed_over_at is null limit 1')
    if (rowCount === 0) return
    await new Promise((done) => setTimeout(done, 200))
  }
}
