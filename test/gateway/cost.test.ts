import { Supergraph } from '@apollo/federation-internals'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { buildSchema, parse } from 'graphql'
import { costOf } from '../../gateway/policy/cost.js'
import { type CostWeights, maxWeight, noWeights, readCostWeights } from '../../gateway/policy/cost-weights.js'
import { anyOperation, sdl } from './kit/any-protected-operation.js'
import { composed, link } from './kit/protection.js'

/** Costs of operations over a subgraph's schema. */
function costsOver(text: string) {
  const supergraph = composed({ graph: `${link}\n${text}` })
  const schema = Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema()
  const weights = readCostWeights(supergraph)
  return (query: string, variables: Record<string, unknown> = {}) =>
    costOf({ schema, document: parse(query), operationName: undefined, variables }, weights)
}

describe('Where nothing is said, the cost', () => {
  const cost = costsOver(`
    type Query { id: ID thing: Thing things: [Thing] ids: [ID] page(first: Int = 5, last: Int): ThingConnection any: [Any] named: Named }
    type Thing implements Named { id: ID self: Thing things: [Thing] page(first: Int): ThingConnection }
    type Other implements Named { id: ID other: Other things: [Thing] }
    interface Named { id: ID things: [Thing] }
    union Any = Thing | Other
    type ThingConnection { count: Int edges: [ThingEdge] info: Other }
    type ThingEdge { node: Thing }`)

  test.each([
    ['of scalars is nothing', '{ id ids __typename }', 0],
    ['of an object is one', '{ thing { id self { id } } }', 2],
    ['of a list is that of ten', '{ things { id self { id } } }', 20],
    ['of a list in a list is that of a hundred', '{ things { things { id } } }', 110],
    ['of a connection is that of a page, by its default', '{ page { count edges { node { id } } } }', 11],
    ['of a connection is that of a page, as asked for', '{ page(first: 50) { edges { node { id } } } }', 101],
    ['of a connection is that of the longer of two pages', '{ page(last: 7) { edges { node { id } } } }', 15],
    [
      'of a page of less than nothing is that of none',
      '{ thing { page(first: -5) { edges { node { id } } } } }',
      2,
    ],
    ['of a connection without a size is that of ten', '{ thing { page { edges { node { id } } } } }', 22],
    [
      'of one of many types is that of the dearest',
      '{ any { ... on Thing { self { self { id } } } ... on Other { other { id } } } }',
      30,
    ],
    [
      'of an interface adds what is asked of one of its types',
      '{ named { things { id } ... on Other { other { id } } } }',
      12,
    ],
    [
      'of a fragment is that of what is in it, each time',
      '{ thing { ...F } things { ...F } } fragment F on Thing { self { id } }',
      22,
    ],
    [
      'of what directives leave out is nothing',
      '{ thing @skip(if: true) { id } ... @include(if: false) { things { id } } }',
      0,
    ],
    [
      'of a look at the schema is high',
      '{ __schema { types { name } } __type(name: "Thing") { name } }',
      2_000,
    ],
    ['of too much to be counted has no bound', `{ ${'id '.repeat(10_001)} }`, Number.POSITIVE_INFINITY],
  ])('%s', (_what, query, expected) => {
    expect(cost(query)).toBe(expected)
  })

  test('of variables without a usable value cannot be told', () => {
    expect(() => cost('query ($n: Int!) { page(first: $n) { count } }', { n: 'x' })).toThrow(/\$n/)
    expect(() => cost('query ($n: Int!) { page(first: $n) { count } }')).toThrow(/\$n/)
  })
})

describe('@cost', () => {
  const cost = costsOver(`
    type Query {
      plain: Plain
      dear: Plain @cost(weight: 5)
      dears: [Plain] @cost(weight: 5)
      heavy: Heavy
      number: Int @cost(weight: 3)
      numbers: [Int] @cost(weight: 3)
      map: Map
      kind: Kind
      free: Plain @cost(weight: 0)
      evil: Plain @cost(weight: -1000)
      vast: Plain @cost(weight: 2147483647)
      any: Any
      named: Named
      find(text: String @cost(weight: 4), by: By, all: [By!], page: Int = 1 @cost(weight: 2)): Plain
    }
    interface Named { name: String }
    type Plain implements Named { id: ID name: String @cost(weight: 6) }
    type Heavy @cost(weight: 20) { id: ID plain: Plain }
    union Any = Plain | Heavy
    scalar Map @cost(weight: 9)
    enum Kind @cost(weight: 2) { ONE }
    input By { name: String @cost(weight: 10) near: By id: ID }`)

  test.each([
    ['of a field is in place of that of an object', '{ dear { id } }', 5],
    ['of a field counts for each item', '{ dears { id } }', 50],
    ['of a type counts for each field that leads to it', '{ heavy { id } a: heavy { plain { id } } }', 41],
    ['of a scalar field', '{ number numbers }', 33],
    ['of a scalar', '{ map }', 9],
    ['of an enum', '{ kind }', 2],
    ['of one type of a union counts for the union', '{ any { __typename } }', 20],
    ['of a field of one type counts for that of its interface', '{ named { name } }', 7],
    ['of less than without it changes nothing', '{ free { id } evil { id } }', 2],
    ['beyond all bounds is bounded', '{ vast { id } }', maxWeight],
    ['of an argument counts where it is given', '{ find(page: null, text: "x") { id } }', 5],
    ['of an argument counts with its default', '{ find { id } }', 3],
    [
      'of input fields counts for each',
      '{ find(page: null, by: { name: "a", near: { name: "b", id: 1 } }) { id } }',
      21,
    ],
    [
      'of input fields counts in lists',
      '{ find(page: null, all: [{ name: "a" }, { name: "b" }, {}]) { id } }',
      21,
    ],
  ])('%s', (_what, query, expected) => {
    expect(cost(query)).toBe(expected)
  })

  test('of input counts in variables too', () => {
    const query = 'query ($by: By, $text: String = "x") { find(page: null, by: $by, text: $text) { id } }'
    expect(cost(query, { by: { near: { name: 'b' } } })).toBe(15)
  })
})

describe('@listSize', () => {
  const cost = costsOver(`
    type Query {
      long: [Thing] @listSize(assumedSize: 50)
      short: [Thing] @listSize(assumedSize: 2)
      some(limit: Int, most: Int = 30): [Thing] @listSize(assumedSize: 40, slicingArguments: ["limit", "most"], requireOneSlicingArgument: false)
      one(limit: Int, top: Int): [Thing] @listSize(slicingArguments: ["limit", "top"])
      cursor(limit: Int): Cursor @listSize(slicingArguments: ["limit"], sizedFields: ["items", "more"], requireOneSlicingArgument: false)
      relay(first: Int): ThingConnection @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
      named: Named
    }
    interface Named { id: ID all(limit: Int): [Thing] }
    type Thing implements Named { id: ID self: Thing all(limit: Int): [Thing] @listSize(assumedSize: 70, slicingArguments: ["limit"], requireOneSlicingArgument: false) }
    type Cursor { items: [Thing] more: [Thing] rest: [Thing] info: Thing }
    type ThingConnection { edges: [Thing] info: Thing }`)

  test.each([
    ['assumes another length', '{ long { id } }', 50],
    ['assumes no shorter one than without it', '{ short { id } }', 10],
    ['takes it from an argument', '{ some(limit: 60, most: null) { id } }', 60],
    ['takes it from a default', '{ some { id } }', 30],
    ['takes it from the greatest of several', '{ some(limit: 7, most: 3) { id self { id } } }', 14],
    ['assumes it where no argument says it', '{ some(most: null) { id } }', 40],
    [
      'counts what is asked in fields of the answer',
      '{ cursor(limit: 20) { items { self { id } } more { id } rest { id } info { id } } }',
      1 + 40 + 20 + 10 + 1,
    ],
    ['assumes ten there', '{ cursor { items { id } } }', 11],
    ['takes a connection exactly', '{ relay(first: 20) { edges { id } info { id } } }', 22],
    ['of a type counts for its interface', '{ named { all { id } } a: named { all(limit: 3) { id } } }', 75],
  ])('%s', (_what, query, expected) => {
    expect(cost(query)).toBe(expected)
  })

  test.each([
    ['{ one { id } }', 'none of them is given'],
    ['{ one(limit: 2, top: 3) { id } }', '2 of them are given'],
  ])('demands exactly one argument that says it: %s', (query, found) => {
    expect(() => cost(query)).toThrow(
      `The field "one" takes exactly one of the arguments "limit", "top", and ${found}: say with one how many items you want.`,
    )
    expect(cost('{ one(top: 3, limit: null) { id } }')).toBe(3)
  })
})

describe('A supergraph', () => {
  test('may import the directives by other names', () => {
    const text = composed({
      graph: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [{ name: "@cost", as: "@price" }])
        type Query { a: Int @price(weight: 2) b: [Int] @federation__listSize(assumedSize: 3) }`,
    })
    const { outputs, lists } = readCostWeights(text)
    expect(outputs).toEqual(new Map([['Query.a', 2]]))
    expect([...lists.keys()]).toEqual(['Query.b'])
  })

  test('that says nothing is not looked into', () => {
    expect(readCostWeights(composed({ graph: `${link} type Query { a: Int }` }))).toBe(noWeights)
  })
})

test('No weights make any operation cheaper, or its cost less than nothing', () => {
  const schema = buildSchema(sdl)
  const coordinate = fc.constantFrom(
    'A',
    'B',
    'C',
    'Node',
    'Tag',
    'Query.nodes',
    'Node.other',
    'A.tag',
    'C.nodes',
  )
  const anyWeights = fc
    .dictionary(coordinate, fc.integer({ min: -2_000, max: 2_000 }))
    .map((weights) => ({ ...noWeights, outputs: new Map(Object.entries(weights)) }) satisfies CostWeights)
  fc.assert(
    fc.property(anyOperation, anyWeights, (query, weights) => {
      const variables = { yes: true, no: false }
      const operation = { schema, document: parse(query), operationName: undefined, variables }
      const without = costOf(operation, noWeights)
      expect(without).toBeGreaterThanOrEqual(0)
      expect(costOf(operation, weights)).toBeGreaterThanOrEqual(without)
    }),
    { numRuns: 300, seed: 5 },
  )
})
