import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import pg from 'pg'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../platform/database/embedded/embedded-postgres.js'
import type { RunningService } from '../../kit/service.js'
import { eventsOf } from './goods-kit.js'
import { now } from './kit.js'
import { makeNeeds, makeResources } from './match-kit.js'
import { proposed, queued, ran, runOf, startTown, until } from './matching-kit.js'

let folder: string
let postgres: EmbeddedPostgres
let service: RunningService
const testServer = process.env.HUB_TEST_DATABASE_URL
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bindeglied-matching-'))
  // A server of its own that waits for the disk, as a hub's does.
  postgres = await startEmbeddedPostgres({ directory: folder, log: () => {} })
  process.env.HUB_TEST_DATABASE_URL = postgres.url
  service = await startTown()
}, 60_000)
afterEach(async () => {
  await service.stop()
  await postgres.stop()
  process.env.HUB_TEST_DATABASE_URL = testServer
  await rm(folder, { recursive: true, force: true })
}, 60_000)

test('a database killed while a run stores what it found loses and doubles nothing: the run is taken up again', async () => {
  await makeNeeds(service, ...Array.from({ length: 30 }, (_, index) => ({ id: `n-${index}` })))
  await makeResources(service, ...Array.from({ length: 20 }, (_, index) => ({ id: `r-${index}` })))
  const before = await ran(service)
  expect(before.counts).toMatchObject({ proposals: 20, unmet: 10 })

  const id = await queued(service)
  const owner = new pg.Client({ connectionString: service.config.database.url })
  // The server is killed on purpose, and tells so on every connection.
  owner.on('error', () => {})
  await owner.connect()
  // The old proposals are superseded and the new ones written when it waits for this table.
  await owner.query('begin')
  await owner.query(`lock table city.unmet_need in access exclusive mode`)
  const running = service.runJob('matching-runs').then(
    () => 'done',
    () => 'failed',
  )
  await until(async () => {
    const { rows } = await owner.query(
      `select from pg_locks where not granted and relation = 'city.unmet_need'::regclass`,
    )
    return rows.length > 0
  })
  const { rows } = await owner.query<{ file: string }>(`select pg_read_file('postmaster.pid') as file`)
  process.kill(Number.parseInt(rows[0]?.file ?? '', 10), 'SIGKILL')
  await postgres.ended
  expect(await running).toBe('failed')

  const port = Number(new URL(postgres.url).port)
  postgres = await startEmbeddedPostgres({ directory: folder, port, log: () => {} })
  const open = () =>
    service.database.rows<{ run: string }>(
      sql`select run_id as run from city.match where status = 'PROPOSED'`,
    )
  expect(new Set((await open()).map(({ run }) => run))).toEqual(new Set([before.id]))
  expect((await runOf(service, id)).status).toBe('RUNNING')

  service.setNow(new Date(now.getTime() + 31_000))
  await service.runJob('matching-runs')
  const run = await runOf(service, id)
  expect(run).toMatchObject({ status: 'FINISHED', counts: { proposals: 20, unmet: 10 } })
  expect(proposed(run)).toEqual(proposed(before))
  expect((await open()).map((match) => match.run)).toEqual(Array(20).fill(id))
  expect(await eventsOf(service, id)).toHaveLength(1)
}, 120_000)
