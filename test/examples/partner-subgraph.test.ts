import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  type DefinitionNode,
  type DirectiveNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql'
import { projectFile } from '../../platform/project-files.js'
import { check } from '../../schema/checks/check.js'
import { composeSupergraph } from '../../schema/compose.js'
import { ownContracts } from '../../schema/contracts.js'
import { partnerSchemaFile, type RunningPartner, runPartner, startPartner } from '../kit/partner-subgraph.js'

let sdl: string
let partner: RunningPartner
beforeAll(async () => {
  sdl = await readFile(partnerSchemaFile, 'utf8')
  partner = await startPartner({ hostToken: 'token-of-the-hub' })
})
afterAll(() => partner?.stop())

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const response = await fetch(partner.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: unknown }) }
}

describe('the schema of the example', () => {
  test('composes with the hub’s own, adds to District, and breaks no rule', async () => {
    const { contracts, supergraph } = await ownContracts()
    const all = [...contracts, { name: 'repair-cafes', url: partner.url, sdl }]
    const district = parse(composeSupergraph(all)).definitions.find(
      (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'District',
    ) as ObjectTypeDefinitionNode
    const added = district.fields?.filter(({ directives }) => directives?.some(isOfPartner))
    expect(added?.map(({ name }) => name.value)).toEqual(['repairCafes'])
    const { findings } = await check({
      ...{ name: 'repair-cafes', url: partner.url, sdl, liveSdl: null, mayExtend: ['District'] },
      ...{ others: contracts, liveSupergraph: supergraph, operations: [], live: null },
    })
    expect(findings).toEqual([])
  })

  test('describes each type and each field', () => {
    const undescribed = parse(sdl).definitions.flatMap((type) => {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.ENUM_TYPE_DEFINITION) return []
      const parts = type.kind === Kind.OBJECT_TYPE_DEFINITION ? type.fields : type.values
      const missing = [...(parts ?? [])].filter(({ description }) => description === undefined)
      const self = type.description === undefined && type.name.value !== 'Query' ? [type.name.value] : []
      return [...self, ...missing.map(({ name }) => `${type.name.value}.${name.value}`)]
    })
    expect(undescribed).toEqual([])
  })

  test('is what the running server says of itself', async () => {
    const { data } = await ask('{ _service { sdl } }')
    const served = (data as { _service: { sdl: string } })._service.sdl
    const names = new Set(typesOf(sdl).map(({ name }) => name))
    expect(typesOf(served).filter(({ name }) => names.has(name))).toEqual(typesOf(sdl))
  })
})

/** Whether a directive of the supergraph says that the example answers a field. */
function isOfPartner(directive: DirectiveNode): boolean {
  return print(directive) === '@join__field(graph: REPAIR_CAFES)'
}

/** What is defined, by name, printed alike however it was written. */
function typesOf(text: string): { name: string; text: string }[] {
  return parse(text)
    .definitions.filter((node): node is Extract<DefinitionNode, { name: unknown }> => isType(node))
    .map((node) => ({ name: node.name?.value ?? '', text: print(node) }))
}

function isType(node: DefinitionNode): boolean {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_DEFINITION
}

describe('the server of the example', () => {
  test('pages through a list without losing or repeating any', async () => {
    const names: string[] = []
    let after: string | null = null
    do {
      const { data } = await ask(
        'query ($after: String) { repairCafes(first: 2, after: $after) { edges { node { name } } pageInfo { hasNextPage endCursor } } }',
        { after },
      )
      const { edges, pageInfo } = (data as { repairCafes: Page }).repairCafes
      names.push(...edges.map(({ node }) => node.name))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after !== null && names.length < 10)
    expect(names).toEqual([
      'Fahrradküche Lövenich (Beispiel)',
      'Repair-Café am Markt (Beispiel)',
      'Werkstatt Holz und Draht (Beispiel)',
    ])
  })

  test.each([['first: 0'], ['first: 101'], ['after: "no cursor"']])('refuses a page of %s', async (args) => {
    expect(await ask(`{ repairCafes(${args}) { edges { cursor } } }`)).toMatchObject({
      data: { repairCafes: null },
      errors: [{ path: ['repairCafes'], extensions: { code: 'BAD_USER_INPUT' } }],
    })
  })

  test('answers references in their order, null for what it does not know', async () => {
    const representations = [
      { __typename: 'RepairCafe', id: 'nobody' },
      { __typename: 'District', id: '05370004-01' },
      { __typename: 'RepairCafe', id: 'market' },
      { __typename: 'District', id: 'nowhere' },
    ]
    const { data } = await ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on RepairCafe { name district { id } }
        ... on District { repairCafes { edges { node { id } } pageInfo { hasNextPage endCursor } } }
      } }`,
      { representations },
    )
    expect(data).toEqual({
      _entities: [
        null,
        {
          repairCafes: {
            edges: [{ node: { id: 'market' } }, { node: { id: 'wood-and-wire' } }],
            pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
          },
        },
        { name: 'Repair-Café am Markt (Beispiel)', district: { id: '05370004-01' } },
        { repairCafes: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } },
      ],
    })
  })

  test('proves its host by the token it was given', async () => {
    const response = await fetch(new URL('/.well-known/bindeglied-subgraph', partner.url))
    expect([response.status, await response.text()]).toEqual([200, 'token-of-the-hub\n'])
  })

  test('refuses what is too large, and what is elsewhere', async () => {
    const query = `{ repairCafes { edges { cursor } } } #${'x'.repeat(2 * 1024 * 1024)}`
    expect(await ask(query)).toMatchObject({ status: 413 })
    expect((await fetch(new URL('/elsewhere', partner.url))).status).toBe(404)
  })

  test('does not start without what it needs to know the hub by', async () => {
    const { ended, output } = runPartner({ PORT: '0', HUB_URL: 'http://127.0.0.1:1' })
    expect([await ended, output()]).toEqual([2, expect.stringContaining('SUBGRAPH_URL')])
  })
})

interface Page {
  edges: { node: { name: string } }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

describe('the package of the example', () => {
  test('pins the versions these tests run with', async () => {
    const own = await packageAt('examples/partner-subgraph/package.json')
    const ours = await packageAt('package.json')
    const names = Object.keys(own.dependencies)
    expect(own.dependencies).toEqual(Object.fromEntries(names.map((name) => [name, ours.dependencies[name]])))
  })
})

async function packageAt(path: string): Promise<{ dependencies: Record<string, string> }> {
  return JSON.parse(await readFile(projectFile(path), 'utf8'))
}
