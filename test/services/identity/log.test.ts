import { afterEach, beforeEach, expect, test } from '@jest/globals'
import pg from 'pg'
import { migrate } from '../../../platform/database/migrate.js'
import { listen } from '../../../platform/http/server.js'
import { createServiceApp, type ServiceApp } from '../../../platform/service/app.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { identity } from '../../../services/identity/service.js'
import { createTestDatabase, type TestDatabase } from '../../kit/database.js'
import { password } from './kit.js'

let testDatabase: TestDatabase
let app: ServiceApp
let address: string
let log: string
beforeEach(async () => {
  testDatabase = await createTestDatabase()
  const { config } = testDatabase
  log = ''
  const write = (line: string) => {
    log += line
  }
  const logger = createLogger({ level: 'debug', format: 'json' }, 'identity', { write })
  await migrate([identity], config, createLogger(config.log, 'test'))
  app = await createServiceApp(identity, { config, logger, clock: () => new Date() })
  address = await listen(app.server, { host: '127.0.0.1', port: 0, setting: 'none' })
})
afterEach(async () => {
  await app.close()
  await testDatabase.drop()
})

test('no password, token, cookie or address of a person is in the log, also when the database fails', async () => {
  const { publicUrl } = testDatabase.config
  const email = 'geheim@beispiel.example'
  const headers = { origin: publicUrl, cookie: 'bindeglied.session_token=ein-keks.unterschrift' }
  const send = (path: string, body: object) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const sendForm = (path: string, fields: Record<string, string>) =>
    fetch(`${address}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) })
  const everything = async () => {
    const answers = [
      await send('/auth/sign-up/email', { email, name: 'Geheim', password }),
      await send('/auth/sign-in/email', { email, password }),
      await send('/auth/reset-password', { token: 'ein-token', newPassword: password }),
      await fetch(`${address}/auth/verify-email?token=ein-token`, { headers, redirect: 'manual' }),
      await fetch(`${address}/account/password?token=ein-token`, { headers }),
      await fetch(`${address}/account/`, { headers, redirect: 'manual' }),
      await sendForm('/account/sign-in', { email, password }),
      await sendForm('/account/password', { token: 'ein-token', password }),
    ]
    return answers.map(({ status }) => status)
  }
  expect((await everything()).filter((status) => status >= 500)).toEqual([])

  const owner = new pg.Client({ connectionString: testDatabase.config.database.url })
  await owner.connect()
  await owner.query('drop table identity.session, identity.rate_limit cascade')
  await owner.end()
  expect((await everything()).filter((status) => status >= 500).length).toBeGreaterThan(4)

  expect(log).toContain('"level":"error"')
  for (const secret of [email, password, 'ein-token', 'ein-keks']) expect(log).not.toContain(secret)
})
