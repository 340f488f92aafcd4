import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { publishDue } from '../../../services/city/initiative/publication.job.js'
import { city } from '../../../services/city/service.js'
import { coordinator } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { attempt, done, eventsOf, initiativeIn, member, organization } from './initiatives-kit.js'
import { now } from './kit.js'

const christmas = '2026-12-24T17:00:00.000Z'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

async function publishAt(moment: string): Promise<void> {
  service.setNow(new Date(moment))
  await service.runJob('publish-due')
}

async function statusOf(id: string): Promise<unknown> {
  const { data } = await service.query(`{ initiative(id: "${id}") { status publishedAt } }`)
  return data?.initiative
}

test('what is scheduled is published at its time, not before, and everybody is told once', async () => {
  const { id } = await initiativeIn(service, 'SCHEDULED')
  await publishAt('2026-12-24T16:59:59.999Z')
  expect(await statusOf(id)).toBeNull()
  await publishAt(christmas)
  expect(await statusOf(id)).toEqual({ status: 'PUBLISHED', publishedAt: christmas })
  await publishAt('2026-12-25T00:00:00Z')
  expect((await eventsOf(service, id)).map(({ type }) => type)).toEqual([
    'initiative.submitted',
    'initiative.scheduled',
    'initiative.published',
  ])
  const [entry] = await service.database.rows<{ actor: string; action: string }>(
    sql`select actor, action from audit.entry where entity = 'Initiative' and entity_id = ${id} order by seq desc`,
  )
  expect(entry).toEqual({ actor: 'system:publication', action: 'publishDue' })
  service.setNow(now)
})

test('a time that is past publishes at once, one further than two years is refused, another replaces it', async () => {
  const past = await initiativeIn(service, 'SUBMITTED')
  const approve = (id: string, version: number, time: string) =>
    attempt(service, coordinator, 'approveInitiative', { id, version, publishAt: time })
  expect((await approve(past.id, past.version, '2026-11-23T07:00:00Z')).written?.status).toBe('PUBLISHED')
  const far = await initiativeIn(service, 'SCHEDULED')
  const refused = await approve(far.id, far.version, '2029-01-01T00:00:00Z')
  expect(refused.extensions?.problems).toEqual([
    expect.objectContaining({ path: ['publishAt'], code: 'OUT_OF_RANGE' }),
  ])
  const sooner = await approve(far.id, far.version, '2026-11-24T07:00:00Z')
  expect(sooner.written?.status).toBe('SCHEDULED')
  await publishAt('2026-11-24T07:00:00Z')
  expect(await statusOf(far.id)).toMatchObject({ status: 'PUBLISHED' })
  service.setNow(now)
})

test('more than a batch is published by several processes at once, each initiative once', async () => {
  await service.database.rows(sql`insert into city.initiative
      (id, title, summary, field, status, organization_id, analog_access, publish_at)
    select 'many-' || n, '{"DE": "Viele"}', '{"DE": "Viele"}', 'SOCIETY', 'SCHEDULED', ${organization}, '[{}]', ${now}
    from generate_series(1, 130) as n`)
  const context = {
    config: service.config,
    database: service.database,
    logger: createLogger(service.config.log, 'test'),
    clock: () => now,
    now,
    signal: new AbortController().signal,
  }
  await Promise.all([publishDue.run(context), publishDue.run(context), service.runJob('publish-due')])
  const [counts] = await service.database.rows(sql`select
    (select count(*)::int from city.initiative where id like 'many-%' and status = 'PUBLISHED' and version = 2) as published,
    (select count(*)::int from city.event where entity_id like 'many-%' and type = 'initiative.published') as told`)
  expect(counts).toEqual({ published: 130, told: 130 })
})

test('waits until the organization is verified again, and holds up nobody else', async () => {
  const waiting = await initiativeIn(service, 'SCHEDULED')
  const verify = (until: string) =>
    service.database.rows(
      sql`update city.organization set verified_until = ${until} where id = ${organization}`,
    )
  await verify('2026-12-23')
  await service.database.rows(sql`insert into city.initiative
      (id, title, summary, field, status, analog_access, publish_at)
    values ('of-town', '{"DE": "Rathaus"}', '{"DE": "Rathaus"}', 'SOCIETY', 'SCHEDULED', '[{}]', ${christmas})`)
  await publishAt(christmas)
  expect(await statusOf(waiting.id)).toBeNull()
  expect(await statusOf('of-town')).toMatchObject({ status: 'PUBLISHED' })
  await verify('2028-12-23')
  await publishAt('2026-12-26T00:00:00Z')
  expect(await statusOf(waiting.id)).toMatchObject({ status: 'PUBLISHED' })
  service.setNow(now)
})

test('withdrawn in time, it is not published', async () => {
  const { id, version } = await initiativeIn(service, 'SCHEDULED')
  await done(service, member, 'withdrawInitiative', { id, version })
  await publishAt(christmas)
  expect(await statusOf(id)).toBeNull()
  service.setNow(now)
})
