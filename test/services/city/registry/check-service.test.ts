import { afterEach, describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../../platform/config/config.js'
import { readSdl } from '../../../../schema/checks/read-sdl.js'
import { liveRules, parsedRules } from '../../../../schema/checks/rules.js'
import { liveFacts } from '../../../../services/city/registry/check/live-facts.js'
import { cafeSdl, type Partner, type PartnerOptions, startPartner, token } from './check-kit.js'

const config = parseConfig({
  HUB_PARTNER_PRIVATE_ADDRESSES: 'true',
  HUB_PARTNER_ANSWER_LIMIT_BYTES: '100000',
})

let partner: Partner | undefined
afterEach(() => partner?.close())

/** What the rules about a running subgraph find: severity, code, wording and coordinate. */
async function foundAt(options: PartnerOptions, sdl = options.sdl ?? cafeSdl): Promise<string[]> {
  partner = await startPartner(options)
  const { url } = partner
  const live = await liveFacts({ config }, { name: 'cafes', url, sdl, token })
  const subject = {
    name: 'cafes',
    url,
    sdl,
    live,
    document: readSdl('cafes', sdl),
    composition: { supergraph: '' },
  }
  return [...liveRules, ...parsedRules].flatMap(({ code, severity, find }) =>
    [...find(subject as never)].map(({ wording, coordinate }) =>
      [severity, code, wording, coordinate].filter(Boolean).join(' '),
    ),
  )
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('A running subgraph', () => {
  test('that has the schema and resolves references in batches is found nothing of', async () => {
    expect(await foundAt({})).toEqual([])
    const questions = partner?.asked.filter(({ body }) => body.includes('_entities')) ?? []
    const counts = questions.map(({ body }) => JSON.parse(body).variables.representations.length)
    // More often only where a machine was busy.
    expect(counts.slice(0, 2)).toEqual([1, 50])
    expect(new Set(counts)).toEqual(new Set([1, 50]))
    expect(questions.every(({ headers }) => headers.cookie === undefined)).toBe(true)
  })

  test('that prints its schema in another way has the same', async () => {
    const said = `"What can be asked."
      schema @link(url: "https://specs.apollo.dev/link/v1.0")
        @link(import: ["@shareable", "@key"], url: "https://specs.apollo.dev/federation/v2.8") { query: Query }
      directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
      scalar _Any union _Entity = Cafe | District type _Service { sdl: String } scalar federation__FieldSet
      type District @key(fields: "id", ) { cafes(first: Int = 20): [Cafe!] id: ID! }
      type Cafe @key(fields: """id""") { name: String id: ID! }
      type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
      extend type Query { cafe(id: ID!): Cafe }`
    expect(await foundAt({ said })).toEqual([])
  })

  test.each([
    ['another type of a field', cafeSdl.replace('name: String', 'name: String!'), 'different'],
    ['a field more', cafeSdl.replace('name: String', 'name: String secret: Int'), 'different'],
    ['another default', cafeSdl.replace('first: Int = 20', 'first: Int = 1000'), 'different'],
    ['no directive', cafeSdl.replace('type Cafe @key(fields: "id")', 'type Cafe'), 'different'],
    ['nothing that can be read', 'type', 'unreadable'],
  ])('that says it has %s lies', async (_name, said, wording) => {
    expect(await foundAt({ said })).toEqual([`ERROR SERVICE_DIFFERS ${wording}`])
  })

  test.each<[string, PartnerOptions['instead'], string]>([
    [
      'redirects',
      (_request, response) => Boolean(response.writeHead(307, { location: '/' }).end()),
      'ERROR SERVICE_UNREACHABLE unreachable',
    ],
    [
      'fails',
      (_request, response) => Boolean(response.writeHead(500).end('no')),
      'ERROR SERVICE_UNREACHABLE unreachable',
    ],
    [
      'is no GraphQL',
      (_request, response) => Boolean(response.end('<html>')),
      'ERROR SERVICE_UNREACHABLE unreachable',
    ],
    [
      'never stops',
      (_request, response) => Boolean(response.end('x'.repeat(200_000))),
      'ERROR SERVICE_UNREACHABLE unreachable',
    ],
    [
      'wants a signature',
      (_request, response) => Boolean(response.writeHead(401).end()),
      'WARNING SERVICE_PROTECTED protected',
    ],
  ])('that %s is found', async (_name, answer, expected) => {
    const instead: PartnerOptions['instead'] = (request, response, body) =>
      request.method === 'POST' && answer !== undefined && answer(request, response, body)
    expect(await foundAt({ instead })).toEqual([expected])
  })

  test.each([401, 403])('that wants a signature for references only (%i) is told of once', async (status) => {
    const instead: PartnerOptions['instead'] = (_request, response, body) =>
      body.includes('_entities') && Boolean(response.writeHead(status).end())
    expect(await foundAt({ instead })).toEqual(['WARNING SERVICE_PROTECTED references'])
    expect(partner?.asked.filter(({ body }) => body.includes('_entities'))).toHaveLength(1)
  })

  test('that looks references up one by one is found', async () => {
    let queue: Promise<unknown> = Promise.resolve()
    const oneByOne = () => {
      queue = queue.then(() => delay(5))
      return queue.then(() => null)
    }
    const found = await foundAt({ resolvers: { Cafe: { __resolveReference: oneByOne } } })
    expect(found).toEqual(['WARNING ENTITIES_SLOW single Cafe'])
  })

  test('that looks up what hangs on references one by one is found', async () => {
    let queue: Promise<unknown> = Promise.resolve()
    const oneByOne = () => {
      queue = queue.then(() => delay(5))
      return queue.then(() => [])
    }
    const found = await foundAt({
      resolvers: {
        Cafe: { __resolveReference: () => null },
        District: {
          __resolveReference: ({ id }: { id: string }) => ({ __typename: 'District', id }),
          cafes: oneByOne,
        },
      },
    })
    expect(found).toEqual(['WARNING ENTITIES_SLOW single District'])
  })

  test('that needs longer than a second for a batch is found, and asked for no other', async () => {
    const instead: PartnerOptions['instead'] = async (_request, _response, body) => {
      if (body.includes('_entities')) await delay(1_500)
      return false
    }
    expect(await foundAt({ instead })).toEqual(['ERROR ENTITIES_INVALID late Cafe'])
    expect(partner?.asked.filter(({ body }) => body.includes('_entities'))).toHaveLength(1)
  })

  test.each([
    ['too few', { data: { _entities: [] } }],
    ['no list', { data: { _entities: null } }],
    ['no data', { errors: [{ message: 'no' }] }],
    ['things of another type', { data: { _entities: [{ __typename: 'Query' }] } }],
  ])('that answers references with %s is found', async (_name, answer) => {
    const instead: PartnerOptions['instead'] = (_request, response, body) =>
      body.includes('_entities') && Boolean(response.end(JSON.stringify(answer)))
    expect(await foundAt({ instead })).toEqual([
      'ERROR ENTITIES_INVALID wrong Cafe',
      'ERROR ENTITIES_INVALID wrong District',
    ])
  })

  test('is asked for keys of any form', async () => {
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.8",
        import: [{ name: "@key", as: "@by" }])
      type Query { a: Int }
      type Shelf @by(fields: "number open kind room { code }") {
        number: Int! open: Boolean! kind: Kind! room: Room! books(first: Int = 1): [Room] size(in: Kind!): Int }
      type Room { code: String! } enum Kind { WOOD STEEL }
      type Named @by(fields: "id", resolvable: false) { id: ID! }`
    const resolvers = { Shelf: { __resolveReference: () => null } }
    expect(await foundAt({ sdl, resolvers })).toEqual([])
    const questions = partner?.asked.filter(({ body }) => body.includes('_entities')) ?? []
    expect(JSON.parse(questions[0]?.body ?? '')).toEqual({
      query: expect.stringMatching(/\.\.\. on Shelf \{ __typename books \{ __typename \} \}/),
      variables: {
        representations: [
          { __typename: 'Shelf', number: 0, open: true, kind: 'WOOD', room: { code: 'bindeglied-check-0' } },
        ],
      },
    })
    expect(questions.every(({ body }) => !body.includes('Named'))).toBe(true)
  })
})
