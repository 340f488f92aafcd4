import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { garden, type RegistryKit, startRegistry } from './kit.js'
import { asGateway, operation, report } from './use-kit.js'

// A check as a partner sees it: through the graph, with the real database, a real service, and the registry's thread.

const tool = (fields: string) => `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key"])

"Something to lend (Beispiel)."
type Tool @key(fields: "id") {
  id: ID!
  ${fields}
}

type Query {
  "One of them."
  tool(id: ID!): Tool
}
`
const both = tool('"How it is called." title: String "In gram." weight: Int')
const withoutWeight = tool('"How it is called." title: String')

let kit: RegistryKit
beforeAll(async () => {
  kit = await startRegistry()
  await kit.registered('tools')
  await kit.live('tools', both)
  const operations = [
    operation('query Heavy { tool(id: "7") { weight } }', 3),
    operation('{ tool(id: "7") { title } }', 9),
  ]
  const body = report({ gateway: randomUUID(), operations })
  expect((await asGateway(kit.service, '/registry/reports', { body })).status).toBeLessThan(300)
})
afterAll(() => kit.stop())

interface Check {
  ok: boolean
  breaking: boolean
  findings: Record<string, unknown>[]
}

function check(sdl: string, selection: string, url: string | null = kit.host.urlOf('tools')): Promise<Check> {
  const input = `{ name: "tools", url: ${JSON.stringify(url)}, sdl: ${JSON.stringify(sdl)} }`
  return kit.done('checkSubgraph', `input: ${input}`, garden, `{ ok breaking findings { ${selection} } }`)
}

describe('Checking a subgraph', () => {
  test('finds nothing in what is live and runs', async () => {
    expect(await check(both, 'code message')).toEqual({ ok: true, breaking: false, findings: [] })
  })

  test('names the operations a change would break, and says it in German and English', async () => {
    kit.host.serve('tools', withoutWeight)
    const selection = `code severity coordinate line column message(lang: DE) english: message(lang: EN) remedy(lang: EN)
      operations { name app text timesUsed lastUsedOn }`
    expect(await check(withoutWeight, selection)).toEqual({
      ok: false,
      breaking: true,
      findings: [
        {
          code: 'BREAKING_CHANGE',
          severity: 'ERROR',
          coordinate: 'Tool.weight',
          line: 4,
          column: 1,
          message:
            'Tool.weight: Das gibt es nicht mehr. Das bricht Operationen, die benutzt werden oder angemeldet sind (1).',
          english: 'Tool.weight: It is gone. This breaks operations that are used or registered (1).',
          remedy: expect.stringContaining('@deprecated'),
          operations: [
            {
              name: 'Heavy',
              app: null,
              text: expect.stringContaining('weight'),
              timesUsed: 3,
              lastUsedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
            },
          ],
        },
      ],
    })
  })

  test('warns before the service has the schema; publishing it is refused until then', async () => {
    kit.host.serve('tools', both)
    const more = tool('"How it is called." title: String "In gram." weight: Int "In mm." width: Int')
    expect(await check(more, 'code severity')).toEqual({
      ok: true,
      breaking: false,
      findings: [{ code: 'SERVICE_DIFFERS', severity: 'WARNING' }],
    })
    const input = `name: "tools", url: "${kit.host.urlOf('tools')}", sdl: ${JSON.stringify(more)}`
    const selection = '{ status findings { code severity message } }'
    expect(
      await kit.done('publishSubgraph', `input: { ${input}, stage: SANDBOX }`, garden, selection),
    ).toEqual({
      status: 'REFUSED',
      findings: [
        { code: 'SERVICE_DIFFERS', severity: 'ERROR', message: expect.stringContaining('width: Int') },
      ],
    })
  })

  test('says what is wrong with an address, in words', async () => {
    const { findings } = await check(both, 'code message(lang: EN)', 'http://127.0.0.1:1/tools')
    expect(findings).toEqual([
      {
        code: 'HOST_NOT_PROVEN',
        message:
          'http://127.0.0.1:1/.well-known/bindeglied-subgraph could not be read: No connection could be made.',
      },
      {
        code: 'SERVICE_UNREACHABLE',
        message:
          'The subgraph does not answer “query { _service { sdl } }” at http://127.0.0.1:1/tools: No connection could be made.',
      },
    ])
  })

  test('without an address says nothing of what runs, though a version is served', async () => {
    kit.host.serve('tools', withoutWeight)
    const more = tool('"How it is called." title: String "In gram." weight: Int "In mm." width: Int')
    expect(await check(more, 'code', null)).toEqual({ ok: true, breaking: false, findings: [] })
    expect((await check(withoutWeight, 'code', null)).findings).toEqual([{ code: 'BREAKING_CHANGE' }])
  })

  test('finds the place in a schema that cannot be read', async () => {
    const { ok, findings } = await check('type Query {', 'code line column message(lang: EN)')
    expect(ok).toBe(false)
    expect(findings).toEqual([
      {
        code: 'SDL_INVALID',
        line: 1,
        column: 13,
        message: expect.stringMatching(/^The schema cannot be read: Syntax Error/),
      },
    ])
  })
})
