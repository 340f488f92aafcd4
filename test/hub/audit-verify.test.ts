import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { migrate } from '../../platform/database/migrate.js'
import { projectFile } from '../../platform/project-files.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { city } from '../../services/city/service.js'
import { createTestDatabase, type TestDatabase } from '../kit/database.js'

let testDatabase: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  const { config } = testDatabase
  await migrate([city], config, createLogger(config.log, 'test'))
  owner = new pg.Client({ connectionString: config.database.url })
  await owner.connect()
  await owner.query(`insert into city.organization (id, name, kind, fields)
    select 'org-' || n, 'Organization ' || n, 'COMPANY', '{}' from generate_series(1, 20) n`)
}, 60_000)
afterAll(async () => {
  await owner.end()
  await testDatabase.drop()
})

interface Ended {
  code: number | string | null | undefined
  stdout: string
  stderr: string
}

/** Runs the built command on the test's database. */
function hub(...args: string[]): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: testDatabase.config.database.url, HUB_LOG_LEVEL: 'silent' }
  const file = projectFile('dist/bin/hub.js')
  return new Promise((resolve) =>
    execFile(process.execPath, [file.pathname, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    ),
  )
}

/** Changes the trail as only who owns the database can, for as long as the work takes. */
async function tampered(statement: string, work: () => Promise<void>): Promise<void> {
  await owner.query('create temporary table kept as select * from audit.entry')
  await owner.query('alter table audit.entry disable trigger append_only')
  try {
    await owner.query(statement)
    await work()
  } finally {
    await owner.query('delete from audit.entry')
    await owner.query('insert into audit.entry select * from kept')
    await owner.query('drop table kept')
    await owner.query('alter table audit.entry enable trigger append_only')
  }
}

describe('hub audit verify', () => {
  let head: string

  test('says how long an unbroken trail is, and its last hash', async () => {
    const { rows } = await owner.query(
      `select encode(hash, 'hex') as head, seq from audit.entry order by seq desc limit 1`,
    )
    head = rows[0].head
    expect(rows[0].seq).toBe('20')
    expect(await hub('audit', 'verify')).toEqual({
      code: 0,
      stdout: `20 entries, unbroken; last hash ${head}\n`,
      stderr: '',
    })
  })

  test('takes a hash that was the last one before', async () => {
    const { rows } = await owner.query(`select encode(hash, 'hex') as earlier from audit.entry where seq = 7`)
    for (const hash of [head, rows[0].earlier, head.toUpperCase()]) {
      expect(await hub('audit', 'verify', '--expect', hash)).toMatchObject({ code: 0 })
    }
  })

  test('fails with the first broken entry', async () => {
    await tampered(
      `update audit.entry set content = replace(content, 'Organization 1', 'Organization X') where seq >= 11`,
      async () => {
        expect(await hub('audit', 'verify')).toEqual({
          code: 1,
          stdout: '',
          stderr: expect.stringMatching(
            /^hub: The audit trail is broken at entry 11: .* \[AUDIT_BROKEN\]\n$/,
          ),
        })
      },
    )
  })

  test('fails if the end was cut off since', async () => {
    await tampered('delete from audit.entry where seq > 15', async () => {
      expect(await hub('audit', 'verify')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('15 entries'),
      })
      expect(await hub('audit', 'verify', '--expect', head)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('entry 16'),
      })
    })
  })

  test.each([[['--expect', 'abc']], [['--expect']], [['--unknown']]])(
    'ends with 2 for a call to correct: %j',
    async (args) => {
      expect(await hub('audit', 'verify', ...args)).toMatchObject({ code: 2, stdout: '' })
    },
  )
})
