import { afterEach, beforeEach, expect, test } from '@jest/globals'
import pg from 'pg'
import { services } from '../../bin/services.js'
import type { Config } from '../../platform/config/config.js'
import { openDatabase } from '../../platform/database/database.js'
import { migrate } from '../../platform/database/migrate.js'
import { serviceDatabaseUrl } from '../../platform/database/roles.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { createTestDatabase, type TestDatabase } from '../kit/database.js'

let testDatabase: TestDatabase
let config: Config
const logger = createLogger({ level: 'silent', format: 'json' }, 'test')
beforeEach(async () => {
  testDatabase = await createTestDatabase()
  config = testDatabase.config
})
afterEach(() => testDatabase.drop())

test.each(services)('entities and migrations declare the same tables in $name', async (service) => {
  await migrate([service], config, logger)
  // As the owner, for a service's own role is not shown the checks of its tables.
  const url = config.database.url ?? ''
  const { name: schema, entities } = service
  const database = openDatabase({ url, schema, entities, poolSize: 1, logger })
  try {
    // What is printed here when it fails is the SQL a migration lacks.
    expect(await database.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('')
  } finally {
    await database.close()
  }
})

test('a second migration finds nothing to do', async () => {
  const first = await migrate(services, config, logger)
  expect(first.every(({ applied }) => applied.length > 0)).toBe(true)
  const second = await migrate(services, config, logger)
  expect(second).toEqual(services.map(({ name }) => ({ service: name, applied: [] })))
})

test('two migrations at the same time do not disturb each other', async () => {
  const outcomes = await Promise.all([migrate(services, config, logger), migrate(services, config, logger)])
  const applied = outcomes.map((each) => each.reduce((sum, outcome) => sum + outcome.applied.length, 0))
  expect(Math.min(...applied)).toBe(0)
  expect(Math.max(...applied)).toBeGreaterThanOrEqual(services.length)
})

test('a service’s role reads and writes its own tables and no others', async () => {
  await migrate(services, config, logger)
  const client = new pg.Client({ connectionString: serviceDatabaseUrl('climate', config) })
  await client.connect()
  const attempt = (sql: string) =>
    client.query(sql).then(
      () => 'done',
      (error: { code?: string }) => error.code,
    )
  const denied = '42501'
  try {
    expect(await attempt('select * from climate.station')).toBe('done')
    expect(await attempt('delete from climate.observation')).toBe('done')
    expect(await attempt('select * from mobility.stop')).toBe(denied)
    expect(await attempt('select * from city.organization')).toBe(denied)
    expect(await attempt('create table climate.own (id int)')).toBe(denied)
    expect(await attempt('create table public.own (id int)')).toBe(denied)
    expect(await attempt('drop table climate.station')).toBe(denied)
    expect(await attempt('create role someone')).toBe(denied)
  } finally {
    await client.end()
  }
})
