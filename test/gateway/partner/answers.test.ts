import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { buildSchema, parse } from 'graphql'
import { compileCheck, type Violation } from '../../../gateway/partner/answer/compile-check.js'
import { subgraphFetch } from '../kit/subgraph-fetch.js'
import { partnerSchema } from './kit/sources.js'

const schema = buildSchema(partnerSchema)

/** What is left of an answer's data, and what was wrong with it, as `coordinate problem path`. */
function checked(query: string, data: Record<string, unknown>, variables: Record<string, unknown> = {}) {
  const violations: Violation[] = []
  const check = compileCheck(schema, parse(query))
  const left = check(data, subgraphFetch(query, variables), (violation) => violations.push(violation))
  return {
    data: JSON.parse(JSON.stringify(left)),
    wrong: violations.map(({ coordinate, problem, path }) => `${coordinate} ${problem} ${path.join('.')}`),
  }
}

const everything = `{ cafes { id name seats rating isOpen kind owner { name } tags extra times neighbour { name } } }`
const cafe = {
  id: '1',
  name: 'Am Markt',
  seats: 12,
  rating: 4.5,
  isOpen: true,
  kind: 'QUIET',
  owner: { name: 'Ada' },
  tags: ['a', 'b'],
  extra: { deep: [1, { x: null }] },
  times: [[8, 18], null, []],
  neighbour: null,
}

test('An answer that is as the schema says goes on as it is', () => {
  expect(checked(everything, { cafes: [cafe, null] })).toEqual({ data: { cafes: [cafe, null] }, wrong: [] })
})

const wrongValues: [field: string, value: unknown, problem: string, at?: string][] = [
  ['id', 1, 'is no ID'],
  ['name', 5, 'is no String'],
  ['name', { text: 'x' }, 'is no String'],
  ['name', ['x'], 'is no String'],
  ['seats', '12', 'is no Int'],
  ['seats', 1.5, 'is no Int'],
  ['seats', 2 ** 31, 'is no Int'],
  ['seats', true, 'is no Int'],
  ['rating', '4', 'is no Float'],
  ['rating', Number.POSITIVE_INFINITY, 'is no Float'],
  ['isOpen', 1, 'is no Boolean'],
  ['kind', 'SMELLY', 'is no value of Kind'],
  ['kind', 0, 'is no value of Kind'],
  ['tags', 'a', 'is no list'],
  ['tags', { 0: 'a' }, 'is no list'],
  ['tags', ['a', null], 'is null, which it must not be', '.1'],
  ['tags', ['a', 2], 'is no String', '.1'],
  ['times', [[8], 9], 'is no list', '.1'],
  ['neighbour', [], 'is no object'],
  ['neighbour', 'x', 'is no object'],
  ['neighbour', { __typename: 'Park', name: 'x' }, 'is of a type that is not expected there'],
  ['neighbour', { __typename: 5, name: 'x' }, 'is of a type that is not expected there'],
  ['extra', nested(100), 'is no Anything'],
]

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)]
}

describe('A value that is not what the schema says', () => {
  test.each(wrongValues)('becomes null, and costs no other: %s %j', (field, value, problem, at = '') => {
    const { data, wrong } = checked(everything, { cafes: [cafe, { ...cafe, [field]: value }] })
    expect(wrong).toEqual([`Cafe.${field} ${problem} cafes.1.${field}${at}`])
    const left = field === 'times' ? [[8], null] : null
    expect(data).toEqual({ cafes: [cafe, field === 'id' ? null : { ...cafe, [field]: left }] })
  })

  test('takes along what must not be null, up to where null may be', () => {
    const query = '{ cafes { name owner { name } } }'
    const cafes = [
      { name: 'a', owner: null },
      { name: 'b', owner: { name: null } },
      { name: 'c', owner: { name: 7 } },
      { name: 'd' },
      { name: 'e', owner: { name: 'Ada' } },
    ]
    expect(checked(query, { cafes })).toEqual({
      data: { cafes: [null, null, null, null, { name: 'e', owner: { name: 'Ada' } }] },
      wrong: [
        'Cafe.owner is null, which it must not be cafes.0.owner',
        'Owner.name is null, which it must not be cafes.1.owner.name',
        'Owner.name is no String cafes.2.owner.name',
        'Cafe.owner is missing cafes.3.owner',
      ],
    })
  })

  test('is also one that is missing', () => {
    expect(checked('{ cafe(id: "1") { name seats } }', { cafe: { seats: 1 } })).toEqual({
      data: { cafe: { name: null, seats: 1 } },
      wrong: ['Cafe.name is missing cafe.name'],
    })
    expect(checked('{ cafes { name } }', {})).toEqual({
      data: { cafes: null },
      wrong: ['Query.cafes is missing cafes'],
    })
  })
})

test('Whatever a partner answers, what is left of it is as the schema says', () => {
  const { owner, ...fields } = cafe
  const anyCafe = fc.record(
    {
      ...Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [name, fc.oneof(fc.constant(value), fc.jsonValue())]),
      ),
      owner: fc.oneof(fc.constant(owner), fc.record({ name: fc.jsonValue() }), fc.jsonValue()),
      neighbour: fc.oneof(fc.record({ name: fc.jsonValue(), __typename: fc.jsonValue() }), fc.jsonValue()),
    },
    { requiredKeys: [] },
  )
  const anyAnswer = fc.record({
    cafes: fc.oneof(fc.array(fc.oneof(anyCafe, fc.jsonValue())), fc.jsonValue()),
  })
  fc.assert(
    fc.property(anyAnswer, (answer) => {
      const { data } = checked(everything, answer)
      expect(checked(everything, data)).toEqual({ data, wrong: [] })
      expect(validAgainst(data)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

/** The same, said by a JSON Schema. */
const validAgainst = new Ajv().compile({
  type: 'object',
  properties: {
    cafes: {
      type: ['array', 'null'],
      items: {
        type: ['object', 'null'],
        required: Object.keys(cafe),
        additionalProperties: false,
        properties: {
          id: { type: 'string' },
          name: { type: ['string', 'null'] },
          seats: { type: ['integer', 'null'] },
          rating: { type: ['number', 'null'] },
          isOpen: { type: ['boolean', 'null'] },
          kind: { enum: ['QUIET', 'LOUD', null] },
          owner: {
            type: 'object',
            required: ['name'],
            additionalProperties: false,
            properties: { name: { type: 'string' } },
          },
          tags: { type: ['array', 'null'], items: { type: 'string' } },
          extra: {},
          times: {
            type: ['array', 'null'],
            items: { type: ['array', 'null'], items: { type: ['integer', 'null'] } },
          },
          neighbour: {
            type: ['object', 'null'],
            required: ['name'],
            additionalProperties: false,
            properties: { name: { type: ['string', 'null'] } },
          },
        },
      },
    },
  },
})

test('What was not asked for is left out', () => {
  const data = { cafes: [{ name: 'a', seats: 'many', password: 'x' }], other: 1 }
  expect(checked('{ cafes { name } }', data)).toEqual({ data: { cafes: [{ name: 'a' }] }, wrong: [] })
})

test('Names of JavaScript’s own are names like others', () => {
  const hostile =
    '{"cafe":{"name":"a","extra":{"__proto__":{"isAdmin":true},"a":{"__proto__":1}},"__proto__":{"seats":5}}}'
  expect(checked('{ cafe(id: "1") { name seats extra } }', JSON.parse(hostile))).toEqual({
    data: { cafe: { name: 'a', seats: null, extra: { a: {} } } },
    wrong: ['Cafe.seats is missing cafe.seats'],
  })
  const left = compileCheck(schema, parse('{ cafe(id: "1") { __proto__: extra constructor: name } }'))(
    JSON.parse('{"cafe":{"__proto__":{"isAdmin":true},"constructor":"a"}}'),
    { variables: {}, entityTypes: undefined },
    () => {},
  )
  expect(Object.entries(left?.cafe ?? {})).toEqual([
    ['__proto__', { isAdmin: true }],
    ['constructor', 'a'],
  ])
  expect({}).not.toHaveProperty('isAdmin')
})

describe('By the type of an object', () => {
  const query = '{ place { __typename name ... on Cafe { seats } ...park } } fragment park on Park { area }'

  test('its fields are expected', () => {
    expect(checked(query, { place: { __typename: 'Cafe', name: 'a', seats: 1, area: 'x' } })).toEqual({
      data: { place: { __typename: 'Cafe', name: 'a', seats: 1 } },
      wrong: [],
    })
    expect(checked(query, { place: { __typename: 'Park', name: 'a', area: 'x' } })).toEqual({
      data: { place: { __typename: 'Park', name: 'a', area: null } },
      wrong: ['Park.area is no Float place.area'],
    })
    expect(checked(query, { place: { __typename: 'Park', name: 'a' } }).wrong).toEqual([
      'Park.area is missing place.area',
    ])
  })

  test.each(['Owner', 'Unknown', 'Place', '__proto__', 'Query', 7])('it is refused if it is %j', (name) => {
    expect(checked(query, { place: { __typename: name, name: 'a' } })).toEqual({
      data: { place: null },
      wrong: ['Query.place is of a type that is not expected there place'],
    })
  })

  test('it is looked at as far as can be told where it is not said', () => {
    const unsaid = '{ found { ... on Cafe { name seats } ... on Park { name area } } }'
    expect(checked(unsaid, { found: { name: 'a', area: 3 } })).toEqual({
      data: { found: { name: 'a', area: 3 } },
      wrong: [],
    })
    expect(checked(unsaid, { found: { name: 'a', seats: 'x' } })).toEqual({
      data: { found: { name: 'a', seats: null } },
      wrong: ['Cafe.seats is no Int found.seats'],
    })
  })

  test('the roots may be called as the partner likes', () => {
    expect(checked('{ __typename cafes { name } }', { __typename: 'CafeQueries', cafes: null })).toEqual({
      data: { __typename: 'Query', cafes: null },
      wrong: [],
    })
  })
})

describe('Of entities', () => {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on District { motto cafes { seats } } ... on Place { __typename name } ... on Cafe { seats }
    }
  }`
  const representations = [
    { __typename: 'District', id: '1' },
    { __typename: 'Cafe', id: '2' },
  ]

  test('each is of the type that was asked for', () => {
    const entities = [
      { motto: 'a', cafes: [{ seats: 'x' }] },
      { __typename: 'Cafe', name: 'b', seats: 3 },
    ]
    expect(checked(query, { _entities: entities }, { representations })).toEqual({
      data: { _entities: [{ motto: 'a', cafes: [{ seats: null }] }, entities[1]] },
      wrong: ['Cafe.seats is no Int _entities.0.cafes.0.seats'],
    })
  })

  test('one of another type is null, and so is one that lacks what must not be null', () => {
    const entities = [{ motto: null }, { __typename: 'District', motto: 'b' }]
    expect(checked(query, { _entities: entities }, { representations })).toEqual({
      data: { _entities: [null, null] },
      wrong: [
        'District.motto is null, which it must not be _entities.0.motto',
        'Query._entities is of a type that is not expected there _entities.1',
      ],
    })
  })

  test('none means that there are none of them', () => {
    expect(checked(query, { _entities: [null, null] }, { representations })).toEqual({
      data: { _entities: [null, null] },
      wrong: [],
    })
  })
})

describe('A condition', () => {
  const query = `query ($with: Boolean = true, $without: Boolean!) {
    cafe(id: "1") { name @include(if: $with) ... @skip(if: $without) { seats owner { name } } owner @include(if: false) { name } }
  }`

  test('that is not met makes a field unexpected', () => {
    expect(checked(query, { cafe: {} }, { with: false, without: true })).toEqual({
      data: { cafe: {} },
      wrong: [],
    })
  })

  test('that is met makes it expected', () => {
    expect(checked(query, { cafe: {} }, { without: false })).toEqual({
      data: { cafe: null },
      wrong: [
        'Cafe.name is missing cafe.name',
        'Cafe.seats is missing cafe.seats',
        'Cafe.owner is missing cafe.owner',
      ],
    })
  })
})
