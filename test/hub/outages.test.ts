import { execFile } from 'node:child_process'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { loadSecrets } from '../../bin/secrets.js'
import { childEnvironments } from '../../bin/supervisor/environment.js'
import { lastGoodIn } from '../../gateway/supergraph/last-good.js'
import { supergraphHash } from '../../gateway/supergraph/supergraph.js'
import { parseConfig } from '../../platform/config/config.js'
import { until } from '../gateway/kit/until.js'
import { createTestDatabase, type TestDatabase } from '../kit/database.js'
import { type HubCommands, hubCommands, type Started } from '../kit/hub-commands.js'
import { type LivePartner, makePartnerLive } from '../kit/live-partner.js'
import { startForPeople } from '../kit/people.js'
import { startUnsteadyDatabase, type UnsteadyDatabase } from '../kit/unsteady-database.js'
import { type Visitor, visit } from '../kit/visitor.js'

// The gateway and the services each in a process of their own, a partner in its own, and a way to the database that can
// be cut: what belongs to the hub fails, and the partner is well.
// Two starts of a hub, on machines that do much else.
jest.setTimeout(300_000)

let database: TestDatabase
let way: UnsteadyDatabase
let commands: HubCommands
let partner: LivePartner
let frontend: Visitor
let environments: Awaited<ReturnType<typeof environmentsOf>>
let services: Started
let gateway: Started

beforeAll(async () => {
  database = await createTestDatabase()
  way = await startUnsteadyDatabase(database.config.database.url ?? '')
  commands = await hubCommands()
  const settings = {
    DATABASE_URL: way.url,
    HUB_DATABASE_ROLE_PREFIX: database.config.database.rolePrefix,
    HUB_PARTNER_PRIVATE_ADDRESSES: 'true',
  }
  const hub = await startForPeople(commands, settings)
  partner = await makePartnerLive(hub)
  frontend = visit(hub.address)
  await until(isWell)
  await commands.stopAll()
  environments = await environmentsOf(settings, hub.stateDirectory)
  await startServices()
  await startGateway()
  await until(isWell)
})

afterAll(async () => {
  await partner?.stop()
  await commands?.remove()
  await way?.close()
  await database?.drop()
})

/** What the supervisor would tell each of them. */
async function environmentsOf(settings: NodeJS.ProcessEnv, stateDirectory: string) {
  const config = parseConfig({ ...commands.environment, ...settings })
  const told = childEnvironments(config, await loadSecrets(stateDirectory), settings.DATABASE_URL ?? '')
  const ours = { ...settings, ...commands.environment }
  return {
    services: { ...ours, ...told.services, HUB_LOG_FORMAT: 'json' },
    gateway: { ...ours, ...told.gateway, HUB_LOG_FORMAT: 'json' },
  }
}

async function startServices(): Promise<void> {
  services = commands.run(['serve', 'services'], environments.services)
  await services.printed('city answers at')
}

async function startGateway(variables: NodeJS.ProcessEnv = {}): Promise<void> {
  gateway = commands.run(['serve', 'gateway'], { ...environments.gateway, ...variables })
  await gateway.printed('gateway answers at')
}

async function end({ process, ended }: Started, signal: NodeJS.Signals): Promise<void> {
  process.kill(signal)
  await ended
}

const page = `{ visionStatements { number } repairCafes(first: 2) { edges { node { name } } } }`

async function isWell(): Promise<boolean> {
  return (await frontend.query(page)).errors === undefined
}

/** Asks until the town's part is lost; the partner's must be there each time, and the errors be the town's. */
async function pageWithoutTown() {
  const answer = await until(
    () => frontend.query(page),
    ({ errors }) => errors !== undefined,
  )
  expect(answer.data).toEqual({
    visionStatements: null,
    repairCafes: { edges: [{ node: { name: expect.any(String) } }, { node: { name: expect.any(String) } }] },
  })
  expect(answer.errors?.map(({ extensions }) => extensions?.subgraph)).toEqual(['city'])
  return answer
}

test('While the database is away, what partners have is there, and all of it is once the database is back', async () => {
  way.cut()
  await pageWithoutTown()
  way.mend()
  await until(isWell)
})

test('While the registry is away, with all of city, what partners have is there, and releases come when it is back', async () => {
  await end(services, 'SIGKILL')
  const { errors } = await pageWithoutTown()
  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'city' } }])
  await startServices()
  await until(isWell)
  await partner.publish((sdl) =>
    sdl.replace('"""Telephone,', '"""Its pages."""\n  website: String\n  """Telephone,'),
  )
  await until(serves('website'))
})

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux(
  'While the disk is full, a new release serves, and the one before it is there for the next start',
  async () => {
    // Whatever it writes from now on fails (EFBIG), as it does on a full disk.
    await promisify(execFile)('prlimit', ['--pid', String(gateway.process.pid), '--fsize=0'])
    await partner.publish((sdl) =>
      sdl.replace('website: String', 'website: String\n  """By letter."""\n  post: String'),
    )
    await until(serves('post'))
    await gateway.printed('the supergraph could not be kept for the next start')

    await end(gateway, 'SIGTERM')
    await end(services, 'SIGKILL')
    await startGateway()
    await pageWithoutTown()
    expect(await serves('website')()).toBe(true)
    expect(await serves('post')()).toBe(false)
  },
)

test('A partner whose name leads into an internal network now is not asked there, and what others have is there', async () => {
  await end(gateway, 'SIGTERM')
  await end(services, 'SIGKILL')
  let connections = 0
  const inside = createServer().on('connection', () => connections++)
  await new Promise<void>((listening) => inside.listen(0, '127.0.0.1', listening))
  // The registry would not take such an address, so it stays away.
  await keepWithAddress(`https://localhost:${(inside.address() as AddressInfo).port}/graphql`)
  services = commands.run(['serve', 'education'], environments.services)
  await services.printed('education answers at')
  await startGateway({ HUB_PARTNER_PRIVATE_ADDRESSES: 'false' })

  const answer = await frontend.query(
    '{ courses(first: 1) { edges { node { title } } } repairCafes(first: 1) { edges { node { name } } } }',
  )
  expect(answer).toMatchObject({
    data: { courses: { edges: [{ node: { title: expect.any(String) } }] }, repairCafes: null },
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'repair-cafes' } }],
  })
  await gateway.printed(/localhost \([\d.:]+\) is not a public address/)
  expect(connections).toBe(0)
  await new Promise((closed) => inside.close(closed))
})

/** Changes the partner's address in what the gateway keeps for its next start. */
async function keepWithAddress(url: string): Promise<void> {
  const kept = lastGoodIn(join(commands.environment.HUB_STATE_DIRECTORY ?? '', 'gateway'))
  const release = await kept.read()
  const [share] = release?.shares ?? []
  if (release === undefined || share === undefined) throw new Error('The gateway has kept no release')
  const text = (await kept.textOf(share.edition.supergraph)).replace(partner.host.url, url)
  const edition = { ...share.edition, supergraph: supergraphHash(text) }
  await kept.keep({ ...release, shares: [{ ...share, edition }] }, async () => text)
}

/** Whether clients can ask for a field of the partner, whatever is in it. */
function serves(field: string): () => Promise<boolean> {
  return async () => {
    const { errors = [] } = await frontend.query(`{ repairCafes(first: 1) { edges { node { ${field} } } } }`)
    return errors.every(({ extensions }) => extensions?.code !== 'GRAPHQL_VALIDATION_FAILED')
  }
}
