import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import type { GatewayReport } from '../../../../platform/registry/report.js'
import { coordinatesOf } from '../../../../services/city/registry/use/field/coordinates.js'
import { figuresOf, percentile } from '../../../../services/city/registry/use/health/sums.js'
import { city } from '../../../../services/city/service.js'
import { coordinator, keyOf, memberOf, person } from '../../../kit/callers.js'
import { type GraphqlAnswer, type RunningService, startService } from '../../../kit/service.js'
import { now } from '../kit.js'
import { addOrganizations } from '../telling-kit.js'
import { addSubgraph, asGateway, latencies, partner, report } from './use-kit.js'

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
  schema { query: Root }
  type Root { beds(first: Int!): [Bed!] }
  type Bed @key(fields: "id") { id: ID! soil: String }
  extend type District @key(fields: "id") { id: ID! name: String @external beds: [Bed!] @requires(fields: "name") }
`
const gardener = memberOf('garden')

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
  await addOrganizations(service)
  await addSubgraph(service, { id: 'beds', organizationId: 'garden', sdl })
  await addSubgraph(service, { id: 'classes', organizationId: 'school', sdl: 'type Query { classes: Int }' })
  await addSubgraph(service, {
    id: 'fountains',
    organizationId: 'town',
    sdl: 'type Query { fountains: Int }',
  })
})
afterAll(() => service.stop())
beforeEach(async () => {
  service.setNow(now)
  for (const table of [
    'field_use',
    'subgraph_health',
    'subgraph_health_day',
    'subgraph_state',
    'subgraph_violation',
    'reporting_gateway',
  ]) {
    await service.database.rows(sql`delete from ${sql.table(`city.${table}`)}`)
  }
})

const before = (seconds: number) => new Date(now.getTime() - seconds * 1_000)

/** A gateway reports at a moment of its own. */
async function reported(more: Partial<GatewayReport>, secondsAgo = 0): Promise<void> {
  const at = before(secondsAgo)
  service.setNow(at)
  const body = report({ to: at.toISOString(), ...more })
  expect((await asGateway(service, '/registry/reports', { body, at })).status).toBe(204)
  service.setNow(now)
}

const figures = 'requests failures { kind count } retries errorRate p50Ms p95Ms p99Ms'
const everything = `since ${figures} breakers { gateway state reportedAt }
  lastFailure { at kind message text(lang: EN) } lastAnswerAt violations { coordinate problem count lastAt }`

interface Asked {
  id?: string
  minutes?: number
  caller?: Caller | undefined
  selection?: string
}

function askedHealth({
  id = 'beds',
  minutes = 60,
  caller,
  selection = everything,
}: Asked): Promise<GraphqlAnswer> {
  return service.query(
    `query ($id: ID!, $minutes: Int!) { subgraph(id: $id) { health(minutes: $minutes) { ${selection} } } }`,
    { id, minutes },
    caller,
  )
}

async function health(asked: Asked = {}): Promise<Record<string, unknown>> {
  const { data, errors } = await askedHealth({ caller: gardener, ...asked })
  expect({ asked, errors }).toEqual({ asked, errors: undefined })
  return (data as unknown as { subgraph: { health: Record<string, unknown> } }).subgraph.health
}

describe('the health of a subgraph', () => {
  test('is what all gateways have counted in the time asked for', async () => {
    const [one, other] = [randomUUID(), randomUUID()]
    const slow = { requests: 100, retries: 2, latencies: latencies({ 10: 50, 100: 45, 1000: 5 }) }
    await reported({ gateway: one, sequence: 1, partners: [partner('beds', slow)] }, 59 * 60)
    const failed = { requests: 10, failures: { TIMEOUT: 6, HTTP_ERROR: 3 }, retries: 1 }
    await reported({ gateway: one, sequence: 2, partners: [partner('beds', failed)] }, 10)
    await reported(
      { gateway: one, sequence: 3, partners: [partner('beds', { ...failed, failures: { TIMEOUT: 1 } })] },
      9,
    )
    await reported({
      gateway: other,
      partners: [partner('beds', { requests: 80 }), partner('classes', { requests: 7 })],
    })
    expect(await health({ selection: `since ${figures}` })).toEqual({
      since: before(3600).toISOString(),
      requests: 200,
      failures: [
        { kind: 'TIMEOUT', count: 7 },
        { kind: 'HTTP_ERROR', count: 3 },
      ],
      retries: 4,
      errorRate: 0.05,
      p50Ms: 10,
      p95Ms: 100,
      p99Ms: 900,
    })
    expect(await health({ minutes: 5, selection: 'requests p50Ms' })).toEqual({ requests: 100, p50Ms: null })
    expect(await health({ id: 'classes', caller: coordinator, selection: 'requests' })).toEqual({
      requests: 7,
    })
  })

  test('has the breaker of each gateway that still runs, and what was last heard of all', async () => {
    const [alive, gone] = [randomUUID(), randomUUID()]
    const answered = before(7_000).toISOString()
    const failure = (seconds: number) => ({
      at: before(seconds).toISOString(),
      kind: 'TIMEOUT' as const,
      message: `after ${seconds}`,
    })
    const lost = partner('beds', { breaker: 'HALF_OPEN', lastFailure: failure(300), lastAnswerAt: answered })
    await reported({ gateway: gone, partners: [lost] }, 200)
    const open = partner('beds', { breaker: 'OPEN', lastFailure: failure(100) })
    await reported({ gateway: alive, sequence: 1, partners: [open] }, 90)
    // A report that says nothing of it takes nothing back.
    await reported({ gateway: alive, sequence: 2, partners: [partner('beds', { breaker: 'OPEN' })] }, 30)
    await reported({ gateway: alive, sequence: 3 }, 5)
    expect(await health({ selection: everything })).toMatchObject({
      breakers: [{ gateway: alive, state: 'OPEN', reportedAt: before(5).toISOString() }],
      lastFailure: {
        ...failure(100),
        text: 'The answer was not complete in time: make slow fields faster, or return less at once.',
      },
      lastAnswerAt: answered,
    })
  })

  test('has the violations of its contract, the latest first', async () => {
    const violation = (coordinate: string, count: number) => ({ coordinate, problem: 'is no String', count })
    await reported({ partners: [partner('beds', { violations: [violation('Bed.soil', 4)] })] }, 7_000)
    await reported(
      { partners: [partner('beds', { violations: [violation('Bed.id', 1), violation('Bed.soil', 2)] })] },
      120,
    )
    await reported({ partners: [partner('beds', { violations: [violation('Bed.id', 3)] })] }, 60)
    expect(await health({ selection: 'requests violations { coordinate problem count lastAt }' })).toEqual({
      requests: 0,
      violations: [
        { ...violation('Bed.id', 4), lastAt: before(60).toISOString() },
        { ...violation('Bed.soil', 6), lastAt: before(120).toISOString() },
      ],
    })
  })

  test('takes a violation that is named twice', async () => {
    const violation = { coordinate: 'Bed.soil', problem: 'is no String', count: 2 }
    await reported({ partners: [partner('beds', { violations: [violation, violation] })] })
    expect((await health()).violations).toMatchObject([{ count: 4 }])
  })

  test('keeps a bounded number of violations, and goes on counting those it knows', async () => {
    const violations = (from: number) =>
      Array.from({ length: 50 }, (_, index) => ({
        coordinate: `Bed.f${from + index}`,
        problem: 'p',
        count: 1,
      }))
    for (const [sequence, from] of [0, 50, 100, 150, 200, 0].entries()) {
      await reported({ partners: [partner('beds', { violations: violations(from) })] }, 60 - sequence)
    }
    const [kept] = await service.database.rows(
      sql`select count(*)::int as rows, sum(count)::int as count from city.subgraph_violation`,
    )
    expect(kept).toEqual({ rows: 200, count: 250 })
    expect((await health()).violations).toHaveLength(50)
  })

  test('is nothing where nobody has asked it', async () => {
    expect(await health()).toEqual({
      since: before(3600).toISOString(),
      requests: 0,
      failures: [],
      retries: 0,
      errorRate: null,
      p50Ms: null,
      p95Ms: null,
      p99Ms: null,
      breakers: [],
      lastFailure: null,
      lastAnswerAt: null,
      violations: [],
    })
  })

  test('is told by the day, too', async () => {
    const day = 24 * 60 * 60
    for (const ago of [31, 29, 0]) {
      await reported(
        { partners: [partner('beds', { requests: ago + 1, latencies: latencies({ 5: 1 }) })] },
        ago * day,
      )
    }
    await reported({ partners: [partner('beds', { requests: 3, failures: { UNREACHABLE: 1 } })] })
    const { data } = await service.query(
      '{ subgraph(id: "beds") { healthByDay { day requests errorRate p50Ms } } }',
      {},
      gardener,
    )
    expect(data).toEqual({
      subgraph: {
        healthByDay: [
          { day: '2026-11-23', requests: 4, errorRate: 0.25, p50Ms: 2.5 },
          { day: '2026-10-25', requests: 30, errorRate: 0, p50Ms: 2.5 },
        ],
      },
    })
  })

  test.each([0, 1_441])('cannot be asked for of %i minutes', async (minutes) => {
    const { errors } = await askedHealth({ minutes, caller: gardener })
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })

  test('takes as many statements for many subgraphs as for one', async () => {
    const count = async (id: string, caller: Caller) => {
      service.statements.length = 0
      const { errors } = await service.query(
        `{ organization(id: "${id}") { subgraphs { health { requests } healthByDay { day } fieldUse { totalCount } } } }`,
        {},
        caller,
      )
      expect(errors).toBeUndefined()
      return service.statements.length
    }
    const one = await count('garden', coordinator)
    await addSubgraph(service, { id: 'trees', organizationId: 'garden', sdl: 'type Query { trees: Int }' })
    await addSubgraph(service, { id: 'hedges', organizationId: 'garden', sdl: 'type Query { hedges: Int }' })
    expect(await count('garden', coordinator)).toBe(one)
  })
})

describe('the use of a subgraph’s fields', () => {
  const fieldUse = async (first: number, after: string | null = null, caller: Caller = gardener) => {
    const { data, errors } = await service.query(
      `query ($first: Int!, $after: String) { subgraph(id: "beds") { fieldUse(first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { coordinate count lastUsedOn } } } } }`,
      { first, after },
      caller,
    )
    expect(errors).toBeUndefined()
    return (
      data as unknown as {
        subgraph: {
          fieldUse: {
            totalCount: number
            pageInfo: { endCursor: string; hasNextPage: boolean }
            edges: { node: object }[]
          }
        }
      }
    ).subgraph.fieldUse
  }

  test('is that of the last 30 days, those nobody asked for included', async () => {
    const day = 24 * 60 * 60
    const field = (coordinate: string, count: number) => ({ coordinate, count })
    await reported({ fields: [field('Bed.soil', 100), field('Bed.id', 1)] }, 31 * day)
    await reported({ fields: [field('District.beds', 3), field('Bed.id', 2)] }, 2 * day)
    await reported({ fields: [field('Query.beds', 9), field('District.beds', 4), field('Bed.other', 1)] })
    const first = await fieldUse(3)
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } })
    expect(first.edges.map(({ node }) => node)).toEqual([
      { coordinate: 'Query.beds', count: 9, lastUsedOn: '2026-11-23' },
      { coordinate: 'District.beds', count: 7, lastUsedOn: '2026-11-23' },
      { coordinate: 'Bed.id', count: 2, lastUsedOn: '2026-11-21' },
    ])
    const second = await fieldUse(3, first.pageInfo.endCursor)
    expect(second.edges.map(({ node }) => node)).toEqual([
      { coordinate: 'Bed.soil', count: 0, lastUsedOn: null },
      { coordinate: 'District.id', count: 0, lastUsedOn: null },
    ])
    expect(second.pageInfo.hasNextPage).toBe(false)
  })

  test('names fields as the graph does, without those it only refers to', () => {
    expect(coordinatesOf(sdl)).toEqual(['Query.beds', 'Bed.id', 'Bed.soil', 'District.id', 'District.beds'])
    expect(
      coordinatesOf('type Query { a: Int } extend type Query { b: Int @federation__external a: Int }'),
    ).toEqual(['Query.a'])
    expect(coordinatesOf('enum A { B } input C { d: Int } interface E { f: Int } union G = H')).toEqual([
      'E.f',
    ])
  })
})

describe('health and use are told', () => {
  const fields = ['health { requests }', 'healthByDay { day }', 'fieldUse { totalCount }']
  const refusalOf = async (id: string, field: string, caller?: Caller) => {
    const { data, errors } = await service.query(`{ subgraph(id: "${id}") { name ${field} } }`, {}, caller)
    expect(data).toMatchObject({ subgraph: { name: id } })
    return errors?.[0]?.extensions?.code
  }

  test.each(fields)('to coordinators and who acts for its organization: %s', async (field) => {
    expect(await refusalOf('beds', field, gardener)).toBeUndefined()
    expect(await refusalOf('beds', field, keyOf('garden', ['read']))).toBeUndefined()
    expect(await refusalOf('beds', field, coordinator)).toBeUndefined()
    expect(await refusalOf('fountains', field, coordinator)).toBeUndefined()
  })

  test.each(fields)('to nobody else: %s', async (field) => {
    expect(await refusalOf('beds', field)).toBe('UNAUTHENTICATED')
    expect(await refusalOf('beds', field, person)).toBe('FORBIDDEN')
    expect(await refusalOf('beds', field, memberOf('school'))).toBe('FORBIDDEN')
    expect(await refusalOf('beds', field, keyOf('garden', ['webhooks:write']))).toBe('FORBIDDEN')
    expect(await refusalOf('fountains', field, memberOf('town'))).toBe('FORBIDDEN')
  })
})

describe('figures', () => {
  test('have percentiles within the bucket they fall in', () => {
    expect(percentile(latencies({}), 0.5)).toBeNull()
    expect(percentile(latencies({ 5: 10 }), 0.5)).toBe(2.5)
    expect(percentile(latencies({ 5: 50, 10: 50 }), 0.95)).toBe(9.5)
    expect(percentile(latencies({ 50: 1, 100: 99 }), 0.99)).toBe(99.5)
    expect(percentile(latencies({ 5000: 1, beyond: 9 }), 0.5)).toBe(5_000)
  })

  test('have no error rate above 1', () => {
    const counted = { requests: 2, failures: { TIMEOUT: 3 }, retries: 0, latencies: [] }
    expect(figuresOf(counted).errorRate).toBe(1)
  })
})
