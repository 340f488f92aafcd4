import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { until } from '../gateway/kit/until.js'
import { type HubCommands, hubCommands } from '../kit/hub-commands.js'
import { registerPartner } from '../kit/live-partner.js'
import { make, mutation } from '../kit/organizations.js'
import { copyPartner, type RunningPartner, startPartner } from '../kit/partner-subgraph.js'
import { type PeopledHub, startForPeople } from '../kit/people.js'
import { runHub } from '../kit/run-hub.js'
import { type Visitor, visit } from '../kit/visitor.js'

// The hub as a user starts it, and a partner's own process; the partner works with the command line only.
jest.setTimeout(240_000)

let commands: HubCommands
let hub: PeopledHub
let folder: string
let partner: RunningPartner | undefined
let hostToken = ''

beforeAll(async () => {
  commands = await hubCommands()
  hub = await startForPeople(commands, { HUB_PARTNER_PRIVATE_ADDRESSES: 'true' })
  folder = join(commands.folder, 'partner')
  await copyPartner(folder)
})

afterAll(async () => {
  await partner?.stop()
  await commands.remove()
})

const id = { id: 'ID!' }
const changes = {
  approve: mutation('approveSubgraphVersion', id, 'id status number'),
  rollBack: mutation('rollBackSubgraph', { ...id, number: 'Int!', reason: 'String!' }, 'id status'),
  suspend: mutation('suspendSubgraph', { ...id, reason: 'String!' }, 'id status'),
  resume: mutation('resumeSubgraph', id, 'id status'),
}

const page = 'query CafePage { district(id: "05370004-01") { name repairCafes { edges { node { name } } } } }'
const withWebsite = '{ repairCafes { edges { node { website } } } }'

interface Verdict {
  ok: boolean
  status: string | null
  version: number | null
  findings: { code: string; severity: string; operations: { name: string | null }[] }[]
}

async function ci(command: 'check' | 'publish', key: string) {
  const { code, stdout, stderr } = await runHub(
    [
      ...[command, '--name', 'repair-cafes', '--schema', join(folder, 'schema.graphql'), '--json'],
      ...['--endpoint', partner?.url ?? '', '--url', `${hub.address}/graphql`],
    ],
    { key },
  )
  if (stdout === '') throw new Error(stderr)
  return { code, verdict: JSON.parse(stdout) as Verdict }
}

/** Lets the partner's process serve what its schema file says now, where it was before. */
async function serveAgain(): Promise<void> {
  const port = partner === undefined ? {} : { port: Number(new URL(partner.url).port) }
  await partner?.stop()
  partner = await startPartner({ hub: hub.address, hostToken, folder, ...port })
}

async function changeSchema(change: (sdl: string) => string): Promise<void> {
  const file = join(folder, 'schema.graphql')
  await writeFile(file, change(await readFile(file, 'utf8')))
  await serveAgain()
}

async function errorsOf(visitor: Visitor, query: string): Promise<unknown[]> {
  return (await visitor.query(query)).errors ?? []
}

/** The versions that wait for a coordinator. */
async function waiting(coordinator: Visitor) {
  const { subgraphs } = await coordinator.data<{
    subgraphs: { edges: { node: { versions: { edges: { node: { id: string; status: string } }[] } } }[] }
  }>('{ subgraphs { edges { node { versions { edges { node { id status } } } } } } }')
  return subgraphs.edges
    .flatMap(({ node }) => node.versions.edges.map((edge) => edge.node))
    .filter(({ status }) => status === 'AWAITING_APPROVAL')
}

test("a partner's subgraph joins, is kept from breaking a frontend, is rolled back, and is suspended", async () => {
  const registered = await registerPartner(hub)
  const { coordinator, owner, key } = registered
  const frontend = visit(hub.address)

  // Registered, and refused while it does not prove that the host is its own.
  await serveAgain()
  const unproven = await ci('publish', key)
  expect(unproven).toMatchObject({ code: 1, verdict: { ok: false, status: 'REFUSED' } })
  expect(unproven.verdict.findings.map(({ code }) => code)).toContain('HOST_NOT_PROVEN')

  // Published: seen by its own organization, and by nobody else before a coordinator approves.
  hostToken = registered.hostToken
  await serveAgain()
  expect(await ci('publish', key)).toMatchObject({
    code: 0,
    verdict: { ok: true, status: 'AWAITING_APPROVAL' },
  })
  await until(async () => (await errorsOf(owner, page)).length === 0)
  expect(await errorsOf(frontend, page)).toMatchObject([
    { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  ])
  const [version] = await waiting(coordinator)
  expect(await make(coordinator, changes.approve, { id: version?.id })).toMatchObject({ status: 'LIVE' })
  await until(async () => (await errorsOf(frontend, page)).length === 0)
  expect(await frontend.data(page)).toMatchObject({
    district: { name: 'Erkelenz', repairCafes: { edges: expect.any(Array) } },
  })

  // What a frontend uses cannot be taken away: the check names the operation, and publishing is refused.
  await changeSchema((sdl) => sdl.replace(/ {2}"""What the café calls itself."""\n {2}name: String!\n/, ''))
  const breaking = await until(
    () => ci('check', key),
    // What it would break is known once the gateway has reported what was asked.
    ({ verdict }) =>
      verdict.findings.some(({ code, severity }) => code === 'BREAKING_CHANGE' && severity === 'ERROR'),
  )
  expect(breaking.code).toBe(1)
  const refused = await ci('publish', key)
  expect(refused).toMatchObject({ code: 1, verdict: { status: 'REFUSED' } })
  expect(refused.verdict.findings.find(({ code }) => code === 'BREAKING_CHANGE')).toMatchObject({
    severity: 'ERROR',
    operations: expect.arrayContaining([expect.objectContaining({ name: 'CafePage' })]),
  })
  expect(await errorsOf(frontend, '{ __type(name: "RepairCafe") { name } }')).toEqual([])

  // What adds something goes live, and is rolled back.
  await changeSchema((sdl) =>
    sdl.replace(
      '  """Telephone,',
      '  """What the café calls itself."""\n  name: String!\n  """Its own pages."""\n  website: String\n  """Telephone,',
    ),
  )
  expect(await ci('publish', key)).toMatchObject({ code: 0, verdict: { status: 'AWAITING_APPROVAL' } })
  const [better] = await waiting(coordinator)
  await make(coordinator, changes.approve, { id: better?.id })
  await until(async () => (await errorsOf(frontend, withWebsite)).length === 0)
  await make(owner, changes.rollBack, { id: registered.id, number: 2, reason: 'Die Adressen stimmen nicht.' })
  await until(async () => (await errorsOf(frontend, withWebsite)).length > 0)
  expect(await errorsOf(frontend, page)).toEqual([])

  // Suspended, it costs its own fields and breaks nobody's operation.
  await make(coordinator, changes.suspend, { id: registered.id, reason: 'Falsche Angaben.' })
  const suspended = await until(
    () => frontend.query(page),
    ({ errors }) => errors !== undefined,
  )
  expect(suspended).toMatchObject({
    data: { district: { name: 'Erkelenz', repairCafes: null } },
    errors: [{ extensions: { code: 'SUBGRAPH_SUSPENDED', subgraph: 'repair-cafes' } }],
  })
  await make(coordinator, changes.resume, { id: registered.id })
  await until(async () => (await errorsOf(frontend, page)).length === 0)
})
