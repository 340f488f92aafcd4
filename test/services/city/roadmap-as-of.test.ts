import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sql } from 'kysely'
import { city } from '../../../services/city/service.js'
import { coordinator } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { answerTo, now, refusalOf, walk } from './kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

const shown = `
  roadmap(first: 100, asOf: $asOf) { totalCount edges { node {
    id version title startQuarter endQuarter priority state asOf: __typename
    fieldOfAction { id version title visionStatements { number } }
    initiatives(first: 100) { totalCount edges { node { id } } }
  } } }
  fieldsOfAction(asOf: $asOf) { id version title description visionStatements { number } }`

const live = () => answerTo(service, `query ($asOf: DateTime) { ${shown} }`)
const asOf = (moment: number) =>
  answerTo(service, `query ($asOf: DateTime) { ${shown} }`, { asOf: new Date(moment).toISOString() })

async function changed(mutation: string, variables: Record<string, unknown>): Promise<void> {
  const { errors } = await service.query(mutation, { key: randomUUID(), ...variables }, coordinator)
  expect({ mutation, variables, errors }).toEqual({ mutation, variables, errors: undefined })
}

const quarter = fc.constantFrom('2026-Q4', '2027-Q1', '2027-Q2')
const content = fc.record({
  title: fc.record({ de: fc.constantFrom('Eins', 'Zwei', 'Drei') }),
  startQuarter: quarter,
  endQuarter: fc.constantFrom('2027-Q3', '2028-Q1'),
  priority: fc.constantFrom('HIGH', 'MEDIUM', 'LOW'),
  state: fc.constantFrom('PLANNED', 'RUNNING', 'DONE', 'DROPPED'),
  fieldOfAction: fc.constantFrom('foa-services', 'foa-access', 'foa-skills'),
  initiatives: fc.subarray(['ini-dorfbus', 'ini-reparaturcafe', 'ini-digitallotsen', 'ini-baumpaten']),
})
/** One change: which one, of the how manieth thing, to what. Time passes before it, or does not. */
const step = fc.record({
  pause: fc.constantFrom(0, 0, 1, 1_000, 86_400_000),
  kind: fc.constantFrom('add', 'update', 'update', 'update', 'field', 'reorder', 'unlink'),
  of: fc.nat(),
  content,
  parts: fc.subarray([
    'title',
    'startQuarter',
    'endQuarter',
    'priority',
    'state',
    'fieldOfAction',
    'initiatives',
  ]),
  statements: fc.subarray([1, 2, 3, 4, 5]),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

type Version = { id: string; version: number }

async function take({ kind, of, content: all, parts, statements }: Step): Promise<void> {
  const data = await answerTo<{ roadmap: { edges: { node: Version }[] }; fieldsOfAction: Version[] }>(
    service,
    '{ roadmap(first: 100) { edges { node { id version } } } fieldsOfAction { id version } }',
  )
  const item = data.roadmap.edges[of % data.roadmap.edges.length]?.node
  const field = data.fieldsOfAction[of % data.fieldsOfAction.length]
  const some = Object.fromEntries(Object.entries(all).filter(([name]) => parts.includes(name)))
  // Both, for one alone may stand before the other.
  if ('startQuarter' in some || 'endQuarter' in some) {
    Object.assign(some, { startQuarter: all.startQuarter, endQuarter: all.endQuarter })
  }
  switch (kind) {
    case 'add':
      return changed(
        'mutation ($input: RoadmapItemInput!, $key: String!) { addRoadmapItem(input: $input, idempotencyKey: $key) { id } }',
        { input: all },
      )
    case 'update':
      return changed(
        `mutation ($id: ID!, $version: Int!, $input: RoadmapItemChanges!, $key: String!) {
          updateRoadmapItem(id: $id, version: $version, input: $input, reason: "r", idempotencyKey: $key) { id } }`,
        { ...item, input: some },
      )
    case 'field':
      return changed(
        `mutation ($id: ID!, $version: Int!, $input: FieldOfActionChanges!, $key: String!) {
          updateFieldOfAction(id: $id, version: $version, input: $input, reason: "r", idempotencyKey: $key) { id } }`,
        { ...field, input: { title: all.title, visionStatements: statements } },
      )
    case 'reorder': {
      const [first, ...rest] = data.fieldsOfAction
      return changed(
        `mutation ($order: [FieldOfActionPlace!]!, $key: String!) {
          reorderFieldsOfAction(order: $order, reason: "r", idempotencyKey: $key) { id } }`,
        { order: [...rest, first] },
      )
    }
    case 'unlink':
      await service.database.transaction(async ({ rows }) => {
        await rows(sql`select set_config('hub.now', ${new Date(clock).toISOString()}, true)`)
        await rows(sql`delete from city.roadmap_item_initiative where roadmap_item_id = ${item?.id}`)
      })
  }
}

let clock = now.getTime()

describe('the roadmap as of a moment', () => {
  test('is what it was then, whatever has been changed since (property)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        clock += 1_000
        service.setNow(new Date(clock))
        const seen = new Map([[clock, await live()]])
        for (const next of steps) {
          clock += next.pause
          service.setNow(new Date(clock))
          await take(next)
          seen.set(clock, await live())
        }
        const moments = [...seen.keys()]
        for (const [index, moment] of moments.entries()) {
          const then = seen.get(moment)
          expect(await asOf(moment)).toEqual(then)
          // Up to the last instant before the next change.
          const next = moments[index + 1]
          if (next !== undefined && next - moment > 1) expect(await asOf(next - 1)).toEqual(then)
        }
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  test('begins with what was there before changes were kept: the strategy, and an empty roadmap', async () => {
    const before = await answerTo<{ roadmap: { totalCount: number }; fieldsOfAction: Version[] }>(
      service,
      `query ($asOf: DateTime) { ${shown} }`,
      { asOf: '1990-01-01T00:00:00Z' },
    )
    expect(before.roadmap.totalCount).toBe(0)
    expect(before.fieldsOfAction.map(({ id, version }) => [id, version])).toEqual([
      ['foa-services', 1],
      ['foa-access', 1],
      ['foa-open-data', 1],
      ['foa-partners', 1],
      ['foa-skills', 1],
      ['foa-climate-mobility', 1],
    ])
  })

  test('at a moment to come is what it is', async () => {
    expect(await asOf(clock + 1e11)).toEqual(await live())
  })

  test('is filtered, and goes page by page, by what it was then', async () => {
    const then = `roadmap(asOf: "${now.toISOString()}"`
    const query = (args: string) =>
      answerTo<{ roadmap: { edges: { node: { id: string } }[] } }>(
        service,
        `{ ${then} ${args}) { edges { node { id } } } }`,
      )
    const idsOf = async (args: string) => (await query(args)).roadmap.edges.map(({ node }) => node.id)
    expect(await idsOf('filter: {state: DONE}')).toEqual(['rm-terminvergabe'])
    expect(await idsOf('filter: {fieldOfAction: "foa-open-data"}')).toEqual([
      'rm-messnetz',
      'rm-baumkataster',
    ])
    const paged: string[] = []
    let after: string | null = null
    do {
      const data: {
        roadmap: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      } = await answerTo(
        service,
        `query ($after: String) { ${then}, first: 4, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )
      paged.push(...data.roadmap.edges.map(({ node }) => node.id))
      after = data.roadmap.pageInfo.hasNextPage ? data.roadmap.pageInfo.endCursor : null
    } while (after !== null)
    expect(paged).toEqual(await idsOf('first: 100'))
    expect(paged).toHaveLength(9)
  })

  test('costs the same number of statements however many items there are', async () => {
    const countFor = async (first: number) => {
      const before = service.statements.length
      await answerTo(
        service,
        `query ($first: Int!) { roadmap(first: $first, asOf: "${now.toISOString()}") { totalCount edges { node {
          fieldOfAction { visionStatements { text } } initiatives(first: 3) { totalCount edges { node { id } } }
          history(first: 2) { edges { node { initiatives { id } fieldOfAction { id } } } } } } } }`,
        { first },
      )
      return service.statements.length - before
    }
    expect(await countFor(9)).toBe(await countFor(2))
  })

  test('in a year no calendar has is refused', async () => {
    expect(
      await refusalOf(service, '{ roadmap(asOf: "0000-01-01T00:00:00Z") { totalCount } }'),
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
    })
  })

  test('is found by an index among many versions', async () => {
    const { pool } = service.database
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(`
        insert into city.roadmap_item_version (roadmap_item_id, version, valid_from, valid_to, changed_by, title,
            start_quarter, end_quarter, priority, state, field_of_action_id, initiative_ids)
          select 'rm-' || item, version, timestamptz '2000-01-01' + version * interval '1 day',
            timestamptz '2000-01-02' + version * interval '1 day', 'x', '{"DE": "T"}', '2000-Q1', '2000-Q1', 'LOW', 'DONE',
            'foa-access', '{}'
          from generate_series(1, 100) item, generate_series(1, 200) version`)
      const { rows } = await client.query(`
        explain select * from city.roadmap_item_version v
          where tstzrange(v.valid_from, v.valid_to) @> '2000-03-01T00:00:00Z'::timestamptz`)
      expect(JSON.stringify(rows)).toContain('roadmap_item_version_validity_index')
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

test('the roadmap of today goes page by page as before', async () => {
  const ids = await walk(service, 'roadmap', 'RoadmapFilter', { first: 3 })
  expect(new Set(ids).size).toBe(ids.length)
})
