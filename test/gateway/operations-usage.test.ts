import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { buildSchema, parse } from 'graphql'
import { createBusyOperations } from '../../gateway/operations/busy-operations.js'
import { coordinatesIn } from '../../gateway/operations/coordinates.js'
import { createUsageCounts, type UsageCounts } from '../../gateway/operations/usage-counts.js'
import { refusal } from '../../gateway/policy/refusal.js'
import { sha256 } from '../../platform/registry/plain-operation.js'
import { operationReport } from '../../platform/registry/report.js'
import { type SmallGraph, startGraph } from './kit/operations.js'

const registeredText = 'query Registered { district { id } }'

let usage: UsageCounts
let graph: SmallGraph
let refusing: boolean
beforeEach(async () => {
  refusing = false
  usage = createUsageCounts({
    textOf: (hash) => (hash === sha256(registeredText) ? { text: registeredText, app: 'app' } : undefined),
  })
  const limits = {
    requestDidStart: async () => ({
      didResolveOperation: async () => {
        if (refusing) throw refusal('OPERATION_TOO_DEEP', 'Too deep')
      },
    }),
  }
  graph = await startGraph({ plugins: [usage.plugin, limits] })
})
afterEach(() => graph.stop())

const ask = (query: string, more: object = {}) => graph.ask({ body: { query, ...more } })
const sorted = <T extends { coordinate: string }>(fields: T[]) =>
  fields.toSorted((a, b) => (a.coordinate < b.coordinate ? -1 : 1))

describe('use', () => {
  test('is counted by operation and by field', async () => {
    const query =
      'query A($first: Int) { district { name beds(first: $first) { ...bed } } } fragment bed on Bed { name soil }'
    for (let time = 0; time < 3; time++) await ask(query, { variables: { first: time } })
    await ask('{ district { name } }')
    const { operations, fields, dropped } = usage.take()
    expect(operations.map(({ name, count, app }) => ({ name, count, app }))).toEqual([
      { name: 'A', count: 3, app: null },
      { name: null, count: 1, app: null },
    ])
    expect(sorted(fields)).toEqual([
      { coordinate: 'Bed.name', count: 3 },
      { coordinate: 'Bed.soil', count: 3 },
      { coordinate: 'District.beds', count: 3 },
      { coordinate: 'District.name', count: 4 },
      { coordinate: 'Query.district', count: 4 },
    ])
    expect(dropped).toBe(0)
    expect(operations.every((each) => operationReport.safeParse(each).success)).toBe(true)
    expect(usage.take()).toEqual({ operations: [], fields: [], dropped: 0 })
    await ask(query)
    expect(usage.take().operations).toMatchObject([{ name: 'A', count: 1 }])
  })

  test('is that of one operation, whatever values stand in it and however it is spaced', async () => {
    await ask('{ search(text: "Anna Muster") { name } }')
    await ask('{ search(text: "Berta") { name } } # for Berta')
    await ask('{ district(id: 7) { beds(first: 3, kind: PARK, near: [51.07, 6.31]) { name } } }')
    const { operations } = usage.take()
    expect(operations.map(({ text, count }) => [text, count])).toEqual([
      ['{\n  search(text: "") {\n    name\n  }\n}', 2],
      [
        '{\n  district(id: 0) {\n    beds(first: 0, kind: PARK, near: [0, 0]) {\n      name\n    }\n  }\n}',
        1,
      ],
    ])
    expect(JSON.stringify(usage.take()) + JSON.stringify(operations)).not.toMatch(/Anna|Berta|Muster/)
  })

  test('is that of the operation of a document that is executed', async () => {
    const query = 'query A { district { id } } query B { named { name ... on District { id } } }'
    await ask(query, { operationName: 'B' })
    const { operations, fields } = usage.take()
    expect(operations).toMatchObject([{ name: 'B', count: 1 }])
    expect(operations[0]?.text).not.toContain('query A')
    expect(sorted(fields).map(({ coordinate }) => coordinate)).toEqual([
      'District.id',
      'Named.name',
      'Query.named',
    ])
  })

  test('names the app that has registered the operation', async () => {
    await ask(registeredText)
    expect(usage.take().operations).toMatchObject([{ name: 'Registered', app: 'app' }])
  })

  test('is not that of introspection, of what is refused, or of what nobody asked for', async () => {
    await ask('{ __typename __schema { types { name } } }')
    await ask('{ nothing }')
    await ask('{')
    refusing = true
    await ask('{ district { id } }')
    refusing = false
    await graph.ask({ body: { query: '{ district { id } }' }, more: { rehearsal: true } })
    expect(usage.take()).toEqual({ operations: [], fields: [], dropped: 0 })
    await ask('{ __typename district { __typename id } __type(name: "Bed") { name } }')
    expect(sorted(usage.take().fields).map(({ coordinate }) => coordinate)).toEqual([
      'District.id',
      'Query.district',
    ])
  })

  test('is bounded between two reports, and says what it does not tell apart', async () => {
    for (let index = 0; index < 2_010; index++) await ask(`{ a${index}: district { id } }`)
    await ask('{ a0: district { id } }')
    const long = `{ ${Array.from({ length: 5_000 }, (_, index) => `alias${index}: __typename`).join(' ')} district { id } }`
    await ask(long)
    const { operations, fields, dropped } = usage.take()
    expect({ operations: operations.length, dropped }).toEqual({ operations: 2_000, dropped: 11 })
    expect(operations[0]).toMatchObject({ count: 2 })
    expect(fields.find(({ coordinate }) => coordinate === 'District.id')?.count).toBe(2_001)
  }, 120_000)
})

test('nothing clients or partners make up keeps a report from being taken', async () => {
  const long = 'x'.repeat(301)
  const schema = `type Query { ${long}: Int a: Int }`
  const graph = await startGraph({ typeDefs: schema, resolvers: {}, plugins: [usage.plugin] })
  await graph.ask({ body: { query: `query ${long} { ${long} a }` } })
  await graph.ask({ body: { query: `query ${'y'.repeat(70_000)} { a }` } })
  const { operations, fields, dropped } = usage.take()
  expect(fields).toEqual([{ coordinate: 'Query.a', count: 1 }])
  expect(operations).toHaveLength(1)
  expect(operations[0]?.name).toHaveLength(200)
  expect(operations.every((each) => operationReport.safeParse(each).success)).toBe(true)
  expect(dropped).toBe(2)
  await graph.stop()
})

describe('coordinates', () => {
  test('are the fields’, by the type they are asked of, each once', () => {
    const schema = buildSchema(
      'interface N { id: ID } type A implements N { id: ID a: A } type Query { n: N a: A }',
    )
    const document = parse(
      '{ x: n { id ... on A { a { a { id } } } } y: a { ...f } } fragment f on A { id __typename }',
    )
    expect(coordinatesIn(document, schema).toSorted()).toEqual(['A.a', 'A.id', 'N.id', 'Query.a', 'Query.n'])
  })
})

describe('the busiest operations', () => {
  test('are those executed most, as clients sent them', async () => {
    const busy = 'query Busy { search(text: "Rosen") { name } }'
    for (let time = 0; time < 3; time++) await ask(busy)
    await ask('{ district { id } }')
    await ask('{ district { name } }')
    await ask('{ district { name } }')
    expect(usage.busiest(2)).toEqual([
      { text: busy, name: 'Busy' },
      { text: '{ district { name } }', name: null },
    ])
    usage.take()
    expect(usage.busiest(1)).toEqual([{ text: busy, name: 'Busy' }])
  })

  test('are those of late', () => {
    const busy = createBusyOperations()
    for (let time = 0; time < 50; time++) busy.note('old', { text: 'old', name: null })
    for (let time = 0; time < 200; time++) busy.age()
    busy.note('new', { text: 'new', name: null })
    expect(busy.first(5).map(({ text }) => text)).toEqual(['new', 'old'])
  })
})
