import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { contractFiles } from '../../bin/contracts.js'
import { services } from '../../bin/services.js'
import { projectFile } from '../../platform/project-files.js'
import { composeSupergraph } from '../../schema/compose.js'

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
