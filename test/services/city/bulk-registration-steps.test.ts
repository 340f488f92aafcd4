import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import pg from 'pg'
import type { Caller } from '../../../platform/caller/caller.js'
import { anonymous } from '../../../platform/caller/caller.js'
import { serviceDatabaseUrl } from '../../../platform/database/roles.js'
import { keyOf, memberOf, person } from '../../kit/callers.js'
import type { RunningService } from '../../kit/service.js'
import {
  ada,
  attempt,
  clerk,
  count,
  csvOf,
  done,
  filed,
  key,
  type Mutation,
  organization,
  refusal,
  reportOf,
  runJob,
  startCity,
  started,
} from './bulk-kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startCity()
}, 60_000)
afterAll(() => service.stop())
beforeEach(async () => {
  await service.database.pool.query('delete from city.initiative_registration')
})

const codeOf = async (...call: Parameters<typeof attempt>) => (await refusal(...call)).code

describe('the parts of a file', () => {
  test('may be cut anywhere, come in any order and again', async () => {
    const file = csvOf(3, 'cut').replace('Worum es geht.', '"Zeile eins, mit 🚲\nZeile zwei"')
    const { id } = await started(service)
    const cuts = [...file].map((_, index) => index).filter((index) => index % 7 === 0)
    const pieces = cuts.map((from) => [...file].slice(from, from + 7).join(''))
    const order = pieces.map((_, index) => index).sort((a, b) => ((a * 37) % 101) - ((b * 37) % 101))
    for (const index of [...order, 0]) {
      await done(service, 'addToRegistration', { id, part: index + 1, content: pieces[index] })
    }
    await done(service, 'runRegistration', { id, parts: pieces.length })
    await runJob(service)
    const { rows } = await reportOf(service, id)
    expect(rows).toMatchObject([
      { line: 2, outcome: 'REGISTERED', initiative: { summary: 'Zeile eins, mit 🚲\nZeile zwei' } },
      { line: 4, outcome: 'REGISTERED' },
      { line: 5, outcome: 'REGISTERED' },
    ])
  }, 30_000)

  test('are not exchanged for others', async () => {
    const { id } = await started(service)
    await done(service, 'addToRegistration', { id, part: 1, content: 'one' })
    expect(await refusal(service, 'addToRegistration', { id, part: 1, content: 'two' })).toMatchObject({
      code: 'STATE_REFUSED',
      message: expect.stringContaining('Part 1'),
    })
  })

  test('must all be there, and no more, before it runs', async () => {
    const { id } = await started(service)
    await done(service, 'addToRegistration', { id, part: 2, content: 'x' })
    expect(await refusal(service, 'runRegistration', { id, parts: 3 })).toMatchObject({
      code: 'STATE_REFUSED',
      missing: [1, 3],
    })
    await done(service, 'addToRegistration', { id, part: 1, content: 'x' })
    expect(await refusal(service, 'runRegistration', { id, parts: 1 })).toMatchObject({
      code: 'STATE_REFUSED',
      last: 2,
    })
    expect(await codeOf(service, 'runRegistration', { id, parts: 0 })).toBe('STATE_REFUSED')
  })

  test.each([
    ['a number there is none of', { part: 0, content: 'x' }, 'OUT_OF_RANGE'],
    ['a number that is too high', { part: 1_001, content: 'x' }, 'OUT_OF_RANGE'],
    ['no content', { part: 1, content: '' }, 'MISSING'],
    ['more than 180 kB', { part: 1, content: 'ä'.repeat(90_001) }, 'TOO_LONG'],
    ['bytes that were not UTF-8', { part: 1, content: 'L\ufffdvenich' }, 'WRONG_ENCODING'],
    ['half a character', { part: 1, content: 'x\ud83d' }, 'LONE_SURROGATE'],
    ['a NUL', { part: 1, content: 'a\u0000b' }, 'CONTROL_CHARACTER'],
  ])('are refused with %s', async (_what, part, code) => {
    const { id } = await started(service)
    const refused = await refusal(service, 'addToRegistration', { id, ...part }, { lang: 'DE' })
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ code }] })
    expect(await count(service, 'city.initiative_registration_part')).toBe(0)
  })

  test('are 20 MB together at most', async () => {
    const { id } = await started(service)
    await service.database.pool.query(
      `insert into city.initiative_registration_part values ($1, 1, 'x', 19999990)`,
      [id],
    )
    await done(service, 'addToRegistration', { id, part: 2, content: '1234567890' })
    expect(await refusal(service, 'addToRegistration', { id, part: 3, content: 'x' })).toMatchObject({
      code: 'SOURCE_TOO_LARGE',
      limit: 20_000_000,
    })
  })
})

describe('a step', () => {
  test('with the same idempotency key is taken once, and gets the first answer', async () => {
    const idempotencyKey = randomUUID()
    const first = await started(service, {}, { idempotencyKey })
    expect(await started(service, {}, { idempotencyKey })).toEqual(first)
    expect(await count(service, 'city.initiative_registration')).toBe(1)
    const part = { id: first.id, part: 1, content: csvOf(1, 'idem') }
    const partKey = randomUUID()
    await done(service, 'addToRegistration', part, { idempotencyKey: partKey })
    const run = { id: first.id, parts: 1 }
    const runKey = randomUUID()
    await done(service, 'runRegistration', run, { idempotencyKey: runKey })
    await runJob(service)
    expect(await done(service, 'runRegistration', run, { idempotencyKey: runKey })).toMatchObject({
      status: 'RUNNING',
    })
    await done(service, 'addToRegistration', part, { idempotencyKey: partKey })
    expect((await reportOf(service, first.id)).status).toBe('FINISHED')
  })

  test('that does not fit the state is refused', async () => {
    const id = await filed(service, csvOf(1, 'state'))
    expect(await codeOf(service, 'addToRegistration', { id, part: 2, content: 'x' })).toBe('STATE_REFUSED')
    expect(await codeOf(service, 'runRegistration', { id, parts: 1 })).toBe('STATE_REFUSED')
    await runJob(service)
    expect(await codeOf(service, 'runRegistration', { id, parts: 1 })).toBe('STATE_REFUSED')
    expect(await codeOf(service, 'cancelRegistration', { id })).toBe('STATE_REFUSED')
  })

  test('to begin a sixth one is refused while five are not finished', async () => {
    const five = []
    for (let n = 0; n < 5; n++) five.push((await started(service)).id)
    const variables = { organizationId: organization, format: 'CSV', dryRun: false, submit: false }
    expect(await refusal(service, 'startRegistration', variables)).toMatchObject({
      code: 'STATE_REFUSED',
      registrations: expect.arrayContaining(five),
    })
    await done(service, 'cancelRegistration', { id: five[0] })
    await started(service)
  })

  test('that cancels keeps what is registered, and forgets the rest of the file', async () => {
    const id = await filed(service, csvOf(1, 'cancel'))
    expect(await done(service, 'cancelRegistration', { id })).toMatchObject({ status: 'CANCELLED' })
    await runJob(service)
    expect(await reportOf(service, id)).toMatchObject({ status: 'CANCELLED', rows: [] })
    expect(await count(service, 'city.initiative_registration_part')).toBe(0)
    expect(await count(service, 'city.initiative', sql`external_id = 'cancel-1'`)).toBe(0)
  })

  test('that runs it wakes the job', async () => {
    const client = new pg.Client({ connectionString: serviceDatabaseUrl('city', service.config) })
    await client.connect()
    try {
      const heard = new Promise((resolve) => client.once('notification', resolve))
      await client.query('listen city_initiative_registration')
      const { id } = await started(service)
      await done(service, 'addToRegistration', { id, part: 1, content: csvOf(1, 'wake') })
      await done(service, 'runRegistration', { id, parts: 1 })
      await heard
    } finally {
      await client.end()
    }
  })
})

describe('who may', () => {
  const strangers: [string, Caller, string][] = [
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['somebody without an organization', person, 'FORBIDDEN'],
    ['a member of another organization', memberOf('org-radkreis'), 'FORBIDDEN'],
    ['a key without the scope', keyOf(organization, ['read', 'goods:write']), 'FORBIDDEN'],
    ['a coordinator, for an organization', clerk, 'FORBIDDEN'],
  ]

  test.each(strangers)(
    'register: not %s, and there is nothing to learn from the refusal',
    async (_who, caller, code) => {
      const id = await filed(service, csvOf(1, 'who'))
      const start = { organizationId: organization, format: 'CSV', dryRun: false, submit: false }
      const steps: [Mutation, Record<string, unknown>][] = [
        ['addToRegistration', { part: 1, content: 'x' }],
        ['runRegistration', { parts: 1 }],
        ['cancelRegistration', {}],
      ]
      expect(await codeOf(service, 'startRegistration', start, { caller })).toBe(code)
      for (const [mutation, args] of steps) {
        const known = await refusal(service, mutation, { id, ...args }, { caller })
        const unknown = await refusal(service, mutation, { id: 'no-such', ...args }, { caller })
        expect({ mutation, code: known.code }).toEqual({ mutation, code })
        expect(unknown).toEqual(known)
      }
    },
  )

  test('register: keys with the scope; and for the town, its coordinators', async () => {
    const byKey = await filed(service, csvOf(1, 'key'), { caller: key })
    const [town] = await service.database.rows<{ id: string }>(
      sql`select id from city.organization where kind = 'TOWN'`,
    )
    const byClerk = await filed(service, csvOf(1, 'clerk'), { caller: clerk, organizationId: town?.id ?? '' })
    await runJob(service)
    expect((await reportOf(service, byKey, { caller: key })).rows).toMatchObject([{ outcome: 'REGISTERED' }])
    expect((await reportOf(service, byClerk, { caller: clerk })).rows).toMatchObject([
      { outcome: 'REGISTERED', initiative: { status: 'DRAFT' } },
    ])
  })

  test('read the report: members and coordinators, nobody else', async () => {
    const id = await filed(service, csvOf(1, 'read'))
    const read = async (caller: Caller) => {
      const query = `query ($id: ID!, $organization: ID!) {
        initiativeRegistration(id: $id) { id }
        organization(id: $organization) { registrations { edges { node { id status } } } }
      }`
      const { data } = await service.query(query, { id, organization }, caller)
      const answer = data as unknown as {
        initiativeRegistration: object | null
        organization: { registrations: { edges: object[] } | null }
      }
      return [answer.initiativeRegistration, answer.organization.registrations?.edges]
    }
    const own = [{ id }, [{ node: { id, status: 'RUNNING' } }]]
    expect(await read(ada)).toEqual(own)
    expect(await read(clerk)).toEqual(own)
    for (const [, caller] of strangers.filter(([, each]) => each !== clerk)) {
      expect(await read(caller)).toEqual([null, undefined])
    }
  })
})
