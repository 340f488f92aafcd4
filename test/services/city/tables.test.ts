import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Database, openDatabase } from '../../../platform/database/database.js'
import { migrate } from '../../../platform/database/migrate.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { unitsOf } from '../../../services/city/goods/resource-kind.js'
import { city } from '../../../services/city/service.js'
import { createTestDatabase, type TestDatabase } from '../../kit/database.js'

describe('the tables', () => {
  let testDatabase: TestDatabase
  let database: Database
  // Only the owner of a table is shown its checks.
  beforeAll(async () => {
    testDatabase = await createTestDatabase()
    const { config } = testDatabase
    const logger = createLogger(config.log, 'test')
    await migrate([city], config, logger)
    database = openDatabase({
      url: config.database.url ?? '',
      schema: 'city',
      entities: city.entities,
      poolSize: 2,
      logger,
    })
  })
  afterAll(async () => {
    await database.close()
    await testDatabase.drop()
  })

  async function refused(insertion: string): Promise<string | undefined> {
    const client = await database.pool.connect()
    try {
      await client.query('begin')
      await client.query(
        `insert into city.organization (id, name, kind, fields) values ('o', 'O', 'COMPANY', '{}')`,
      )
      await client.query(insertion)
      return undefined
    } catch (error) {
      return (
        (error as { constraint?: string; column?: string }).constraint ??
        (error as { column?: string }).column
      )
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  const initiative = (status: string, access: string, more = "null, null, '2026-01-01', null") =>
    `insert into city.initiative (id, title, summary, field, status, analog_access, lat, lon, starts_on, ends_on)
      values ('i', '{"DE": "T"}', '{"DE": "S"}', 'HEALTH', '${status}', '${access}', ${more})`
  const resource = (kind: string, amount: string, unit: string) =>
    `insert into city.resource (id, title, kind, amount, unit, splittable, organization_id)
      values ('r', '{"DE": "T"}', '${kind}', ${amount}, '${unit}', true, 'o')`

  test('take no published initiative without an analog way in, but a draft', async () => {
    expect(await refused(initiative('PUBLISHED', '[]'))).toBe('initiative_analog_access_check')
    expect(await refused(initiative('PAUSED', '[]'))).toBe('initiative_analog_access_check')
    expect(await refused(initiative('DRAFT', '[]'))).toBeUndefined()
    expect(await refused(initiative('PUBLISHED', '[{}]'))).toBeUndefined()
  })

  test('take no initiative that is nowhere in particular, ends before it starts, or has no German title', async () => {
    expect(await refused(initiative('DRAFT', '[]', '51.0, null, null, null'))).toBe(
      'initiative_position_check',
    )
    expect(await refused(initiative('DRAFT', '[]', "null, null, '2026-02-02', '2026-02-01'"))).toBe(
      'initiative_period_check',
    )
    expect(await refused(initiative('DRAFT', '[]').replace('{"DE": "T"}', '{"EN": "T"}'))).toBe('sort_title')
  })

  test('take a unit only with the kinds it fits', async () => {
    expect(await refused(resource('STAFF_HOURS', '1', 'EUROS'))).toBe('resource_unit_fits_check')
    expect(await refused(resource('FUNDING', '1', 'HOURS'))).toBe('resource_unit_fits_check')
    expect(await refused(resource('FUNDING', '0', 'EUROS'))).toBe('resource_amount_check')
    for (const [kind, units] of Object.entries(unitsOf)) {
      for (const unit of units)
        expect([kind, unit, await refused(resource(kind, '1', unit))]).toEqual([kind, unit, undefined])
    }
  })

  test('take a roadmap item only with quarters in their order', async () => {
    const item = (start: string, end: string) =>
      `insert into city.roadmap_item values ('r', '{"DE": "T"}', '${start}', '${end}', 'LOW', 'PLANNED', 'foa-skills')`
    expect(await refused(item('2027-Q2', '2027-Q1'))).toBe('roadmap_item_quarters_check')
    expect(await refused(item('2027-Q5', '2028-Q1'))).toBe('roadmap_item_quarters_check')
    expect(await refused(item('2027-Q1', '2027-Q1'))).toBeUndefined()
  })
})
