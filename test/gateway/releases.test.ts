import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Edition, Release } from '../../platform/registry/release.js'
import { keys, type RunningGateway, type StartOptions, startGateway } from './kit/gateway.js'
import { type StandInIdentity, startIdentity } from './kit/identity.js'
import { createStandInRegistry, type StandInRegistry } from './kit/registry.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { clock, composeTown, town } from './kit/town.js'
import { until } from './kit/until.js'

/** A field that only the newer supergraph has. */
const newer = '{ districts { bikes } }'
const older = '{ districts { name } }'
const cityOnly = composeTown({ city: town.city })
const withBikes = composeTown({ city: town.city, mobility: town.mobility })

let registry: StandInRegistry
let city: RunningSubgraph
let mobility: RunningSubgraph
let folder: string
const running: { close(): Promise<void> }[] = []

beforeEach(async () => {
  registry = await createStandInRegistry(keys.publicKey)
  city = await startSubgraph('city', town.city, { ...keys, beside: registry.listener })
  mobility = await startSubgraph('mobility', town.mobility, keys)
  folder = await mkdtemp(join(tmpdir(), 'bindeglied-test-'))
})

afterEach(async () => {
  for (const each of running.splice(0)) await each.close()
  await city.close()
  await mobility.close()
  await rm(folder, { recursive: true })
})

async function start(options: StartOptions = {}): Promise<RunningGateway> {
  const subgraphs = { city: city.url, mobility: mobility.url, ...options.subgraphs }
  const gateway = await startGateway({ supergraph: cityOnly, ...options, subgraphs })
  running.push(gateway)
  return gateway
}

function forAll(edition: Edition): Omit<Release, 'number'> {
  return { shares: [{ below: 100, edition }], sandboxes: {} }
}

async function knows(gateway: RunningGateway, query: string, headers = {}): Promise<boolean> {
  return Object.hasOwn((await gateway.query(query, { headers })).body as object, 'data')
}

describe('The gateway', () => {
  test('serves a release as soon as the registry tells of it', async () => {
    const gateway = await start()
    expect(await knows(gateway, newer)).toBe(false)
    await until(() => registry.openStreams() === 1)
    registry.publish(forAll(registry.edition(withBikes)))
    await until(() => knows(gateway, newer))
  })

  test('finds a release it was not told of', async () => {
    const gateway = await start()
    await until(() => registry.openStreams() === 1 && registry.asked() > 0)
    registry.publish(forAll(registry.edition(withBikes)), { secretly: true })
    await until(() => knows(gateway, newer))
  })

  test('ends a request on the supergraph it began with', async () => {
    registry.publish(forAll(registry.edition(withBikes)))
    // Equal queries would wait with it for the same answer.
    const gateway = await start({ settings: { HUB_SHARING: 'off' } })
    await until(() => knows(gateway, newer))
    const answer = '{"data":{"_entities":[{"bikes":7},{"bikes":8}]}}'
    const held = new Promise<ServerResponse>((hold) => {
      mobility.answerWith((_request, response) => {
        mobility.answerWith((_next, another) => void another.end(answer))
        hold(response)
      })
    })
    const slow = gateway.query(newer)
    const response = await held
    registry.publish(forAll(registry.edition(cityOnly)))
    await until(async () => !(await knows(gateway, newer)))
    response.end(answer)
    expect((await slow).body).toEqual({ data: { districts: [{ bikes: 7 }, { bikes: 8 }] } })
  })

  test('goes on with what serves when a release cannot be used, and takes the next one', async () => {
    registry.publish(forAll(registry.edition(withBikes)))
    const gateway = await start()
    await until(() => knows(gateway, newer))
    registry.publish(forAll(registry.edition('type Query { broken: Int }')))
    await until(() => gateway.log.some(({ msg }) => msg === 'release 2 cannot be used'))
    expect(await knows(gateway, newer)).toBe(true)
    registry.publish(forAll(registry.edition(cityOnly)))
    await until(async () => !(await knows(gateway, newer)))
    expect(await knows(gateway, older)).toBe(true)
  })

  test('refuses a release with a subgraph that nobody has registered', async () => {
    const gateway = await start()
    const stranger = composeTown({ city: town.city, stranger: town.mobility })
    registry.publish(forAll(registry.edition(stranger)))
    await until(() => gateway.log.some(({ msg }) => msg === 'release 1 cannot be used'))
    expect(await knows(gateway, older)).toBe(true)
    expect(await knows(gateway, newer)).toBe(false)
  })

  test('gives a canary to its share of clients, to each of them always', async () => {
    registry.publish({
      shares: [
        { below: 30, edition: registry.edition(withBikes) },
        { below: 100, edition: registry.edition(cityOnly) },
      ],
      sandboxes: {},
    })
    const gateway = await start({ settings: { HUB_TRUSTED_PROXIES: 'loopback' } })
    const clients = Array.from({ length: 100 }, (_, number) => `198.51.100.${number}`)
    const chosen = () =>
      Promise.all(clients.map((client) => knows(gateway, newer, { 'x-forwarded-for': client })))
    await until(async () => (await chosen()).includes(true))
    const first = await chosen()
    const share = first.filter(Boolean).length / clients.length
    expect(share).toBeGreaterThan(0.2)
    expect(share).toBeLessThan(0.4)
    expect(await chosen()).toEqual(first)
  })

  test('starts with the last release that served, while the registry is away', async () => {
    registry.publish(forAll(registry.edition(withBikes)))
    const before = await start({ keptIn: folder })
    await until(() => knows(before, newer))
    await until(async () => (await readdir(folder)).includes('release.json'))
    await before.close()
    const after = await start({ keptIn: folder, settings: { HUB_CITY_URL: 'http://127.0.0.1:9/graphql' } })
    expect(after.log.map(({ msg }) => msg)).not.toContain('release 1 of the supergraph serves')
    expect((await after.query('{ __type(name: "District") { fields { name } } }')).body).toMatchObject({
      data: { __type: { fields: expect.arrayContaining([{ name: 'bikes' }]) } },
    })
  })

  test('starts with what came with it when what was kept is damaged', async () => {
    await writeFile(join(folder, 'release.json'), '{"number":')
    const gateway = await start({ keptIn: folder })
    expect(await knows(gateway, older)).toBe(true)
    expect(gateway.log).toContainEqual(
      expect.objectContaining({ msg: 'the supergraph of the last start cannot be used' }),
    )
  })

  test('serves a release it cannot keep', async () => {
    const blocked = join(folder, 'file')
    await writeFile(blocked, '')
    registry.publish(forAll(registry.edition(withBikes)))
    const gateway = await start({ keptIn: blocked })
    await until(() => knows(gateway, newer))
    await until(() =>
      gateway.log.some(({ msg }) => msg === 'the supergraph could not be kept for the next start'),
    )
  })
})

describe('A sandbox', () => {
  let identity: StandInIdentity

  beforeEach(async () => {
    identity = await startIdentity(keys)
    const expiresAt = new Date(clock().getTime() + 3_600_000).toISOString()
    identity.give(
      { kind: 'key', value: 'bg_partner' },
      {
        caller: {
          subject: 'key:partner',
          roles: [],
          memberships: [{ organization: 'repair', role: 'MEMBER' }],
          scopes: ['read'],
        },
        session: null,
        key: 'partner',
        expiresAt,
      },
    )
  })

  afterEach(() => identity.close())

  const asPartner = { authorization: 'Bearer bg_partner' }

  test('is seen by its own organization and by nobody else, until it is gone', async () => {
    const sandbox = registry.edition(withBikes)
    registry.publish({ ...forAll(registry.edition(cityOnly)), sandboxes: { repair: sandbox } })
    const gateway = await start({ settings: { HUB_IDENTITY_URL: identity.url } })
    await until(() => knows(gateway, newer, asPartner))
    expect(await knows(gateway, newer)).toBe(false)
    registry.publish(forAll(registry.edition(cityOnly)))
    await until(async () => !(await knows(gateway, newer, asPartner)))
    expect(await knows(gateway, older, asPartner)).toBe(true)
  })

  test('that cannot be used leaves its organization what is live', async () => {
    const broken = registry.edition('type Query { broken: Int }')
    registry.publish({ ...forAll(registry.edition(withBikes)), sandboxes: { repair: broken } })
    const gateway = await start({ settings: { HUB_IDENTITY_URL: identity.url } })
    await until(() => knows(gateway, newer))
    expect(await knows(gateway, newer, asPartner)).toBe(true)
  })
})
