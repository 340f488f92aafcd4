import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { verifyAuditTrail } from '../../../platform/audit/verify.js'
import { migrate } from '../../../platform/database/migrate.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { city } from '../../../services/city/service.js'
import { createTestDatabase, type TestDatabase } from '../../kit/database.js'

const logger = createLogger({ level: 'silent', format: 'json' }, 'test')
const insertion = `insert into city.resource (id, title, kind, amount, unit, splittable, organization_id)`

let testDatabase: TestDatabase
let client: pg.Client
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  const { config } = testDatabase
  // A hub as it was before needs and resources could be matched.
  await migrate([{ ...city, migrations: city.migrations.slice(0, 3) }], config, logger)
  client = new pg.Client({ connectionString: config.database.url })
  await client.connect()
  await client.query(
    `insert into city.organization (id, name, kind, fields) values ('o', 'O', 'COMPANY', '{}')`,
  )
  await client.query(`${insertion} values
    ('parts', '{"DE": "T"}', 'FUNDING', 12.34, 'EUROS', true, 'o'),
    ('whole', '{"DE": "T"}', 'SPACE', 40.5, 'SQUARE_METRES', false, 'o')`)
  await migrate([city], config, logger)
})
afterAll(async () => {
  await client.end()
  await testDatabase.drop()
})

test('what a hub held before stands, open, and shared as far as it has parts', async () => {
  const { rows } = await client.query(
    'select id, sharing, status, version, skills, availability, smallest_lot from city.resource order by id',
  )
  const common = { status: 'OPEN', version: 1, skills: [], availability: null, smallest_lot: null }
  expect(rows).toEqual([
    { id: 'parts', sharing: 'POOLED', ...common },
    { id: 'whole', sharing: 'EXCLUSIVE', ...common },
  ])
  expect(await verifyAuditTrail(client)).toMatchObject({ ok: true })
})

describe('the tables, whoever writes,', () => {
  async function refused(columns: Record<string, string>): Promise<string | undefined> {
    const all = {
      id: `'new'`,
      title: `'{"DE": "T"}'`,
      kind: `'FUNDING'`,
      amount: '10',
      unit: `'EUROS'`,
      splittable: 'true',
      organization_id: `'o'`,
      ...columns,
    }
    await client.query('begin')
    try {
      await client.query(
        `insert into city.resource (${Object.keys(all).join(', ')}) values (${Object.values(all).join(', ')})`,
      )
      return undefined
    } catch (error) {
      return (error as { constraint?: string }).constraint
    } finally {
      await client.query('rollback')
    }
  }

  test('take a smallest lot only as a part of what is splittable', async () => {
    expect(await refused({ smallest_lot: '10' })).toBeUndefined()
    expect(await refused({ smallest_lot: '10.01' })).toBe('resource_smallest_lot_check')
    expect(await refused({ smallest_lot: '0' })).toBe('resource_smallest_lot_check')
    expect(await refused({ smallest_lot: '5', splittable: 'false' })).toBe('resource_smallest_lot_check')
  })

  test('take pieces and seats only whole', async () => {
    const pieces = { kind: `'EQUIPMENT'`, unit: `'PIECES'` }
    expect(await refused({ ...pieces, amount: '2.5' })).toBe('resource_whole_amount_check')
    expect(await refused({ ...pieces, smallest_lot: '0.5' })).toBe('resource_whole_lot_check')
    expect(await refused({ kind: `'SPACE'`, unit: `'SEATS'`, amount: '1.01' })).toBe(
      'resource_whole_amount_check',
    )
    expect(await refused({ ...pieces, amount: '2.00', smallest_lot: '1' })).toBeUndefined()
  })

  test('take no pool of what has no parts, no radius round nothing, and no withdrawal without a reason', async () => {
    expect(await refused({ sharing: `'POOLED'`, splittable: 'false' })).toBe('resource_pool_check')
    expect(await refused({ radius_metres: '500' })).toBe('resource_radius_place_check')
    expect(await refused({ status: `'WITHDRAWN'` })).toBe('resource_withdrawal_check')
    expect(await refused({ withdrawal_reason: `'x'` })).toBe('resource_withdrawal_check')
    expect(await refused({ status: `'WITHDRAWN'`, withdrawal_reason: `'x'` })).toBeUndefined()
  })
})
