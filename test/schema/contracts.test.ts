import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { contractFiles } from '../../bin/contracts.js'
import { services } from '../../bin/services.js'
import { projectFile } from '../../platform/project-files.js'
import { composeSupergraph } from '../../schema/compose.js'
import { findSeamProblems } from '../../schema/seam-nullability.js'

const committed = async (name: string) => readFile(projectFile(`schema/${name}`), 'utf8')
const files = contractFiles(services)

describe('the committed contracts', () => {
  test.each([...files])('%s is what the code declares', async (name, text) => {
    expect(await committed(name)).toBe(text)
  })

  test('are one for each service and the supergraph, and no others', async () => {
    const graphqlFiles = (await readdir(projectFile('schema/'))).filter((name) => name.endsWith('.graphql'))
    expect(graphqlFiles.sort()).toEqual([...files.keys()].sort())
  })

  test('have nothing non-null at a seam between subgraphs', async () => {
    const contracts = services.map(({ name }) => ({ name, url: '', sdl: files.get(`${name}.graphql`) ?? '' }))
    expect(findSeamProblems(contracts)).toEqual([])
  })
})

const town = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key"])
  type Query { district(id: ID!): District }
  type District @key(fields: "id") { id: ID! name: String! }`

function partner(fields: string): string {
  return `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key"])
  type Query { stop(id: ID!): Stop }
  ${fields}`
}

function problemsWith(fields: string): string[] {
  const contracts = [
    { name: 'town', url: 'http://town.example', sdl: town },
    { name: 'partner', url: 'http://partner.example', sdl: partner(fields) },
  ]
  return findSeamProblems(contracts).map(
    ({ subgraph, coordinate, message }) => `${subgraph} ${coordinate}: ${message}`,
  )
}

describe('a non-null type at a seam is found', () => {
  const entity = 'type Stop @key(fields: "id") { id: ID! district: District }'
  test.each([
    [
      'in nothing that is nullable',
      `${entity} type District @key(fields: "id") { id: ID! stops: [Stop!] }`,
      [],
    ],
    [
      'in a field added to a foreign entity',
      `${entity} type District @key(fields: "id") { id: ID! stops: [Stop!]! }`,
      ["partner District.stops: a field added to town's entity must be nullable"],
    ],
    [
      'in a field that leads to a foreign entity',
      'type Stop @key(fields: "id") { id: ID! district: District! } type District @key(fields: "id") { id: ID! }',
      [
        "partner Stop.district: a field that leads to town's District must be nullable, and so must its elements",
      ],
    ],
    [
      'in the elements of a list of foreign entities',
      'type Stop @key(fields: "id") { id: ID! districts: [District!] } type District @key(fields: "id") { id: ID! }',
      [
        "partner Stop.districts: a field that leads to town's District must be nullable, and so must its elements",
      ],
    ],
    [
      'in a root field',
      `${entity} type District @key(fields: "id") { id: ID! } extend type Mutation { x: Int } type Mutation { close: Boolean! }`,
      ['partner Mutation.close: a root field must be nullable'],
    ],
  ])('%s', (_name, fields, expected) => {
    expect(problemsWith(fields)).toEqual(expected)
  })
})

test('subgraphs that do not compose are refused with the reason', () => {
  const other = partner(
    'type Stop @key(fields: "id") { id: ID! } type District @key(fields: "id") { id: ID! name: Int! }',
  )
  expect(() =>
    composeSupergraph([
      { name: 'town', url: 'http://town.example', sdl: town },
      { name: 'partner', url: 'http://partner.example', sdl: other },
    ]),
  ).toThrow(
    expect.objectContaining({ code: 'SCHEMA_INVALID', message: expect.stringContaining('District.name') }),
  )
})
