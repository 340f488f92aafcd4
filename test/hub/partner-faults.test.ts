import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { until } from '../gateway/kit/until.js'
import { type HubCommands, hubCommands } from '../kit/hub-commands.js'
import { type LivePartner, makePartnerLive } from '../kit/live-partner.js'
import { startForPeople } from '../kit/people.js'
import { type Fault, faults } from '../kit/unsteady-host.js'
import { type Visitor, visit } from '../kit/visitor.js'

// A whole hub in its processes, a partner in its own, and between them a host that fails in every way there is.
jest.setTimeout(120_000)

let commands: HubCommands
let partner: LivePartner
let frontend: Visitor
let stateDirectory: string

beforeAll(async () => {
  commands = await hubCommands()
  const hub = await startForPeople(commands, { HUB_PARTNER_PRIVATE_ADDRESSES: 'true' })
  stateDirectory = hub.stateDirectory
  partner = await makePartnerLive(hub)
  frontend = visit(hub.address)
  await until(isWell)
})

afterAll(async () => {
  await partner?.stop()
  await commands.remove()
})

const page = `{
  districts { name repairCafes(first: 5) { edges { node { name } } } }
  visionStatements { number }
}`

async function isWell(): Promise<boolean> {
  return (await frontend.query(page)).errors === undefined
}

interface Page {
  districts: { name: string; repairCafes: unknown }[]
  visionStatements: unknown[]
}

/** Asks for the page until the partner has failed; everything but the partner's fields must be there each time. */
async function pagesUntilFailed(): Promise<Awaited<ReturnType<Visitor['query']>>> {
  const failed = await until(
    () => frontend.query(page),
    ({ errors }) => errors !== undefined,
  )
  const again = await frontend.query(page)
  for (const { data } of [failed, again]) {
    const { districts, visionStatements } = data as unknown as Page
    expect(districts).toHaveLength(9)
    expect(districts.every(({ name, repairCafes }) => name !== '' && repairCafes === null)).toBe(true)
    expect(visionStatements.length).toBeGreaterThan(0)
  }
  return failed
}

describe('A partner that', () => {
  afterEach(async () => {
    partner.host.fail()
    await until(isWell)
  })

  test.each(Object.keys(faults) as Fault[])(
    '%s costs its own fields only, and the error names it',
    async (fault) => {
      partner.host.fail(faults[fault])
      const { errors = [] } = await pagesUntilFailed()
      for (const { extensions } of errors) {
        expect(extensions).toMatchObject({
          code: expect.stringMatching(/^SUBGRAPH_(UNAVAILABLE|INVALID_ANSWER)$/),
          subgraph: 'repair-cafes',
        })
      }
    },
  )

  test('listens no more costs its own fields only, and is asked again once it is back', async () => {
    await partner.host.stop()
    const { errors } = await pagesUntilFailed()
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
      subgraph: 'repair-cafes',
    })
    await partner.host.start()
    await until(isWell)
  })

  test('redirects to another address does not make the gateway ask there', async () => {
    let hits = 0
    const inside: Server = createServer((_request, response) => {
      hits++
      response.end('{"data":{"_entities":[]}}')
    })
    await new Promise<void>((listening) => inside.listen(0, '127.0.0.1', listening))
    const location = `http://127.0.0.1:${(inside.address() as AddressInfo).port}/graphql`
    partner.host.fail((response) => void response.writeHead(307, { location }).end())
    await pagesUntilFailed()
    expect(hits).toBe(0)
    await new Promise((closed) => inside.close(closed))
  })

  test('fails is seen by its organization and by coordinators, and by nobody else', async () => {
    partner.host.fail(faults['answers with status 500'])
    await pagesUntilFailed()
    const health =
      'query ($id: ID!) { subgraph(id: $id) { health { requests failures { kind count } lastFailure { kind } } } }'
    const { id } = partner
    const seen = await until(
      () =>
        partner.owner.data<{
          subgraph: { health: { requests: number; lastFailure: { kind: string } | null } }
        }>(health, {
          id,
        }),
      ({ subgraph }) => subgraph.health.lastFailure?.kind === 'HTTP_ERROR',
    )
    expect(seen.subgraph.health.requests).toBeGreaterThan(0)
    expect(await partner.coordinator.data(health, { id })).toMatchObject({
      subgraph: { health: { lastFailure: { kind: expect.any(String) } } },
    })
    const { data, errors } = await frontend.query(health, { id })
    expect([data, errors?.[0]?.extensions?.code]).toEqual([{ subgraph: { health: null } }, 'UNAUTHENTICATED'])
  })
})

test('A gateway that starts while everything but the partner is away serves the partner', async () => {
  await commands.stopAll()
  const secrets = JSON.parse(await readFile(join(stateDirectory, 'secrets.json'), 'utf8'))
  const gateway = commands.run(['serve', 'gateway'], {
    HUB_CALLER_PRIVATE_KEY: secrets.callerPrivateKey,
    HUB_PARTNER_PRIVATE_ADDRESSES: 'true',
  })
  await gateway.printed('gateway answers at')
  const query = '{ repairCafes(first: 1) { edges { node { name } } } visionStatements { number } }'
  expect(await frontend.query(query)).toMatchObject({
    data: { repairCafes: { edges: [{ node: { name: expect.any(String) } }] }, visionStatements: null },
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'city' } }],
  })
})
