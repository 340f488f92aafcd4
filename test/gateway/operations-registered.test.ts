import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createOperationsByHash } from '../../gateway/operations/operations-by-hash.js'
import { createPersistedQueries } from '../../gateway/operations/persisted-queries.js'
import { registeredLookup } from '../../gateway/operations/registered-lookup.js'
import { createRegisteredOperations } from '../../gateway/operations/registered-operations.js'
import { ownOperations } from '../../platform/registry/own-operations.js'
import { sha256 } from '../../platform/registry/plain-operation.js'
import type { RegisteredOperations as Wire } from '../../platform/registry/release.js'
import { administrator, coordinator, memberOf } from '../kit/callers.js'
import { type Asked, loggerTo, type SmallGraph, startGraph } from './kit/operations.js'

const names = 'query Names { district { name } }'
const water = 'mutation Water($bed: ID) { water(bed: $bed) }'

/** Stands in for city: what was registered and removed, in portions of two. */
function cityWith(...changes: [app: string, text: string, removed?: 'removed'][]) {
  const list: Wire['operations'] = []
  const add = (...[app, text, removed]: (typeof changes)[number]) =>
    void list.push({ revision: list.length + 1, app, hash: sha256(text), text: removed ? null : text })
  for (const change of changes) add(...change)
  const asked: number[] = []
  let away = false
  return {
    asked,
    add,
    setAway: (is: boolean) => {
      away = is
    },
    fetchAfter: async (after: number): Promise<Wire> => {
      asked.push(after)
      if (away) throw new Error('city is away')
      const rest = list.filter(({ revision }) => revision > after)
      return { operations: rest.slice(0, 2), more: rest.length > 2 }
    },
  }
}

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bindeglied-operations-'))
  file = join(folder, 'state', 'operations.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('registered operations', () => {
  const log: Record<string, unknown>[] = []
  const logger = loggerTo(log)
  beforeEach(() => void log.splice(0))

  test('are what city has, in however many portions, and then what is new', async () => {
    const city = cityWith(
      ['a', '{ a }'],
      ['a', '{ b }'],
      ['b', '{ a }'],
      ['a', '{ b }', 'removed'],
      ['a', '{ c }'],
    )
    const registered = createRegisteredOperations({ fetchAfter: city.fetchAfter, file, logger })
    expect(registered.has('{ a }')).toBe(false)
    await registered.follow()
    expect(registered.textOf(sha256('{ a }'))).toMatchObject({ text: '{ a }', app: 'a' })
    expect(['{ a }', '{ b }', '{ c }', '{ a } '].map(registered.has)).toEqual([true, false, true, false])
    city.add('a', '{ a }', 'removed')
    await registered.follow()
    // Another app has it still.
    expect(registered.textOf(sha256('{ a }'))).toMatchObject({ app: 'b' })
    city.add('b', '{ a }', 'removed')
    await registered.follow()
    expect(registered.textOf(sha256('{ a }'))).toBeUndefined()
    expect(city.asked).toEqual([0, 2, 4, 5, 6])
  })

  test('are known at the next start, while city is away', async () => {
    const city = cityWith(['a', '{ a }'], ['a', '{ b }'])
    await createRegisteredOperations({ fetchAfter: city.fetchAfter, file, logger }).follow()
    expect(await readdir(join(folder, 'state'))).toEqual(['operations.json'])
    city.setAway(true)
    const registered = createRegisteredOperations({ fetchAfter: city.fetchAfter, file, logger })
    await registered.restore()
    await expect(registered.follow()).rejects.toThrow('city is away')
    expect(registered.has('{ a }')).toBe(true)
    // What was removed meanwhile is known as soon as city is there again.
    city.add('a', '{ a }', 'removed')
    city.setAway(false)
    await registered.follow()
    expect(['{ a }', '{ b }'].map(registered.has)).toEqual([false, true])
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      operations: [{ app: 'a', hash: sha256('{ b }'), text: '{ b }' }],
    })
  })

  test('are all asked for again after city was away', async () => {
    const city = cityWith(['a', '{ a }'])
    const registered = createRegisteredOperations({ fetchAfter: city.fetchAfter, file: undefined, logger })
    await registered.follow()
    city.setAway(true)
    await expect(registered.follow()).rejects.toThrow()
    city.setAway(false)
    await registered.follow()
    await registered.follow()
    expect(city.asked).toEqual([0, 1, 0, 1])
    expect(registered.has('{ a }')).toBe(true)
  })

  test.each([
    ['is no JSON', '{'],
    ['was changed', JSON.stringify({ operations: [{ app: 'a', hash: sha256('{ a }'), text: '{ b }' }] })],
  ])('begin with nothing if the file %s', async (_, content) => {
    const city = cityWith(['a', '{ c }'])
    file = join(folder, 'operations.json')
    await writeFile(file, content)
    const registered = createRegisteredOperations({ fetchAfter: city.fetchAfter, file, logger })
    await registered.restore()
    expect(['{ a }', '{ b }'].map(registered.has)).toEqual([false, false])
    expect(log).toMatchObject([{ msg: 'the registered operations kept for this start cannot be read' }])
    await registered.follow()
    expect(registered.has('{ c }')).toBe(true)
  })

  test('serve also where they cannot be kept', async () => {
    const city = cityWith(['a', '{ a }'])
    await writeFile(join(folder, 'state'), 'a file where the folder should be')
    const registered = createRegisteredOperations({ fetchAfter: city.fetchAfter, file, logger })
    await registered.follow()
    expect(registered.has('{ a }')).toBe(true)
    expect(log).toMatchObject([{ msg: 'registered operations could not be kept for the next start' }])
  })

  test('have room for so many, however many are registered', () => {
    const operations = createOperationsByHash({ operations: 2, bytes: 12 })
    const apply = (app: string, text: string, removed = false) =>
      operations.apply({ app, hash: sha256(text), text: removed ? null : text })
    expect(apply('a', '{ a }')).toBe(true)
    expect(apply('a', `{ a${' '.repeat(10)}}`)).toBe(false)
    expect(apply('a', '{ b }')).toBe(true)
    expect(apply('a', '{c}')).toBe(false)
    expect(apply('b', '{ b }')).toBe(true)
    apply('a', '{ a }', true)
    apply('a', '{ a }', true)
    expect(apply('a', '{c}')).toBe(true)
    expect(operations.size).toBe(2)
    expect([...operations.all()].map(({ app, text }) => [app, text])).toEqual([
      ['a', '{ b }'],
      ['b', '{ b }'],
      ['a', '{c}'],
    ])
  })
})

/** A graph with two registered operations. */
async function graphWith(only: boolean): Promise<SmallGraph> {
  const city = cityWith(['app', names], ['app', water])
  const registered = createRegisteredOperations({
    fetchAfter: city.fetchAfter,
    file: undefined,
    logger: loggerTo([]),
  })
  await registered.follow()
  return startGraph({
    plugins: [registeredLookup(registered, { only })],
    persistedQueries: createPersistedQueries(),
  })
}

const byApollo = (text: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } },
})
const inUrl = (text: string) => ({ extensions: JSON.stringify(byApollo(text).extensions) })
const mitte = { status: 200, body: { data: { district: { name: 'Mitte' } } } }
const refusedWith = (code: string, status = 400) => ({ status, body: { errors: [{ extensions: { code } }] } })

describe.each([
  ['where all operations are executed', false],
  ['where only registered operations are executed', true],
])('%s, a registered one is asked', (_, only) => {
  let graph: SmallGraph
  beforeEach(async () => {
    graph = await graphWith(only)
  })
  afterEach(() => graph.stop())

  test.each<[string, Asked]>([
    ['by its text', { body: { query: names } }],
    ['by the hash of a persisted query', { body: byApollo(names) }],
    ['by that hash and its text', { body: { query: names, ...byApollo(names) } }],
    ['by the id of a persisted document', { body: { documentId: `sha256:${sha256(names)}` } }],
    ['by its bare hash as id', { body: { documentId: sha256(names) } }],
    ['with GET, by the hash of a persisted query', { method: 'GET', search: inUrl(names) }],
    ['with GET, by the id of a persisted document', { method: 'GET', search: { documentId: sha256(names) } }],
    ['with GET, by its text', { method: 'GET', search: { query: names } }],
  ])('%s', async (_how, asked) => {
    expect(await graph.ask(asked)).toMatchObject(mitte)
  })

  test('with variables, and by POST only if it changes something', async () => {
    const variables = { bed: '1' }
    const change = { documentId: sha256(water), variables }
    expect(await graph.ask({ body: change })).toEqual({ status: 200, body: { data: { water: true } } })
    const byGet = await graph.ask({ method: 'GET', search: { documentId: sha256(water) } })
    expect(byGet.status).toBe(405)
  })
})

describe('where all operations are executed', () => {
  let graph: SmallGraph
  beforeEach(async () => {
    graph = await graphWith(false)
  })
  afterEach(() => graph.stop())
  const other = '{ district { id } }'

  test('one that is not registered is, by its text', async () => {
    expect(await graph.ask({ body: { query: other } })).toMatchObject({
      body: { data: { district: { id: '1' } } },
    })
  })

  test('its hash is enough once its text was sent with it (automatic persisted queries)', async () => {
    expect(await graph.ask({ body: byApollo(other) })).toMatchObject(
      refusedWith('PERSISTED_QUERY_NOT_FOUND', 200),
    )
    const wrong = { query: names, ...byApollo(other) }
    expect((await graph.ask({ body: wrong })).status).toBe(400)
    expect(await graph.ask({ body: { query: other, ...byApollo(other) } })).toMatchObject({ status: 200 })
    expect(await graph.ask({ body: byApollo(other) })).toMatchObject({
      body: { data: { district: { id: '1' } } },
    })
    expect(await graph.ask({ method: 'GET', search: inUrl(other) })).toMatchObject({ status: 200 })
  })

  test.each([sha256(other), 'nonsense', 7])(
    'a document id nobody has registered is refused: %s',
    async (documentId) => {
      expect(await graph.ask({ body: { documentId } })).toMatchObject(refusedWith('OPERATION_NOT_REGISTERED'))
    },
  )

  test('a request that says nothing is refused as always', async () => {
    expect((await graph.ask({ body: { variables: {} } })).status).toBe(400)
    expect(await graph.ask({ body: { variables: {} } })).toMatchObject(refusedWith('BAD_REQUEST'))
  })
})

describe('where only registered operations are executed', () => {
  let graph: SmallGraph
  beforeEach(async () => {
    graph = await graphWith(true)
  })
  afterEach(() => graph.stop())
  const other = '{ district { id } }'

  test.each<[string, Asked]>([
    ['another text', { body: { query: other } }],
    ['a registered text with a space more', { body: { query: `${names} ` } }],
    ['introspection', { body: { query: '{ __schema { types { name } } }' } }],
    ['a look whether somebody is there', { body: { query: '{ __typename }' } }],
    ['what would tell of the schema by being wrong', { body: { query: '{ distric { name } }' } }],
    ['what is no GraphQL', { body: { query: '{' } }],
    ['another text beside a registered hash', { body: { query: other, ...byApollo(names) } }],
    ['another text beside a registered id', { body: { query: other, documentId: sha256(names) } }],
    ['an unknown hash', { body: byApollo(other) }],
    [
      'an unknown hash that is none',
      { body: { extensions: { persistedQuery: { version: 1, sha256Hash: 7 } } } },
    ],
    ['an unknown id', { body: { documentId: sha256(other) } }],
    ['another text with GET', { method: 'GET', search: { query: other } }],
    ['an operation that is named', { body: { query: 'query A { district { id } }', operationName: 'A' } }],
  ])('%s is refused, also for members', async (_, asked) => {
    for (const caller of [undefined, memberOf('garden', 'OWNER')]) {
      const answer = await graph.ask({ ...asked, ...(caller && { caller }) })
      expect(answer).toMatchObject(refusedWith('OPERATION_NOT_REGISTERED'))
      expect(JSON.stringify(answer.body)).not.toMatch(/district"|Did you mean|data/)
    }
  })

  test('nobody registers one by automatic persisted queries', async () => {
    await graph.ask({ body: { query: other, ...byApollo(other) } })
    expect(await graph.ask({ body: byApollo(other) })).toMatchObject(refusedWith('OPERATION_NOT_REGISTERED'))
    await graph.ask({ body: { query: other, ...byApollo(other) }, caller: coordinator })
    expect(await graph.ask({ body: byApollo(other) })).toMatchObject(refusedWith('OPERATION_NOT_REGISTERED'))
  })

  test.each([coordinator, administrator])('$subject may ask what they like', async (caller) => {
    expect(await graph.ask({ body: { query: other }, caller })).toMatchObject({ status: 200 })
    const introspection = await graph.ask({ body: { query: '{ __schema { queryType { name } } }' }, caller })
    expect(introspection).toMatchObject({ body: { data: { __schema: { queryType: { name: 'Query' } } } } })
  })

  test('the hub’s own services may ask what they ask', async () => {
    const [own = ''] = ownOperations
    // This graph has other types, and so it is validated instead of refused.
    const { errors } = (await graph.ask({ body: { query: own } })).body as unknown as {
      errors: { extensions: { code: string } }[]
    }
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(
      new Set(['GRAPHQL_VALIDATION_FAILED']),
    )
  })
})
