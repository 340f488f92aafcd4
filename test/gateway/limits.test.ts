import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { getIntrospectionQuery } from 'graphql'
import { keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { town } from './kit/town.js'

let city: RunningSubgraph
let gateway: RunningGateway

beforeAll(async () => {
  city = await startSubgraph('city', town.city, keys)
  gateway = await startGateway({ subgraphs: { city: city.url } })
})

afterAll(async () => {
  await gateway.close()
  await city.close()
})

beforeEach(() => {
  city.seen.length = 0
})

/** `{ name }` inside that many districts. */
const nested = (levels: number) =>
  `{ districts ${'{ neighbours '.repeat(levels)} { name } ${'}'.repeat(levels)} }`
const aliased = (count: number) =>
  `{ ${Array.from({ length: count }, (_, n) => `d${n}: district(id: "1") { name }`).join(' ')} }`
/** 1,997 tokens and as many more. */
const long = (more: number) => {
  const twelveTokens = 'initiatives(first: 1, after: "x") { totalCount } '
  return `{ ${twelveTokens.repeat(166)} districts { ${'__typename '.repeat(more)} } }`
}
const bomb = (levels: number) =>
  `{ districts { ...F0 } } ${Array.from(
    { length: levels },
    (_, n) => `fragment F${n} on District { neighbours { ...F${n + 1} } neighbours { ...F${n + 1} } }`,
  ).join(' ')} fragment F${levels} on District { name }`

describe('An operation', () => {
  test.each([
    [
      'too deep',
      nested(11),
      'OPERATION_TOO_DEEP',
      'The operation nests fields 13 levels deep, the limit is 12: ask for the inner objects in an operation of their own, by id.',
    ],
    [
      'with too many aliases',
      aliased(31),
      'OPERATION_TOO_MANY_ALIASES',
      'The operation has 31 aliases, the limit is 30: ask for lists instead of single objects, or split it into several operations.',
    ],
    [
      'with too many tokens',
      long(4),
      'OPERATION_TOO_LONG',
      'The operation has 2001 tokens, the limit is 2000: put values into variables, or split it into several operations.',
    ],
    [
      'that may return too much',
      '{ initiatives(first: 100) { edges { node { district { initiatives(first: 100) { edges { node { title } } } } } } } }',
      'OPERATION_TOO_COSTLY',
      'The operation may return 20401 objects, the limit is 20000: ask for shorter pages with "first", nest fewer lists, or split it into several operations.',
    ],
  ])('%s is refused with a code, the limit and the way out', async (_what, query, code, message) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      expect(await gateway.query(query, { headers: { accept } })).toMatchObject({
        status: 400,
        headers: { 'content-type': `${accept}; charset=utf-8` },
        body: { errors: [{ message, extensions: { code } }] },
      })
    }
    expect(city.seen).toEqual([])
  })

  test.each([
    ['as deep as the limit', nested(3)],
    ['with as many aliases as the limit', aliased(30)],
    ['as long as the limit', long(3)],
  ])('%s is answered', async (_what, query) => {
    const answer = await gateway.query(query)
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.body).not.toHaveProperty('errors')
  })

  test('costs as much with a page size in a variable as with one in the text, and with a default', async () => {
    const query = `query ($n: Int!) {
      initiatives(first: $n) { edges { node { district { initiatives(first: $n) { edges { node { title } } } } } } }
    }`
    expect(await gateway.query(query, { variables: { n: 100 } })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'OPERATION_TOO_COSTLY' } }] },
    })
    expect(await gateway.query(query, { variables: { n: 10 } })).toMatchObject({ status: 200 })
    expect(await gateway.query(query.replaceAll('(first: $n)', ''))).toMatchObject({ status: 200 })
  })

  test('cannot make itself cheap with a negative page', async () => {
    const query = `{
      a: initiatives(first: -1000000) { edges { node { district { name } } } }
      b: initiatives(first: 1000000) { edges { node { title } } }
    }`
    expect(await gateway.query(query)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'OPERATION_TOO_COSTLY' } }] },
    })
  })

  test('cannot escape the cost with a value that cannot be read', async () => {
    const query =
      'query ($n: Int = 100) { initiatives(first: $n) { edges { node { district { initiatives(first: 100) { edges { node { title } } } } } } } }'
    expect(await gateway.query(query, { variables: { n: null } })).toMatchObject({
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    })
    expect(city.seen).toEqual([])
  })

  test('that grows by its fragments is refused before it is written out', async () => {
    expect(await gateway.query(bomb(9))).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'OPERATION_TOO_COSTLY' } }] },
    })
    expect(await gateway.query(bomb(60))).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'OPERATION_TOO_DEEP' } }] },
    })
  })

  test('that names one field so often that comparing all of them takes long is refused', async () => {
    expect(await gateway.query(`{ districts { ${'name '.repeat(1_900)} } }`)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'OPERATION_TOO_COSTLY' } }] },
    })
  })

  test('of the size of the district page is far below every limit', async () => {
    const page = `query ($id: ID!) { district(id: $id) { name
      neighbours { name neighbours { name } }
      initiatives(first: 5) { totalCount edges { node { title district { name } } } } } }`
    expect(await gateway.query(page, { variables: { id: '05370004-01' } })).toMatchObject({
      status: 200,
      body: { data: { district: { name: 'Erkelenz-Mitte' } } },
    })
  })
})

describe('Introspection', () => {
  test('as GraphiQL asks for it is answered', async () => {
    const answer = await gateway.query(
      getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }),
    )
    expect(answer).toMatchObject({
      status: 200,
      body: { data: { __schema: { queryType: { name: 'Query' } } } },
    })
    expect(answer.body).not.toHaveProperty('errors')
  })

  test('that goes round in circles is refused', async () => {
    const circle =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }'
    expect(await gateway.query(circle)).toMatchObject({
      body: { errors: [{ message: 'Maximum introspection depth exceeded' }] },
    })
  })
})
