import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import pg from 'pg'
import { verifyAuditTrail } from '../../platform/audit/verify.js'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../platform/database/embedded/embedded-postgres.js'
import { city } from '../../services/city/service.js'
import { identity } from '../../services/identity/service.js'
import { person } from '../kit/callers.js'
import { randomName } from '../kit/random-name.js'
import { type RunningService, startService } from '../kit/service.js'

const registrations = 200
/** Answers after which the server is killed: in the middle. */
const killAfter = 60

const register = `mutation ($input: OrganizationInput!, $key: String!) {
  registerOrganization(input: $input, idempotencyKey: $key) { id name } }`

const inputOf = (name: string) => ({
  name,
  kind: 'ASSOCIATION',
  fields: ['SOCIETY'],
  address: { street: 'Beispielweg 1', postalCode: '41812', place: 'Erkelenz' },
  contact: { name: 'Beispiel', email: 'beispiel@example.org', phone: null },
})

let folder: string
let postgres: EmbeddedPostgres
let service: RunningService
const testServer = process.env.HUB_TEST_DATABASE_URL
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bindeglied-crash-'))
  // A server of its own that waits for the disk, as a hub's does.
  postgres = await startEmbeddedPostgres({ directory: folder, log: () => {} })
  process.env.HUB_TEST_DATABASE_URL = postgres.url
  service = await startService(city, { now: new Date('2026-11-22T10:00:00Z'), beside: [identity] })
  await withOwner((owner) =>
    owner.query(`insert into identity.account (id, name, email, email_verified, created_at, updated_at)
      values ('${person.subject}', 'Beispiel', 'person@example.org', true, now(), now())`),
  )
}, 60_000)
afterEach(async () => {
  await service.stop()
  await postgres.stop()
  process.env.HUB_TEST_DATABASE_URL = testServer
  await rm(folder, { recursive: true, force: true })
}, 60_000)

async function withOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: service.config.database.url })
  // The server is killed on purpose, and tells so on every connection.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Ends the server as a power cut does: at once, with nothing written that was not yet. */
async function killServer(): Promise<void> {
  const { rows } = await withOwner((owner) =>
    owner.query<{ file: string }>(`select pg_read_file('postmaster.pid') as file`),
  )
  process.kill(Number.parseInt(rows[0]?.file ?? '', 10), 'SIGKILL')
  await postgres.ended
}

test('a server killed amid 200 registrations loses none that was acknowledged, keeps no half one, and the trail is unbroken', async () => {
  const acknowledged: string[] = []
  const refused: unknown[] = []
  let killed: Promise<void> | undefined
  const attempts = Array.from({ length: registrations }, async () => {
    const name = randomName()
    const { data, errors } = await service.query(
      register,
      { input: inputOf(name), key: randomUUID() },
      person,
    )
    const { id } = (data?.registerOrganization ?? {}) as { id?: string }
    if (id === undefined) refused.push(errors?.[0]?.extensions?.code)
    else acknowledged.push(id)
    if (acknowledged.length === killAfter) killed ??= killServer()
  })
  await Promise.all(attempts)
  await killed
  const port = Number(new URL(postgres.url).port)
  postgres = await startEmbeddedPostgres({ directory: folder, port, log: () => {} })

  const { rows } = await withOwner((owner) =>
    owner.query<Record<string, string>>(
      `select o.id, (select count(*)::int from identity.membership m where m.organization_id = o.id) as members,
         (select count(*)::int from city.event e where e.entity_id = o.id) as events,
         (select count(*)::int from audit.entry a where a.entity = 'Organization' and a.entity_id = o.id) as entries,
         (select count(*)::int from city.idempotent_answer r where r.answer ->> 'id' = o.id) as answers
       from city.organization o`,
    ),
  )
  const kept = new Set(rows.map(({ id }) => id))
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
  expect(rows.map(({ id: _, ...parts }) => parts)).toEqual(
    rows.map(() => ({ members: 1, events: 1, entries: 1, answers: 1 })),
  )
  // Killed in the middle: some were through, and some were not.
  expect(acknowledged.length).toBeGreaterThanOrEqual(killAfter)
  expect(refused.length).toBeGreaterThan(0)
  expect(new Set(refused)).toEqual(new Set(['DATABASE_UNAVAILABLE']))
  expect(await withOwner((owner) => verifyAuditTrail(owner))).toMatchObject({ ok: true })

  const again = await service.query(register, { input: inputOf(randomName()), key: randomUUID() }, person)
  expect(again.errors).toBeUndefined()
}, 120_000)
