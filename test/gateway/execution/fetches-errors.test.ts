import { describe, expect, test } from '@jest/globals'
import type { GraphQLFormattedError } from 'graphql'
import { mostRepeated } from '../../../gateway/execution/fetches/client-errors.js'
import type { SubgraphAnswer } from '../../../gateway/subgraphs/answer.js'
import { federation, runFetches, type SeenFetch } from '../kit/run-fetches.js'

const subgraphs = {
  city: `${federation}
    type Query { districts: [District!] home: District }
    type District @key(fields: "id") { id: ID! name: String }`,
  mobility: `${federation}
    type District @key(fields: "id") { id: ID! stops: [String] }`,
}
const query = '{ districts { stops } home { stops } }'

/** Districts 1, 2 and 1 again, and home is 2; mobility says what a test wants it to. */
function run(mobility: (fetch: SeenFetch) => SubgraphAnswer | Promise<SubgraphAnswer>) {
  return runFetches({
    subgraphs,
    query,
    answer: (fetch) => (fetch.subgraph === 'city' ? { data: cityData() } : mobility(fetch)),
  })
}

function cityData() {
  const [one, two] = ['1', '2'].map((id) => ({ __typename: 'District', id }))
  return { districts: [{ ...one }, { ...two }, { ...one }], home: { ...two } }
}

const both = { data: { _entities: [{ stops: ['Markt'] }, null] } }

function failing(error: GraphQLFormattedError): SubgraphAnswer {
  return { ...both, errors: [error] }
}

describe('An error of an entity', () => {
  test('is in every place where the entity was wanted, with its positions in lists', async () => {
    const { errors, data } = await run(() =>
      failing({ message: 'no stops', path: ['_entities', 1, 'stops'], extensions: { code: 'CONFLICT' } }),
    )
    expect(errors).toEqual([
      { message: 'no stops', path: ['districts', 1, 'stops'], extensions: { code: 'CONFLICT' } },
      { message: 'no stops', path: ['home', 'stops'], extensions: { code: 'CONFLICT' } },
    ])
    expect(data).toMatchObject({ districts: [{ stops: ['Markt'] }, {}, { stops: ['Markt'] }] })
  })

  test('says that it comes from behind the gateway where the subgraph gives no code', async () => {
    const { errors } = await run(() => failing({ message: '', path: ['_entities', 1, 'stops', 0] }))
    expect(errors[1]).toEqual({
      message: 'Subgraph "mobility" says that a field failed, and not why.',
      path: ['home', 'stops', 0],
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' },
    })
  })

  test('has no path where the subgraph gives none', async () => {
    const { errors } = await run(() => failing({ message: 'overloaded' }))
    expect(errors).toEqual([{ message: 'overloaded', extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } }])
  })

  test.each([[['_entities']], [['_entities', 7, 'stops']], [['stops']], [[]]])(
    'whose path is %j is where all of them are',
    async (path) => {
      const { errors } = await run(() => failing({ message: 'no stops', path }))
      expect(errors.map((error) => error.path)).toEqual([['districts'], ['home']])
    },
  )

  test('is repeated for many places, but not for any number of them', async () => {
    const wanted = Array.from({ length: 3000 }, () => ({ __typename: 'District', id: '1' }))
    const error = { message: 'no stops', path: ['_entities', 0, 'stops'] }
    const { errors } = await runFetches({
      subgraphs,
      query: '{ districts { stops } }',
      answer: ({ subgraph }) =>
        subgraph === 'city'
          ? { data: { districts: wanted } }
          : { data: { _entities: [null] }, errors: [error, error, error] },
    })
    expect(errors).toHaveLength(mostRepeated + 3)
    expect(errors.at(-1)?.path).toEqual(['districts', 0, 'stops'])
  })
})

test('As many errors as entities are no matter of minutes', async () => {
  const ids = Array.from({ length: 100_000 }, (_, id) => String(id))
  const { errors } = await runFetches({
    subgraphs,
    query: '{ districts { stops } }',
    answer: ({ subgraph }) =>
      subgraph === 'city'
        ? { data: { districts: ids.map((id) => ({ __typename: 'District', id })) } }
        : {
            data: { _entities: ids.map(() => null) },
            errors: ids.map((_, i) => ({ message: 'no', path: ['_entities', i, 'stops'] })),
          },
  })
  expect(errors).toHaveLength(100_000)
  expect(errors.at(-1)?.path).toEqual(['districts', 99_999, 'stops'])
})

test('An error of a root field is where the client asked for it', async () => {
  const { errors } = await runFetches({
    subgraphs,
    query: '{ mine: home { title: name } }',
    answer: () => ({ data: { mine: null }, errors: [{ message: 'no', path: ['mine', 'title'] }] }),
  })
  expect(errors.map(({ path }) => path)).toEqual([['mine', 'title']])
})

describe('An answer that is lost', () => {
  test('is one error for each place in the operation, at the first object there', async () => {
    const { errors, data } = await run(() => ({
      errors: [
        { message: 'away', path: ['_entities', 0, 'stops'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
      ],
    }))
    expect(errors.map(({ path }) => path)).toEqual([
      ['districts', 0, 'stops'],
      ['home', 'stops'],
    ])
    expect(data).toEqual(cityData())
  })

  test.each<[string, SubgraphAnswer]>([
    ['without data and errors', {}],
    ['with data null', { data: null }],
    ['with no entities', { data: {} }],
    ['with entities null', { data: { _entities: null } }],
    ['with too many entities', { data: { _entities: [null, null, null] } }],
  ])('and says nothing of it, %s, is an error of the subgraph', async (_, answer) => {
    const { errors, data } = await run(() => answer)
    const error = {
      message: 'Subgraph "mobility" gave an answer that cannot be used; its fields are null.',
      extensions: { code: 'SUBGRAPH_INVALID_ANSWER', subgraph: 'mobility' },
    }
    expect(errors).toEqual([
      { ...error, path: ['districts'] },
      { ...error, path: ['home'] },
    ])
    expect(data).toEqual(cityData())
  })

  test('is an error at the root where root fields were asked for', async () => {
    const { errors, data } = await runFetches({
      subgraphs,
      query: '{ home { name } }',
      answer: () => ({ data: null }),
    })
    expect(errors).toMatchObject([{ path: [], extensions: { code: 'SUBGRAPH_INVALID_ANSWER' } }])
    expect(data).toEqual({})
  })
})

test('A mistake in asking a subgraph costs the fields of that subgraph, and is no expected failure', async () => {
  const { errors, data } = await run(() => {
    throw new RangeError('a bug')
  })
  expect(errors.map(({ message, extensions }) => ({ message, extensions }))).toEqual([
    { message: 'a bug', extensions: {} },
  ])
  expect(errors[0]).toMatchObject({ originalError: expect.any(RangeError) })
  expect(data).toEqual(cityData())
})
