import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { createCallerTokens } from '../../gateway/caller/tokens.js'
import { operationsFrom, reportTo } from '../../gateway/operations/city.js'
import { createRegisteredOperations } from '../../gateway/operations/registered-operations.js'
import { connectTo, type ServiceConnection } from '../../gateway/service/connection.js'
import { createCallerSigner } from '../../platform/caller/token.js'
import { sha256 } from '../../platform/registry/plain-operation.js'
import { usedOperations } from '../../services/city/registry/use/used-operations.js'
import { city } from '../../services/city/service.js'
import { type RunningService, startService } from '../kit/service.js'
import { operation, report } from '../services/city/registry/use-kit.js'
import { loggerTo } from './kit/operations.js'

// Both ends of what gateways and city say to each other, for real.

const now = new Date('2026-11-23T07:00:00Z')
let service: RunningService
let connection: ServiceConnection
beforeAll(async () => {
  service = await startService(city, { now })
  const sign = await createCallerSigner(service.config.caller.privateKey)
  const tokenFor = createCallerTokens(sign, () => now)
  connection = connectTo('city', `${service.address}/graphql`, tokenFor)
})
afterAll(async () => {
  await connection.close()
  await service.stop()
})

test('a gateway learns from city what is registered', async () => {
  await service.database.rows(sql`insert into city.registered_operation (app_id, hash, revision, text, changed_at)
    select 'app', ${sha256('{ a }')}, 1, '{ a }', ${now}`)
  const fetchAfter = operationsFrom(connection)
  const registered = createRegisteredOperations({ fetchAfter, file: undefined, logger: loggerTo([]) })
  await registered.follow()
  expect(registered.textOf(sha256('{ a }'))).toMatchObject({ text: '{ a }', app: 'app' })
})

test('city takes what a gateway reports, once', async () => {
  const send = reportTo(connection)
  const sent = report({ operations: [operation('{ districts { id } }', 3)] })
  await send(sent)
  await send(sent)
  expect(await usedOperations(service.database, now)).toMatchObject([{ count: 3 }])
})

test('a gateway is told when a report will never be taken, and otherwise tries again', async () => {
  const send = reportTo(connection)
  await expect(send({ ...report(), sequence: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  const tokenFor = async () => 'none of the gateway'
  const stranger = connectTo('city', `${service.address}/graphql`, tokenFor)
  await expect(reportTo(stranger)(report())).rejects.toThrow('HTTP 401')
  await expect(operationsFrom(stranger)(0)).rejects.toThrow('HTTP 401')
  await stranger.close()
})
