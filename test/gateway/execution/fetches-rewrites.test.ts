import { describe, expect, test } from '@jest/globals'
import { federation, runFetches } from '../kit/run-fetches.js'

describe('What a subgraph is told of an entity', () => {
  const subgraphs = {
    city: `${federation}
      type Query { places: [Place] }
      interface Place @key(fields: "id") { id: ID! }
      type Park implements Place @key(fields: "id") { id: ID! area: Area owner: Owner path: [Area!] }
      type Square implements Place @key(fields: "id") { id: ID! }
      type Area { size: Int unit: String }
      interface Owner { name: String }
      type Town implements Owner { name: String }
      type Person implements Owner { name: String age: Int }`,
    climate: `${federation}
      type Park @key(fields: "id") {
        id: ID!
        area: Area @external
        owner: Owner @external
        path: [Area!] @external
        shade: Int @requires(fields: "area { size unit } path { size } owner { name ... on Person { age } }")
      }
      type Area { size: Int @external unit: String @external }
      interface Owner { name: String }
      type Town implements Owner { name: String @external }
      type Person implements Owner { name: String @external age: Int @external }`,
  }
  const told = async (park: object) => {
    const { seen, data } = await runFetches({
      subgraphs,
      query: '{ places { ... on Park { shade } } }',
      answer: ({ subgraph, variables: { representations = [] } }) =>
        subgraph === 'city'
          ? {
              data: {
                places: [
                  { __typename: 'Square', id: '1' },
                  { __typename: 'Park', id: '2', ...park },
                ],
              },
            }
          : { data: { _entities: representations.map(() => ({ shade: 3 })) } },
    })
    return { representations: seen[1]?.variables.representations, data }
  }

  test('is what it requires, by the type of each object', async () => {
    const area = { size: 1, unit: 'ha', more: 'x' }
    const owner = { __typename: 'Person', name: 'A', age: 7 }
    const { representations } = await told({ area, owner, path: [area, area] })
    expect(representations).toEqual([
      {
        __typename: 'Park',
        id: '2',
        area: { size: 1, unit: 'ha' },
        path: [{ size: 1 }, { size: 1 }],
        owner: { name: 'A', age: 7 },
      },
    ])
  })

  test('is null below where it is null, or lacks something', async () => {
    const { representations } = await told({ area: { size: 1 }, owner: null, path: [null] })
    expect(representations).toMatchObject([{ area: null, owner: null, path: [null] }])
  })

  test('is nothing where it lacks something, which is then not asked for', async () => {
    const { representations, data } = await told({ area: null, owner: null })
    expect(representations).toBeUndefined()
    expect(data).toMatchObject({ places: [{}, { id: '2' }] })
  })
})

test('Fields that one subgraph cannot have side by side get their names back, zero and false too', async () => {
  const { data, errors } = await runFetches({
    subgraphs: {
      city: `${federation}
        type Query { places: [Place] }
        union Place = Park | Square
        type Park { size: Int! }
        type Square { size: String! }`,
    },
    query: '{ places { ... on Park { size } ... on Square { size } } }',
    answer: ({ query }) => {
      const [, alias = ''] = /(\w+):size/.exec(query) ?? []
      return {
        data: {
          places: [
            { __typename: 'Park', size: 0 },
            { __typename: 'Square', [alias]: '' },
          ],
        },
        errors: [{ message: 'no', path: ['places', 1, alias] }],
      }
    },
  })
  expect(data).toEqual({
    places: [
      { __typename: 'Park', size: 0 },
      { __typename: 'Square', size: '' },
    ],
  })
  expect(errors.map(({ path }) => path)).toEqual([['places', 1, 'size']])
})

test('A subgraph that has an interface as an object is told the name it knows', async () => {
  const { seen, data } = await runFetches({
    subgraphs: {
      city: `${federation}
        type Query { places: [Place] }
        interface Place @key(fields: "id") { id: ID! }
        type Park implements Place @key(fields: "id") { id: ID! }`,
      climate: `${federation} type Place @key(fields: "id") @interfaceObject { id: ID! shade: Int }`,
    },
    query: '{ places { ... on Park { shade } } }',
    answer: ({ subgraph }) =>
      subgraph === 'city'
        ? { data: { places: [{ __typename: 'Park', id: '1' }] } }
        : { data: { _entities: [{ shade: 4 }] } },
  })
  expect(seen[1]?.variables.representations).toEqual([{ __typename: 'Place', id: '1' }])
  expect(data).toEqual({ places: [{ __typename: 'Park', id: '1', shade: 4 }] })
})

describe('Values from further up', () => {
  const subgraphs = {
    city: `${federation}
      type Query { towns: [Town!] }
      type Town @key(fields: "id") @context(name: "town") { id: ID! locale: String lots: [[Lot!]!] }
      type Lot { sign: Sign }
      type Sign @key(fields: "id") {
        id: ID!
        text(locale: String @fromContext(field: "$town { locale }"), size: Int): String
      }`,
  }
  const query = '{ towns { lots { sign { text(size: 2) } } } }'
  const sign = (id: string) => ({ sign: { __typename: 'Sign', id } })
  const towns = () => [
    { __typename: 'Town', locale: 'de', lots: [[sign('1')], [sign('2')]] },
    { __typename: 'Town', locale: 'nl', lots: [[sign('1')]] },
    { __typename: 'Town', locale: 'de', lots: null },
    { __typename: 'Town', locale: 'de', lots: [[sign('1')]] },
  ]

  test('are variables, so that each value is a request of its own', async () => {
    const { seen, data, errors } = await runFetches({
      subgraphs,
      query,
      answer: ({ variables: { representations, ...values } }) =>
        representations
          ? {
              data: {
                _entities: representations.map(({ id }) => ({ text: `${id} ${Object.values(values)}` })),
              },
            }
          : { data: { towns: towns() } },
    })
    expect(seen.slice(1).map(({ variables }) => Object.values(variables))).toEqual([
      ['de', [sign('1').sign, sign('2').sign]],
      ['nl', [sign('1').sign]],
    ])
    const text = (id: string, text: string) => ({ sign: { ...sign(id).sign, text } })
    expect(data).toMatchObject({
      towns: [
        { lots: [[text('1', '1 de')], [text('2', '2 de')]] },
        { lots: [[text('1', '1 nl')]] },
        { lots: null },
        { lots: [[text('1', '1 de')]] },
      ],
    })
    expect(errors).toEqual([])
  })

  test('do not mix up whose error one is', async () => {
    const { errors } = await runFetches({
      subgraphs,
      query,
      answer: ({ variables: { representations, ...values } }) =>
        representations
          ? {
              data: { _entities: representations.map(() => null) },
              errors: [{ message: String(Object.values(values)), path: ['_entities', 0, 'text'] }],
            }
          : { data: { towns: towns() } },
    })
    expect(errors.map(({ message, path }) => [message, path?.join('.')])).toEqual([
      ['de', 'towns.0.lots.0.0.sign.text'],
      ['de', 'towns.3.lots.0.0.sign.text'],
      ['nl', 'towns.1.lots.0.0.sign.text'],
    ])
  })
})
