import { readFileSync } from 'node:fs'
import { Supergraph } from '@apollo/federation-internals'
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'graphql'
import { readProtection } from '../../gateway/policy/protection/read-protection.js'
import { composed, link } from './kit/protection.js'

const imports = (...names: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: [${names.join(', ')}])`

/** A supergraph that was not composed here, with that in its head and that as its query. */
const handWritten = (links: string, query: string) => `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) ${links}
  { query: Query }
  type Query { ${query} }`

const plain = { authenticated: false, scopes: [], policies: [] }

describe('A supergraph', () => {
  test('without protection is left as it is', () => {
    const text = readFileSync('schema/supergraph.graphql', 'utf8')
    const { supergraph, rules } = readProtection(text)
    expect(supergraph).toBe(text)
    expect(rules).toEqual({ types: new Map(), fields: new Map() })
  })

  test('gives the rules of its fields and types, all subgraphs together', () => {
    const { rules } = readProtection(
      composed({
        one: `${link} type Query { me: User @authenticated level: Level }
          type User @key(fields: "id") { id: ID! name: String @shareable @requiresScopes(scopes: [["a", "b"], ["c"]]) }
          enum Level @policy(policies: [["p"]]) { LOW }`,
        two: `${link} type User @key(fields: "id") @authenticated {
          id: ID! name: String @shareable @requiresScopes(scopes: [["d"]]) }`,
      }),
    )
    expect(rules.fields).toEqual(
      new Map([
        ['Query.me', { ...plain, authenticated: true }],
        [
          'User.name',
          {
            ...plain,
            scopes: [
              [
                ['c', 'd'],
                ['a', 'b', 'd'],
              ],
            ],
          },
        ],
      ]),
    )
    expect(rules.types).toEqual(
      new Map([
        ['Level', { ...plain, policies: [[['p']]] }],
        ['User', { ...plain, authenticated: true }],
      ]),
    )
  })

  test('may import the directives by other names', () => {
    const { supergraph, rules } = readProtection(
      composed({
        one: `${imports('{ name: "@authenticated", as: "@signedIn" }', '{ name: "@requiresScopes", as: "@needs" }', '{ name: "Scope", as: "Right" }', '{ name: "@policy", as: "@rule" }')}
          type Query { a: Int @signedIn b: Int @needs(scopes: [["s"]]) c: Int @rule(policies: [["p"]]) d: Scope }
          scalar Scope`,
      }),
    )
    expect([...rules.fields.keys()]).toEqual(['Query.a', 'Query.b', 'Query.c'])
    expect(supergraph).not.toMatch(/signedIn|needs|@rule|requiresScopes|policy|SECURITY\)/)
    // The subgraph's own, which is only called so.
    expect(supergraph).toMatch(/scalar Scope/)
  })

  test('may link the specifications under other names', () => {
    const { supergraph, rules } = readProtection(
      handWritten(
        `@link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "signedIn", for: SECURITY)
         @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", import: ["@requiresScopes", "Scope"], for: SECURITY)
         @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)`,
        'a: Int @signedIn b: Int @requiresScopes(scopes: "s") c: Int @policy(policies: ["p", "q"]) d: Int @authenticated',
      ).concat(
        'scalar Scope directive @requiresScopes(scopes: [[Scope!]!]!) on FIELD_DEFINITION extend type Query { e: Int @signedIn @policy(policies: []) }',
      ),
    )
    expect(rules.fields).toEqual(
      new Map([
        ['Query.a', { ...plain, authenticated: true }],
        ['Query.b', { ...plain, scopes: [[['s']]] }],
        ['Query.c', { ...plain, policies: [[['p'], ['q']]] }],
        ['Query.e', { ...plain, authenticated: true, policies: [[]] }],
      ]),
    )
    expect(supergraph).toMatch('d: Int @authenticated')
    expect(supergraph).not.toMatch(/Scope|SECURITY/)
  })

  test('that protects by a version nobody knows here is refused', () => {
    const text = handWritten(
      '@link(url: "https://specs.apollo.dev/policy/v0.2", for: SECURITY)',
      'a: Int @policy(policies: [["p"]])',
    )
    expect(() => readProtection(text)).toThrow(
      expect.objectContaining({
        code: 'SCHEMA_INVALID',
        message:
          'The supergraph protects fields by policy v0.2; only v0.1 is understood: compose it with that.',
      }),
    )
  })

  test('has for an interface no rules that its types have brought, but those of its own', () => {
    const types = `
      type Query { posts: [Post] }
      interface Post { id: ID text: String }
      type A implements Post @authenticated @requiresScopes(scopes: [["x"], ["y"]]) { id: ID text: String @policy(policies: [["p"]]) }
      type B implements Post @requiresScopes(scopes: [["x", "z"]]) { id: ID text: String }`
    const text = composed({ one: `${link} ${types}` })
    expect(text).toMatch(/interface Post\s+@join__type\(graph: ONE\)\s+@authenticated\s+@requiresScopes/)
    const { rules } = readProtection(text)
    expect([...rules.types.keys()]).toEqual(['A', 'B'])
    expect([...rules.fields.keys()]).toEqual(['A.text'])
    const own = readProtection(text.replace('[["x", "z"]]', '[["x"]]')).rules.types.get('Post')
    expect(own).toMatchObject({ authenticated: false, policies: [], scopes: [expect.anything()] })
  })

  test('protects a field that another subgraph adds to all types of an interface at once', () => {
    const { rules } = readProtection(
      composed({
        one: `${link} type Query { media: [Media] }
          interface Media @key(fields: "id") { id: ID! }
          type Book implements Media @key(fields: "id") { id: ID! }
          type Film implements Media @key(fields: "id") { id: ID! }`,
        two: `${imports('"@key"', '"@interfaceObject"', '"@authenticated"')}
          type Media @key(fields: "id") @interfaceObject { id: ID! rating: Int @authenticated }`,
      }),
    )
    expect([...rules.fields.keys()].sort()).toEqual(['Book.rating', 'Film.rating'])
  })

  test('composition lets no interface be protected by itself', () => {
    const sdl = `${link} type Query { p: P } interface P @authenticated { id: ID } type A implements P { id: ID }`
    expect(() => composed({ one: sdl })).toThrow(/cannot be applied on interfaces/)
  })
})

describe('What is left of a protected supergraph', () => {
  const subgraphs = {
    one: `${link} type Query { me: User @authenticated posts: [Post] }
      type User @key(fields: "id") { id: ID! email: Secret }
      scalar Secret @policy(policies: [["p"]])
      interface Post { id: ID! }
      type Open implements Post { id: ID! }
      type Closed implements Post @authenticated { id: ID! }`,
    two: `${link} type User @key(fields: "id") { id: ID! @requiresScopes(scopes: [["id"]]) price: Int @cost(weight: 3) }`,
  }
  const { supergraph } = readProtection(composed(subgraphs))

  test('is what the planner takes', () => {
    expect(() => Supergraph.build(composed(subgraphs))).toThrow(/SECURITY but is unsupported/)
    const { schema } = Supergraph.build(supergraph)
    expect(schema.directives().map(({ name }) => name)).not.toContain('authenticated')
    expect(supergraph).not.toMatch(/authenticated|requiresScopes|policy/i)
  })

  test('is what @apollo/gateway takes and answers from, with fields that only lead from one subgraph to another', async () => {
    const resolvers = {
      one: {
        Query: {
          me: () => ({ id: '1' }),
          posts: () => [
            { __typename: 'Closed', id: 'c' },
            { __typename: 'Open', id: 'o' },
          ],
        },
      },
      two: { User: { __resolveReference: (user: object) => ({ ...user, price: 3 }) } },
    }
    const gateway = new ApolloGateway({
      supergraphSdl: supergraph,
      buildService: ({ name }) => {
        const part = name as keyof typeof subgraphs
        const schema = buildSubgraphSchema([
          { typeDefs: parse(subgraphs[part]), resolvers: resolvers[part] as never },
        ])
        return new LocalGraphQLDataSource(schema)
      },
    })
    const { executor } = await gateway.load()
    const query =
      '{ me { objectType: __typename price } posts { objectType: __typename ... on Open { id } } }'
    const result = await executor({
      document: parse(query),
      request: { query, variables: {} },
      queryHash: query,
      context: {},
      cache: {},
      schema: gateway.schema,
      metrics: {},
    } as never)
    await gateway.stop()
    expect(result).toEqual({
      data: {
        me: { objectType: 'User', price: 3 },
        posts: [{ objectType: 'Closed' }, { objectType: 'Open', id: 'o' }],
      },
    })
  })
})
