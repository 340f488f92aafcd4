import { describe, expect, test } from '@jest/globals'
import { queries } from '../../../bench/gateway/graph/queries.js'
import { subgraphs as benchSubgraphs } from '../../../bench/gateway/graph/subgraphs.js'
import { planSteps } from '../../../gateway/execution/fetches/plan-steps.js'
import type { SubgraphAnswer } from '../../../gateway/subgraphs/answer.js'
import { federation, planned, runFetches, type SeenFetch } from '../kit/run-fetches.js'

const subgraphs = {
  city: `${federation}
    type Query { districts: [District!] home(zip: String = "41812"): District town: Town }
    type Town { districts: [District!] }
    type District @key(fields: "id") { id: ID! name: String }`,
  mobility: `${federation}
    type District @key(fields: "id") { id: ID! stops(first: Int = 5): [Stop!] next: District }
    type Stop { name: String }`,
  climate: `${federation}
    type Query { stations: [Station!] }
    type Station { district: District }
    type District @key(fields: "id") { id: ID! }`,
}

/** Districts 1, 2 and 1 again; each has one stop. */
function city({ subgraph, variables: { representations } }: SeenFetch): SubgraphAnswer {
  if (subgraph === 'city') return { data: { districts: ['1', '2', '1'].map(district) } }
  return {
    data: { _entities: (representations ?? []).map(({ id }) => ({ stops: [{ name: `Stop ${id}` }] })) },
  }
}

function district(id: string) {
  return { __typename: 'District', id }
}

const stops = '{ districts { stops { name } } }'

describe('Entities', () => {
  test('are asked for once each, however often they are wanted', async () => {
    const { data, seen, fetches, errors } = await runFetches({ subgraphs, query: stops, answer: city })
    expect(seen.map(({ variables }) => variables)).toEqual([
      {},
      { representations: [district('1'), district('2')] },
    ])
    expect(fetches.map(({ entityTypes }) => entityTypes)).toEqual([undefined, ['District', 'District']])
    expect(data).toEqual({
      districts: ['1', '2', '1'].map((id) => ({ ...district(id), stops: [{ name: `Stop ${id}` }] })),
    })
    expect(errors).toEqual([])
  })

  test('in several places are asked for by one request, where it would ask for the same', async () => {
    const { data, seen } = await runFetches({
      subgraphs,
      query: 'query Both { districts { stops { name } } stations { district { stops { name } } } }',
      answer: (fetch) =>
        fetch.subgraph === 'climate'
          ? {
              data: {
                stations: [{ district: district('2') }, { district: null }, { district: district('3') }],
              },
            }
          : city(fetch),
    })
    expect(seen.map(({ subgraph }) => subgraph).sort()).toEqual(['city', 'climate', 'mobility'])
    expect(
      seen
        .at(-1)
        ?.variables.representations?.map(({ id }) => id)
        .sort(),
    ).toEqual(['1', '2', '3'])
    expect(data).toMatchObject({
      districts: [{ stops: [{ name: 'Stop 1' }] }, {}, {}],
      stations: [
        { district: { stops: [{ name: 'Stop 2' }] } },
        { district: null },
        { district: { stops: [{ name: 'Stop 3' }] } },
      ],
    })
  })

  test('of which none is there are not asked for', async () => {
    const { seen } = await runFetches({
      subgraphs,
      query: stops,
      answer: () => ({ data: { districts: [null] } }),
    })
    expect(seen.map(({ subgraph }) => subgraph)).toEqual(['city'])
  })

  test('that lack what says which they are are not asked for', async () => {
    const { seen, data } = await runFetches({
      subgraphs,
      query: stops,
      answer: (fetch) =>
        fetch.subgraph === 'city'
          ? { data: { districts: [{ __typename: 'District' }, { id: '1' }, 'no object', [], district('2')] } }
          : city(fetch),
    })
    expect(seen[1]?.variables).toEqual({ representations: [district('2')] })
    expect(data.districts).toHaveLength(5)
  })

  test('in different places do not share what is below them, which later can be asked for differently', async () => {
    const { data } = await runFetches({
      subgraphs,
      query: `{
        districts { next { name } }
        stations { district { next { id stops(first: 1) { name } } } }
      }`,
      answer: ({ subgraph, query, variables: { representations = [] } }) => {
        if (subgraph === 'climate') return { data: { stations: [{ district: district('1') }] } }
        if (query.startsWith('{')) return { data: { districts: [district('1'), district('1')] } }
        if (subgraph === 'city')
          return { data: { _entities: representations.map(({ id }) => ({ name: `District ${id}` })) } }
        return {
          data: {
            _entities: representations.map(() => ({
              next: { ...district('9'), ...(query.includes('stops') ? { stops: [{ name: 'Stop' }] } : {}) },
            })),
          },
        }
      },
    })
    expect(data).toEqual({
      districts: Array.from({ length: 2 }, () => ({
        ...district('1'),
        next: { ...district('9'), name: 'District 9' },
      })),
      stations: [{ district: { ...district('1'), next: { ...district('9'), stops: [{ name: 'Stop' }] } } }],
    })
  })
})

test('The requests of the well-known benchmark’s big query are nine instead of sixteen', () => {
  const sdl = Object.fromEntries(benchSubgraphs.map(({ name, sdl }) => [name, sdl]))
  const steps = planSteps(planned(sdl, queries.find(({ name }) => name === 'big')?.text ?? '').plan)
  expect(steps.flatMap(({ places }) => places)).toHaveLength(16)
  expect(steps.map(({ fetch }) => fetch.serviceName).sort()).toEqual([
    'accounts',
    'accounts',
    'inventory',
    'inventory',
    'inventory',
    'products',
    'products',
    'reviews',
    'reviews',
  ])
  for (const [position, { after }] of steps.entries()) {
    for (const earlier of after) expect(earlier).toBeLessThan(position)
  }
})

describe('Variables', () => {
  test('go to a subgraph that uses them, as the client sent them', async () => {
    const query =
      'query Home($zip: String = "52525", $first: Int) { home(zip: $zip) { stops(first: $first) { name } } }'
    const answer = (fetch: SeenFetch) =>
      fetch.subgraph === 'city' ? { data: { home: district('1') } } : city(fetch)
    const { seen } = await runFetches({ subgraphs, query, variables: { first: 2, other: 'x' }, answer })
    expect(seen.map(({ variables }) => variables)).toEqual([
      {},
      { first: 2, representations: [district('1')] },
    ])
    expect(seen.map(({ operationName }) => operationName)).toEqual(['Home__city__0', 'Home__mobility__1'])
  })

  test('that are null are sent, and those that are not there are not, whatever objects inherit', async () => {
    const query =
      'query ($zip: String, $toString: String) { home(zip: $zip) { name } other: home(zip: $toString) { name } }'
    const { seen, fetches } = await runFetches({
      subgraphs,
      query,
      variables: { zip: null },
      answer: () => ({ data: {} }),
    })
    expect(seen[0]?.variables).toEqual({ zip: null })
    expect(fetches[0]?.variables).toEqual({ zip: null })
  })

  test('decide what is asked at all', async () => {
    const query = 'query ($with: Boolean!) { districts { name stops @include(if: $with) { name } } }'
    for (const [value, names] of [
      [false, ['city']],
      [true, ['city', 'mobility']],
    ] as const) {
      const { seen } = await runFetches({ subgraphs, query, variables: { with: value }, answer: city })
      expect(seen.map(({ subgraph }) => subgraph)).toEqual(names)
    }
  })

  test('decide it by their defaults where the client sent none', async () => {
    const query = 'query ($without: Boolean = true) { districts { name stops @skip(if: $without) { name } } }'
    const { seen } = await runFetches({ subgraphs, query, answer: city })
    expect(seen.map(({ subgraph }) => subgraph)).toEqual(['city'])
  })
})

describe('What was merged', () => {
  const shared = {
    a: `${federation} type Query { town: Town @shareable } type Town @shareable { rows: [[Row]] }
      type Row @shareable { a: Int }`,
    b: `${federation} type Query { town: Town @shareable } type Town @shareable { rows: [[Row]] }
      type Row @shareable { b: Int }`,
  }

  test('holds what all subgraphs say of one object, in lists of lists by position', async () => {
    const { data } = await runFetches({
      subgraphs: shared,
      query: '{ town { rows { a b } } }',
      answer: ({ subgraph }) => ({
        data: {
          town: {
            rows: [
              [{ [subgraph]: 1 }, null],
              [{ [subgraph]: 2 }, { [subgraph]: 3 }],
            ],
          },
        },
      }),
    })
    expect(data).toEqual({
      town: {
        rows: [
          [{ a: 1, b: 1 }, null],
          [
            { a: 2, b: 2 },
            { a: 3, b: 3 },
          ],
        ],
      },
    })
  })

  test('is never a prototype, and nothing else than what was asked for is merged', async () => {
    const hostile =
      '{"__typename":"District","id":"1","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'
    const { data } = await runFetches({
      subgraphs,
      query: '{ districts { __proto__: stops { name } constructor: name toString: id } }',
      answer: ({ subgraph }) =>
        subgraph === 'city'
          ? { data: { districts: [JSON.parse(hostile)] } }
          : { data: { _entities: [JSON.parse('{"__proto__":[{"name":"Stop"}],"hasOwnProperty":1}')] } },
    })
    const [merged] = data.districts as object[]
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype)
    expect(Object.getOwnPropertyDescriptor(merged, '__proto__')?.value).toEqual([{ name: 'Stop' }])
    expect(Object.keys(merged ?? {})).not.toContain('hasOwnProperty')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test('may be lists in lists without end, which are no values of their type', async () => {
    const deep = () => JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
    const { data, errors } = await runFetches({
      subgraphs: shared,
      query: '{ town { rows { a b } } }',
      answer: () => ({ data: { town: { rows: deep() } } }),
    })
    expect(errors).toEqual([])
    expect(Object.keys(data.town ?? {})).toEqual(['rows'])
  })

  test('is added to what was there already', async () => {
    const data = { districts: [district('1')] }
    const fetched = await runFetches({ subgraphs, query: stops, data, answer: city })
    expect(fetched.data).toBe(data)
  })
})

test('Nothing more is asked once the client has gone away', async () => {
  const gone = new AbortController()
  const { seen } = await runFetches({
    subgraphs,
    query: stops,
    context: { signal: gone.signal },
    answer: (fetch) => {
      gone.abort()
      return city(fetch)
    },
  })
  expect(seen.map(({ subgraph }) => subgraph)).toEqual(['city'])
})
