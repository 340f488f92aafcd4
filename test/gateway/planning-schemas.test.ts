import { readFile } from 'node:fs/promises'
import { composeServices } from '@apollo/composition'
import { Supergraph } from '@apollo/federation-internals'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  buildSchema,
  type GraphQLSchema,
  introspectionFromSchema,
  isAbstractType,
  isObjectType,
  parse,
} from 'graphql'
import { createPlanner } from '../../gateway/planning/planner.js'
import { readProtection } from '../../gateway/policy/protection/read-protection.js'
import { type LoadedSupergraph, loadSupergraph } from '../../gateway/supergraph/supergraph.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { projectFile } from '../../platform/project-files.js'
import { createLogger } from '../../platform/telemetry/logger.js'

const planner = createPlanner({
  bounds: { timeMs: 10_000, memoryMegabytes: 1_024 },
  logger: createLogger({ level: 'silent', format: 'json' }, 'gateway'),
})

afterAll(() => planner.close())

/** Of everything that introspection tells, something. */
const manySided = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@tag", "@inaccessible", "@composeDirective", "@cost"])
    @link(url: "https://specs.example/shout/v1.0", import: ["@shout"])
    @composeDirective(name: "@shout")
  """Wie laut"""
  directive @shout(loud: Int! = 3) repeatable on FIELD_DEFINITION | OBJECT
  """
  Ein "Wert" mit \\\\ und \\"""
    und Einzug
  """
  scalar Wert @specifiedBy(url: "https://example.org/wert")
  enum Farbe { "rot" ROT GRUEN @deprecated(reason: "nicht mehr \\"grün\\"") GEHEIM @inaccessible }
  input Wunsch @tag(name: "x") { farbe: Farbe! = ROT, zahlen: [Int!]! = [1, 2], alt: String = "a\\nb" @deprecated, tief: Wunsch, bruch: Float = 1.5, leer: String = null }
  interface Ding { id: ID! name(wunsch: Wunsch = { farbe: ROT, zahlen: [] }, alt: Int @deprecated(reason: "weg")): Wert }
  type Auto implements Ding @key(fields: "id") @shout @shout(loud: 9) { id: ID! name(wunsch: Wunsch = { farbe: ROT, zahlen: [] }, alt: Int @deprecated(reason: "weg")): Wert innen: Int @inaccessible farbe: Farbe! @cost(weight: 5) }
  type Haus implements Ding @key(fields: "id", resolvable: false) { id: ID! name(wunsch: Wunsch = { farbe: ROT, zahlen: [] }, alt: Int @deprecated(reason: "weg")): Wert @deprecated }
  union Sache = Auto | Haus
  type Query { "Alle" dinge(mit: [Farbe!] = [ROT]): [Ding!]! sachen: [[Sache]!] }
  type Mutation { nimm(wunsch: Wunsch!): Auto }
`

function composed(typeDefs: string): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'manysided', url: 'http://address.invalid/graphql', typeDefs: parse(typeDefs) },
    {
      name: 'other',
      url: '',
      typeDefs: parse(
        'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) extend type Auto @key(fields: "id") { id: ID! teile: [String!] }',
      ),
    },
  ])
  if (supergraphSdl === undefined) throw new TypeError(`It does not compose: ${errors?.join('; ')}`)
  return supergraphSdl
}

const own = await readFile(projectFile('schema/supergraph.graphql'), 'utf8')

/** What graphql-js tells of a schema, all of it, in the schema's own order. */
const introspected = (schema: GraphQLSchema) =>
  introspectionFromSchema(schema, {
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  })

/** What a schema has, without the texts: types and their fields, and which objects an abstract type may be. */
function shapeOf(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap()).map((type) => ({
    type: String(type),
    possible: isAbstractType(type) ? schema.getPossibleTypes(type).map(String) : [],
    fields: isObjectType(type)
      ? Object.values(type.getFields()).map((field) => `${field.name}: ${field.type}`)
      : [],
  }))
}

describe.each([
  ['the hub’s own supergraph', own],
  ['a supergraph with something of everything', composed(manySided)],
])('Of %s', (_, text) => {
  let supergraph: Supergraph
  let loaded: LoadedSupergraph

  beforeAll(async () => {
    supergraph = Supergraph.build(readProtection(text).supergraph, { supportedFeatures: null })
    loaded = await loadSupergraph(text, planner)
  })

  test('clients see what @apollo/federation-internals shows them', async () => {
    const expected = introspected(supergraph.apiSchema().toGraphQLJSSchema())
    expect(introspected(loaded.schema)).toEqual(expected)
    expect(expected.__schema.types.length).toBeGreaterThan(10)
  })

  test('the whole schema has all types and fields', async () => {
    expect(shapeOf(loaded.wholeSchema)).toEqual(shapeOf(supergraph.schema.toGraphQLJSSchema()))
  })

  test('each subgraph has its own schema', async () => {
    const { subgraphs } = loaded
    expect(subgraphs.map(({ name, url }) => ({ name, url }))).toEqual(
      supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
    )
    for (const { name, schemaOf } of subgraphs) {
      const expected = supergraph.subgraphs().get(name)?.schema.toGraphQLJSSchema() ?? buildSchema('')
      expect(shapeOf(await schemaOf())).toEqual(shapeOf(expected))
    }
  })
})

test.each([
  ['no GraphQL', 'type {'],
  ['no supergraph', 'type Query { a: Int }'],
  ['a supergraph that contradicts itself', own.replace('type Query', 'type NoQuery')],
])('A text that is %s is refused', async (_, text) => {
  const refused: Promise<LoadedSupergraph> = loadSupergraph(text, planner)
  await expect(refused).rejects.toBeInstanceOf(HubError)
  await expect(refused).rejects.toMatchObject({ code: 'SCHEMA_INVALID' })
})
