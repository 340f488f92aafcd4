import { readdir, readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import pg from 'pg'
import { systemCaller } from '../../../platform/caller/caller.js'
import { change } from '../../../platform/changes/change.js'
import { Audience } from '../../../platform/changes/event.entity.js'
import { serviceDatabaseUrl } from '../../../platform/database/roles.js'
import { Language } from '../../../platform/graph/language.js'
import { projectFile } from '../../../platform/project-files.js'
import { startJobs } from '../../../platform/service/job.js'
import { eventTexts, eventTypes } from '../../../services/city/notification/outbox/event-texts.js'
import { forgetOld } from '../../../services/city/notification/outbox/forget-old.js'
import { handOver, handOverEvents } from '../../../services/city/notification/outbox/hand-over.js'
import { afterFailure } from '../../../services/city/notification/outbox/retry.js'
import { sentence } from '../../../services/city/notification/outbox/sentence.js'
import { city } from '../../../services/city/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import { addOrganizations, happens, jobAt } from './telling-kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
  await addOrganizations(service)
  await service.database.rows(sql`
    insert into city.webhook (id, organization_id, url, types, state, secret, created_at, updated_at)
    select 'hook-' || n, 'garden', 'https://93.184.216.34/', '{}', case n when 3 then 'DISABLED' else 'ACTIVE' end,
      'whsec_AAAA', ${now}, ${now} from generate_series(1, 3) as n`)
})
afterAll(() => service.stop())
beforeEach(() => service.database.rows(sql`delete from city.event`))

async function count(condition = sql`true`, table = 'city.webhook_delivery'): Promise<number> {
  const [row] = await service.database.rows<{ count: number }>(
    sql`select count(*)::int as count from ${sql.table(table)} where ${condition}`,
  )
  return row?.count ?? -1
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('the outbox', () => {
  test('keeps what was committed when its process dies, until it is handed over', async () => {
    for (let n = 0; n < 3; n++) await happens(service)
    expect([await count(), await count(sql`handed_over_at is null`, 'city.event')]).toEqual([0, 3])
    await handOver(jobAt(service))
    // To each of the two webhooks that are not switched off.
    expect([await count(), await count(sql`handed_over_at is null`, 'city.event')]).toEqual([6, 0])
  })

  test('holds nothing of a change that did not happen', async () => {
    const context = { caller: systemCaller('test'), database: service.database, requestId: 'test', now }
    const failing = change(context, { action: 'test', input: null }, async ({ emit, rows }) => {
      emit({
        ...{ type: 'initiative.published', entity: 'Initiative', entityId: 'x', organizationId: 'garden' },
        ...{ audience: Audience.PUBLIC, data: {} },
      })
      await rows(sql`select 1 / 0`)
    })
    await expect(failing).rejects.toThrow('division by zero')
    expect(await count(sql`true`, 'city.event')).toBe(0)
  })

  test('hands an event over once to each, also when it is handed over twice', async () => {
    await happens(service)
    await handOver(jobAt(service))
    await service.database.rows(sql`update city.event set handed_over_at = null`)
    await handOver(jobAt(service))
    expect(await count()).toBe(2)
  })

  test('is shared by several processes: each event is handed over by one of them', async () => {
    await service.database.rows(sql`
      insert into city.event (id, type, entity, entity_id, audience, districts, data, at)
      select gen_random_uuid(), 'need.stated', 'Need', n, 'PUBLIC', '{}', '{}', ${now}
      from generate_series(1, 3000) as n`)
    await Promise.all([1, 2, 3].map(() => handOver(jobAt(service))))
    await handOver(jobAt(service))
    expect([await count(), await count(sql`handed_over_at is null`, 'city.event')]).toEqual([6_000, 0])
  })

  test('forgets what was delivered a month ago, and keeps what was not', async () => {
    await happens(service)
    await happens(service)
    await handOver(jobAt(service))
    await service.database.rows(
      sql`update city.webhook_delivery set state = 'DELIVERED', next_attempt_at = null where webhook_id = 'hook-1'`,
    )
    await forgetOld.run(jobAt(service, new Date(now.getTime() + 29 * 86_400_000)))
    expect(await count()).toBe(4)
    await forgetOld.run(jobAt(service, new Date(now.getTime() + 31 * 86_400_000)))
    expect(await count()).toBe(2)
  })
})

describe('a job that waits for notifications', () => {
  let stopping: AbortController
  beforeEach(() => {
    stopping = new AbortController()
    const databaseUrl = `${serviceDatabaseUrl('city', service.config)}?application_name=hearing-test`
    const { now: _, ...parts } = jobAt(service, now, stopping.signal)
    // So slow by itself that only a notification makes it run in the time of a test.
    startJobs([{ ...handOverEvents, everyMs: 3_600_000 }], { ...parts, databaseUrl })
  })
  afterEach(() => stopping.abort())

  test('runs when a change was committed', async () => {
    await happens(service)
    await until(async () => (await count()) === 2)
    await happens(service)
    await until(async () => (await count()) === 4)
  })

  test('runs again after its connection was lost, also for what was committed meanwhile', async () => {
    await happens(service)
    await until(async () => (await count()) === 2)
    const owner = new pg.Client({ connectionString: service.config.database.url })
    await owner.connect()
    try {
      const { rowCount } = await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hearing-test'`,
      )
      expect(rowCount).toBe(1)
      await happens(service)
      await until(async () => (await count()) === 4)
    } finally {
      await owner.end()
    }
  })
})

describe('the pause after a failure', () => {
  test.each([
    [1, 5],
    [2, 30],
    [5, 3_600],
    [9, 86_400],
  ])('is, after attempt %i, %i s, a tenth more or less', (attempts, seconds) => {
    const pause = (random: number) =>
      ((afterFailure(attempts, now, random).nextAttemptAt?.getTime() ?? 0) - now.getTime()) / 1_000
    expect([pause(0), pause(0.5), pause(1)]).toEqual([
      expect.closeTo(seconds * 0.9, 2),
      expect.closeTo(seconds, 2),
      expect.closeTo(seconds * 1.1, 2),
    ])
  })

  test('has no end after the tenth attempt', () => {
    expect(afterFailure(10, now, 0.5)).toEqual({ state: 'DEAD', nextAttemptAt: null })
  })
})

describe('every type of event', () => {
  test('that the code tells of has a sentence', async () => {
    const told = await emittedTypes()
    // As many as there are entities that change.
    expect(new Set(told.map((type) => type.split('.')[0])).size).toBeGreaterThanOrEqual(7)
    expect(told.filter((type) => !eventTypes.includes(type as never))).toEqual([])
  })

  test.each(eventTypes)('has a sentence in German and English that says what it is about: %s', (type) => {
    const { DE, EN } = eventTexts[type]
    expect(DE).not.toBe(EN)
    for (const language of [Language.DE, Language.EN]) {
      const event = { type, entityId: 'id-1', data: { title: { DE: 'Der Titel', EN: 'The title' } } }
      expect(sentence(event, language)).toContain(language === Language.DE ? 'Der Titel' : 'The title')
      expect(sentence({ ...event, data: { name: 'Ein Name' } }, language)).toContain('Ein Name')
      expect(sentence({ ...event, data: {} }, language)).toContain('id-1')
    }
  })

  test('is told in one line, whatever the title holds', () => {
    const title = 'Zwei\r\nZeilen $& \u0007 und\u2028mehr'
    expect(sentence({ type: 'need.stated', entityId: 'x', data: { title } }, Language.EN)).toBe(
      'New need: Zwei Zeilen $& und mehr',
    )
    const long = sentence(
      { type: 'need.stated', entityId: 'x', data: { title: '𝒜'.repeat(5_000) } },
      Language.EN,
    )
    expect([...long].length).toBeLessThan(350)
    expect(long.isWellFormed()).toBe(true)
  })
})

/** Types as they stand in the code: written out, or made of an entity and the words its file lists. */
async function emittedTypes(): Promise<string[]> {
  const folder = projectFile('services/city/')
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'))
  const types = await Promise.all(
    files.map(async (name) => {
      const code = await readFile(new URL(name, folder), 'utf8')
      const whole = [...code.matchAll(/type: '([a-z-]+\.[a-z-]+)'/g)].map(([, type = '']) => type)
      const entity = /`([a-z-]+)\.\$\{(?:became|event)\}`/.exec(code)?.[1]
      if (entity === undefined) return whole
      const listed = [...code.matchAll(/^ {2}'?([a-z-]+)'?: Audience\./gm)].map(([, word = '']) => word)
      const union = /became: ((?:'[a-z-]+'[ |]*)+)/.exec(code)?.[1] ?? ''
      const words = [...listed, ...[...union.matchAll(/'([a-z-]+)'/g)].map(([, word = '']) => word)]
      expect([name, words.length > 0]).toEqual([name, true])
      return [...whole, ...words.map((word) => `${entity}.${word}`)]
    }),
  )
  return types.flat()
}
