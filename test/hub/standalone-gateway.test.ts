import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type RunningSubgraph, startSubgraph } from '../gateway/kit/subgraph.js'
import { composeTown, town } from '../gateway/kit/town.js'
import { type HubCommands, hubCommands } from '../kit/hub-commands.js'

let commands: HubCommands
let city: RunningSubgraph
let mobility: RunningSubgraph

beforeAll(async () => {
  commands = await hubCommands()
  city = await startSubgraph('shop', town.city)
  mobility = await startSubgraph('bikes', town.mobility)
})

afterAll(async () => {
  await commands.remove()
  await city.close()
  await mobility.close()
})

async function fileOf(name: string, supergraph: string): Promise<string> {
  const file = join(commands.folder, name)
  await writeFile(file, supergraph)
  return file
}

describe('"hub serve gateway --supergraph"', () => {
  test('answers over any supergraph, with nothing else running, and signs nothing', async () => {
    const supergraph = composeTown(
      { shop: town.city, bikes: town.mobility },
      { shop: city.url, bikes: mobility.url },
    )
    const file = await fileOf('supergraph.graphql', supergraph)
    const { port } = new URL(commands.address)
    const gateway = commands.run(['serve', 'gateway', '--supergraph', file, '--port', port], {
      HUB_PORT: '1',
      HUB_LOG_LEVEL: 'warn',
    })
    await gateway.printed(`gateway answers at ${commands.address}`)
    const response = await fetch(`${commands.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ districts { name bikes } }' }),
    })
    expect(await response.json()).toEqual({
      data: {
        districts: [
          { name: 'Erkelenz-Mitte', bikes: 4 },
          { name: 'Gerderath', bikes: 4 },
        ],
      },
    })
    expect(city.seen.map(({ headers }) => headers.authorization)).toEqual([undefined])
    // Whom a service would have to recognize is nobody here, and there is no registry to be asked.
    expect(gateway.output()).toBe(`gateway answers at ${commands.address}\n`)
  })

  test.each([
    [
      'is not there',
      async () => join(commands.folder, 'none.graphql'),
      /^hub: The supergraph cannot be read/,
    ],
    [
      'is none',
      () => fileOf('schema.graphql', 'type Query { a: Int }'),
      /^hub: The supergraph cannot be used/,
    ],
    [
      'has a subgraph without an address',
      () => fileOf('lost.graphql', composeTown({ shop: town.city }, { shop: '' })),
      /subgraph "shop" has no address/,
    ],
  ])('says that a supergraph %s', async (_, file, message) => {
    const gateway = commands.run(['serve', 'gateway', '--supergraph', await file(), '--port', '0'])
    expect(await gateway.ended).not.toBe(0)
    expect(gateway.output()).toMatch(message)
  })

  test('is for the gateway only', async () => {
    const services = commands.run(['serve', 'services', '--port', '1'])
    expect(await services.ended).toBe(2)
    expect(services.output()).toContain('--supergraph and --port are for "hub serve gateway"')
  })
})
