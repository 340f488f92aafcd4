import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'graphql'
import { sql } from 'kysely'
import { plainOperation, sha256 } from '../../../../platform/registry/plain-operation.js'
import { reportLimitBytes } from '../../../../platform/registry/report.js'
import { dailyRoom, withinRoom } from '../../../../services/city/registry/use/report/room.js'
import { usedOperations } from '../../../../services/city/registry/use/used-operations.js'
import { city } from '../../../../services/city/service.js'
import { coordinator } from '../../../kit/callers.js'
import { type RunningService, startService } from '../../../kit/service.js'
import { now } from '../kit.js'
import { asGateway, operation, partner, report } from './use-kit.js'

const day = 24 * 60 * 60_000
const tables = [
  'subgraph_state',
  'subgraph_violation',
  'used_operation',
  'field_use',
  'subgraph_health',
  'subgraph_health_day',
  'reporting_gateway',
]

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
})
afterAll(() => service.stop())
beforeEach(async () => {
  service.setNow(now)
  for (const table of tables) await service.database.rows(sql`delete from ${sql.table(`city.${table}`)}`)
})

const post = (body: unknown, caller?: Parameters<typeof asGateway>[2]) =>
  asGateway(service, '/registry/reports', { ...caller, body })
const used = (at = now) => usedOperations(service.database, at)
const fieldCounts = () =>
  service.database.rows<{ coordinate: string; day: string; count: string }>(
    sql`select coordinate, day, count from city.field_use order by coordinate, day`,
  )

describe('a report', () => {
  test('is taken from a gateway alone', async () => {
    expect((await post(report(), { caller: null })).status).toBe(401)
    const refused = await post(report({ fields: [{ coordinate: 'A.b', count: 1 }] }), { caller: coordinator })
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'CALLER_REFUSED' } }] })
    expect(await fieldCounts()).toEqual([])
  })

  test.each([
    ['that is none', { gateway: 'me' }],
    [
      'with an operation whose hash is of another text',
      {
        ...report(),
        operations: [{ ...operation('{ districts { id } }'), text: '{ a }' }],
      },
    ],
    [
      'that names a field twice',
      report({
        fields: [
          { coordinate: 'A.b', count: 1 },
          { coordinate: 'A.b', count: 2 },
        ],
      }),
    ],
    [
      'with too many operations',
      {
        ...report(),
        operations: Array.from({ length: 201 }, (_, index) => operation(`{ a${index} }`)),
      },
    ],
  ])('%s is refused', async (_, body) => {
    const refused = await post(body)
    expect({ status: refused.status, body: await refused.json() }).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    })
    expect(await used()).toEqual([])
  })

  test('that is too large is refused', async () => {
    expect((await post({ ...report(), padding: 'x'.repeat(reportLimitBytes) })).status).toBe(413)
  })

  test('is counted once, however often and however concurrently it is sent', async () => {
    const sent = report({
      partners: [partner('beds', { requests: 3 })],
      operations: [operation('{ districts { id } }', 3)],
      fields: [{ coordinate: 'District.id', count: 3 }],
    })
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await post(sent)).status))
    expect(statuses).toEqual([204, 204, 204, 204, 204])
    await post({ ...sent, sequence: 2 })
    // One that was overtaken.
    await post(sent)
    expect(await used()).toMatchObject([{ count: 6 }])
    expect(await fieldCounts()).toEqual([{ coordinate: 'District.id', day: '2026-11-23', count: '6' }])
    const [health] = await service.database.rows(sql`select requests from city.subgraph_health`)
    expect(health).toEqual({ requests: '6' })
  })

  test('of one gateway does not stand in the way of another’s', async () => {
    const fields = Array.from({ length: 50 }, (_, index) => ({ coordinate: `A.f${index}`, count: 1 }))
    const operations = Array.from({ length: 50 }, (_, index) => operation(`{ f${index} }`))
    const partners = [partner('a', { requests: 1 }), partner('b', { requests: 1 })]
    const reports = [
      report({ fields, operations, partners }),
      report({
        fields: fields.toReversed(),
        operations: operations.toReversed(),
        partners: partners.toReversed(),
      }),
    ]
    const statuses = await Promise.all(
      [...reports, report({ fields, operations })].map(async (each) => (await post(each)).status),
    )
    expect(statuses).toEqual([204, 204, 204])
    expect((await fieldCounts()).every(({ count }) => count === '3')).toBe(true)
    expect((await used()).every(({ count }) => count === 3)).toBe(true)
  })

  test('counts for the time it says, as far as its clock can be believed', async () => {
    const at = (ms: number) => new Date(now.getTime() + ms).toISOString()
    for (const to of [at(-9 * 60 * 60_000), at(2 * day), at(-40 * day)]) {
      await post(report({ to, fields: [{ coordinate: 'A.b', count: 1 }] }))
    }
    expect(await fieldCounts()).toEqual([
      { coordinate: 'A.b', day: '2026-11-22', count: '2' },
      { coordinate: 'A.b', day: '2026-11-23', count: '1' },
    ])
  })
})

describe('what is known of an operation', () => {
  test('is how often it was executed in the last 30 days, the most used first', async () => {
    const [busy, rare] = [operation('query Busy { districts { id } }', 5), operation('{ fields }', 7)]
    const id = randomUUID()
    for (const [sequence, ago] of [31, 29, 0].entries()) {
      service.setNow(new Date(now.getTime() - ago * day))
      const to = new Date(now.getTime() - ago * day).toISOString()
      const operations = ago === 31 ? [busy, rare] : [busy]
      const at = new Date(now.getTime() - ago * day)
      expect(
        (await post(report({ gateway: id, sequence: sequence + 1, to, operations }), { at })).status,
      ).toBe(204)
    }
    expect(await used()).toEqual([
      { hash: busy.hash, name: 'Busy', app: null, text: busy.text, count: 10, lastUsedOn: '2026-11-23' },
    ])
  })

  test('has nothing of what clients wrote into it', () => {
    const text = `
      # For Anna Muster
      query Search($first: Int = 7) {
        search(text: "Anna Muster", near: { lat: 51.07, lon: 6.31 }, ids: ["a", "b"], kind: PARK, open: true) {
          ... on Park @include(if: false) { trees(first: $first, note: """secret""") }
        }
      }`
    const document = parse(text)
    const plain = plainOperation(document, 'Search')
    expect(plain?.text).toBe(
      `query Search($first: Int = 0) {
  search(text: "", near: {lat: 0, lon: 0}, ids: ["", ""], kind: PARK, open: true) {
    ... on Park @include(if: false) {
      trees(first: $first, note: "")
    }
  }
}`,
    )
    expect(plain?.hash).toBe(sha256(plain?.text ?? ''))
    expect(document).toEqual(parse(text))
  })

  test('is of the one operation that was executed, with its fragments', () => {
    const document = parse(
      'query A { ...f } query B { b } fragment f on Query { a } fragment g on Query { c }',
    )
    expect(plainOperation(document, 'A')?.text).toBe('query A {\n  ...f\n}\n\nfragment f on Query {\n  a\n}')
    expect(plainOperation(document, 'C')).toBeUndefined()
  })

  test('is kept for so many new ones a day only; those that are known or registered are always counted', async () => {
    const [a, b, c, d] = ['{ a }', '{ b }', '{ c }', '{ d }'].map((text) => operation(text))
    if (!(a && b && c && d)) throw new TypeError('There are four')
    const all = [a, b, { ...c, app: 'app' }, d]
    expect(withinRoom(all, new Set([d.hash]), { operations: 1, bytes: 100 })).toEqual([a, all[2], d])
    expect(withinRoom(all, new Set(), { operations: 100, bytes: a.text.length })).toEqual([a, all[2]])
    await service.database.rows(sql`
      insert into city.used_operation (hash, text, first_day, last_day)
      select 'made up ' || n, 'x', ${now}, ${now} from generate_series(1, ${dailyRoom.operations - 1}::int) as n`)
    await post(report({ operations: [a, b] }))
    await post(report({ operations: [a, c, { ...d, app: 'app' }] }))
    expect((await used()).map(({ hash, count }) => [hash, count])).toEqual([
      [a.hash, 2],
      [d.hash, 1],
    ])
    // On the next day there is room again.
    const tomorrow = new Date(now.getTime() + day)
    service.setNow(tomorrow)
    await post(report({ operations: [c], to: tomorrow.toISOString() }), { at: tomorrow })
    expect((await used(tomorrow)).map(({ hash }) => hash)).toContain(c.hash)
  })
})

test('what is old is forgotten', async () => {
  const add = async (
    table: string,
    columns: string,
    values: (at: Date) => ReturnType<typeof sql>,
    ages: number[],
  ) => {
    for (const age of ages) {
      const at = new Date(now.getTime() - age * day)
      await service.database.rows(
        sql`insert into ${sql.table(`city.${table}`)} (${sql.raw(columns)}) values (${values(at)})`,
      )
    }
  }
  await add('field_use', 'coordinate, day, count', (at) => sql`'A.b', ${at}, 1`, [0, 34, 36])
  await add(
    'used_operation',
    'hash, text, first_day, last_day',
    (at) => sql`${String(at)}, '', ${at}, ${at}`,
    [34, 36],
  )
  await add('operation_use', 'hash, day, count', (at) => sql`${String(at)}, ${at}, 1`, [34, 36])
  await add(
    'subgraph_health',
    'subgraph, gateway, minute, requests, failures, retries, latencies',
    (at) => sql`'a', 'g', ${at}, 1, '{}', 0, '{}'`,
    [0.9, 1.1],
  )
  await add(
    'subgraph_health_day',
    'subgraph, day, requests, failures, retries, latencies',
    (at) => sql`'a', ${at}, 1, '{}', 0, '{}'`,
    [29, 31],
  )
  await add(
    'subgraph_violation',
    'subgraph, day, coordinate, problem, count, last_at',
    (at) => sql`'a', ${at}, 'A.b', 'p', 1, ${at}`,
    [29, 31],
  )
  await add(
    'subgraph_state',
    'subgraph, gateway, breaker, reported_at',
    (at) => sql`'a', ${String(at)}, 'OPEN', ${at}`,
    [29, 31],
  )
  await add(
    'reporting_gateway',
    'id, sequence, reported_at',
    (at) => sql`${String(at)}, 1, ${at}`,
    [0.9, 1.1],
  )
  await service.runJob('forget-graph-use')
  const left = await service.database.rows(sql`select
    (select count(*)::int from city.field_use) as fields, (select count(*)::int from city.used_operation) as operations,
    (select count(*)::int from city.operation_use) as uses, (select count(*)::int from city.subgraph_health) as health,
    (select count(*)::int from city.subgraph_health_day) as days, (select count(*)::int from city.subgraph_state) as states,
    (select count(*)::int from city.subgraph_violation) as violations, (select count(*)::int from city.reporting_gateway) as gateways`)
  expect(left).toEqual([
    { fields: 2, operations: 1, uses: 1, health: 1, days: 1, violations: 1, states: 1, gateways: 1 },
  ])
})
