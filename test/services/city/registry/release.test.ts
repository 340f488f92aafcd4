import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { systemCaller } from '../../../../platform/caller/caller.js'
import { listen } from '../../../../platform/http/server.js'
import { createServiceApp } from '../../../../platform/service/app.js'
import { createLogger } from '../../../../platform/telemetry/logger.js'
import { composeSupergraph } from '../../../../schema/compose.js'
import { hashed, ownContracts } from '../../../../schema/contracts.js'
import { bringReleaseUpToDate } from '../../../../services/city/registry/release/registry-release.job.js'
import { city } from '../../../../services/city/service.js'
import { administrator, coordinator } from '../../../kit/callers.js'
import { now } from '../kit.js'
import { garden, nobody, type RegistryKit, schemaOf, startRegistry } from './kit.js'

let kit: RegistryKit
beforeAll(async () => {
  kit = await startRegistry()
})
afterAll(() => kit.stop())

/** Lines of the stream of changes as they come. */
async function follow() {
  let response = await kit.asGateway('/registry/changes')
  while (response.status === 503) {
    await sleep(50)
    response = await kit.asGateway('/registry/changes')
  }
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  const lines: { kind: string; number?: number }[] = []
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const reading = (async () => {
    for (let text = ''; ; ) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done) return
      text += value
      const whole = text.split('\n')
      text = whole.pop() ?? ''
      lines.push(...whole.map((line) => JSON.parse(line) as { kind: string }))
    }
  })()
  return {
    lines,
    async hears(kind: string, number?: number): Promise<void> {
      while (!lines.some((line) => line.kind === kind && line.number === number)) await sleep(5)
    },
    async stop() {
      await reader?.cancel()
      await reading
    },
  }
}

describe('before anything is published', () => {
  test('there is no release until the job has made the first: what the hub brings itself', async () => {
    expect((await kit.asGateway('/registry/release')).status).toBe(404)
    await kit.service.runJob('registry-release')
    const { number, shares, sandboxes } = await kit.release()
    expect([number, shares.length, shares[0]?.below, sandboxes]).toEqual([1, 1, 100, {}])
    expect(await kit.liveText()).toBe((await ownContracts()).supergraph)
    await kit.service.runJob('registry-release')
    expect((await kit.release()).number).toBe(1)
  })

  test.each(['/registry/release', '/registry/supergraphs/x', '/registry/changes'])(
    '%s is for the gateway only',
    async (path) => {
      for (const caller of [nobody, coordinator, administrator, garden, systemCaller('other')]) {
        expect((await kit.asGateway(path, caller)).status).toBe(401)
      }
      expect((await fetch(`${kit.service.address}${path}`)).status).toBe(401)
    },
  )

  test('a supergraph nobody has made is not found', async () => {
    expect((await kit.asGateway('/registry/supergraphs/0')).status).toBe(404)
  })
})

describe('a release', () => {
  test('is told to who follows, within a second', async () => {
    const following = await follow()
    await following.hears('start')
    const { id } = await kit.registered('told')
    const version = await kit.publish('told', schemaOf('Told'))
    const { number } = await kit.release()
    await following.hears('release', number)
    const begun = performance.now()
    await kit.approve(version.id)
    await following.hears('release', number + 1)
    // Approving itself included: what it is made of has been composed for the sandbox.
    expect(performance.now() - begun).toBeLessThan(1_000)
    await following.hears('alive')
    await following.stop()
    expect(await kit.subgraph(id)).toMatchObject({ status: 'LIVE' })
  })

  test('shows canaries to nested shares of all requests, at most four of them', async () => {
    const types = ['CanaryA', 'CanaryB', 'CanaryC', 'CanaryD', 'CanaryE']
    const percents = [10, 50, 10, 99]
    const versions = []
    for (const [index, type] of types.entries()) {
      const name = `canary-${index}`
      await kit.registered(name, index < 3 ? 'garden' : 'school')
      versions.push(await kit.publish(name, schemaOf(type)))
    }
    for (const [index, percent] of percents.entries()) {
      const approved = await kit.approve(versions[index]?.id ?? '', percent)
      expect(approved).toMatchObject({ status: 'CANARY', canaryPercent: percent })
    }
    const fifth = `id: "${versions[4]?.id}", percent: 1`
    expect(await kit.refused('approveSubgraphVersion', fifth, coordinator)).toBe('STATE_REFUSED')

    const { shares, sandboxes } = await kit.release()
    expect(shares.map(({ below }) => below)).toEqual([10, 50, 99, 100])
    const typesIn = await Promise.all(
      shares.map(async ({ edition }) => {
        const text = await kit.textOf(edition)
        return types.filter((type) => text.includes(`type ${type}`))
      }),
    )
    expect(typesIn).toEqual([
      ['CanaryA', 'CanaryB', 'CanaryC', 'CanaryD'],
      ['CanaryB', 'CanaryD'],
      ['CanaryD'],
      [],
    ])
    const gardens = await kit.textOf(sandboxes.garden)
    expect(types.filter((type) => gardens.includes(`type ${type}`))).toEqual(types.slice(0, 3))

    const [first, , third] = versions
    await kit.done('rollOutSubgraphVersion', `id: "${first?.id}", percent: 20`, coordinator)
    expect((await kit.release()).shares.map(({ below }) => below)).toEqual([10, 20, 50, 99, 100])
    await kit.done('rollOutSubgraphVersion', `id: "${first?.id}", percent: 100`, coordinator)
    expect(await kit.liveText()).toContain('type CanaryA')
    const refuse = `id: "${third?.id}", reason: "Zu langsam (Beispiel)"`
    await kit.done('refuseSubgraphVersion', refuse, coordinator)
    expect((await kit.release()).shares.map(({ below }) => below)).toEqual([50, 99, 100])
    expect(await kit.refused('rollOutSubgraphVersion', `id: "${first?.id}", percent: 5`, coordinator)).toBe(
      'STATE_REFUSED',
    )
  })

  test('says which partners are suspended, by themselves or with their organization; their types stay', async () => {
    const suspended = async () =>
      (await kit.release()).shares
        .at(-1)
        ?.edition.partners.flatMap((each) => (each.suspended ? each.name : []))
    const { data } = await kit.service.query(
      '{ subgraphs(first: 100) { edges { node { id name } } } }',
      {},
      coordinator,
    )
    const { subgraphs } = data as unknown as {
      subgraphs: { edges: { node: { id: string; name: string } }[] }
    }
    const id = subgraphs.edges.find(({ node }) => node.name === 'told')?.node.id
    const reason = 'reason: "Antwortet falsch (Beispiel)"'
    await kit.done('suspendSubgraph', `id: "${id}", ${reason}`, coordinator)
    expect(await suspended()).toEqual(['told'])
    expect(await kit.refused('suspendSubgraph', `id: "${id}", ${reason}`, coordinator)).toBe('STATE_REFUSED')
    expect(await kit.subgraph(id ?? '', garden)).toMatchObject({
      status: 'SUSPENDED',
      suspendedReason: 'Antwortet falsch (Beispiel)',
    })
    expect(await kit.liveText()).toContain('type Told')
    await kit.done('resumeSubgraph', `id: "${id}"`, coordinator)
    expect(await suspended()).toEqual([])
    expect(await kit.refused('resumeSubgraph', `id: "${id}"`, coordinator)).toBe('STATE_REFUSED')

    await kit.done('suspendOrganization', `id: "garden", version: 1, ${reason}`, coordinator)
    await kit.service.runJob('registry-release')
    expect(await suspended()).toEqual(['canary-0', 'told'])
    await kit.done('liftSuspension', `id: "garden", version: 2, ${reason}`, coordinator)
    await kit.service.runJob('registry-release')
    expect(await suspended()).toEqual([])
  })

  test('is kept with its supergraphs when what is old is forgotten', async () => {
    const { database, runJob, setNow } = kit.service
    const before = await kit.release()
    await database.rows(
      sql`insert into city.supergraph (hash, text, created_at) values ('unused', '', ${now})`,
    )
    setNow(new Date(now.getTime() + 31 * 24 * 60 * 60_000))
    await runJob('forget-releases')
    setNow(now)
    expect(await kit.release()).toEqual(before)
    for (const { edition } of before.shares) expect(await kit.textOf(edition)).not.toBe('')
    for (const edition of Object.values(before.sandboxes)) expect(await kit.textOf(edition)).not.toBe('')
    expect((await kit.asGateway('/registry/supergraphs/unused')).status).toBe(404)
    const [kept] = await database.rows<{ releases: number }>(
      sql`select count(*)::int as releases from city.release`,
    )
    expect(kept).toEqual({ releases: 1 })
  })

  test('survives a restart', async () => {
    const before = await kit.release()
    const { config } = kit.service
    const logger = createLogger(config.log, 'test')
    const again = await createServiceApp(city, { config, logger, clock: () => now })
    const address = await listen(again.server, { host: '127.0.0.1', port: 0, setting: 'none' })
    await again.runJob('registry-release')
    expect(await kit.release()).toEqual(before)
    expect(address).not.toBe(kit.service.address)
    await again.close()
  })

  test('follows another version of the hub; a partner that does not go with it is left out and told so', async () => {
    const { database } = kit.service
    const own = await ownContracts()
    const before = (await kit.release()).number
    const grown = own.contracts.map((contract) =>
      contract.name === 'climate'
        ? { ...contract, sdl: `${contract.sdl}\ntype Told @key(fields: "id") { id: ID! title: Int }` }
        : contract,
    )
    const next = hashed(grown, composeSupergraph(grown))
    const job = { database, now, signal: new AbortController().signal }
    await bringReleaseUpToDate(job, next)
    const { number, shares } = await kit.release()
    expect(number).toBe(before + 1)
    expect(shares.at(-1)?.edition.partners.map(({ name }) => name)).toEqual(['canary-0'])
    expect(await kit.liveText()).toContain('title: Int')
    const [told] = await database.rows<{ data: object; audience: string }>(
      sql`select data, audience from city.event where type = 'subgraph.left-out'`,
    )
    expect(told).toEqual({
      audience: 'ORGANIZATION',
      data: { name: 'told', number: 1, reason: expect.stringContaining('Told.title') },
    })
    await bringReleaseUpToDate(job, next)
    expect((await kit.release()).number).toBe(number)
    await bringReleaseUpToDate(job)
    expect((await kit.release()).shares.at(-1)?.edition.partners.map(({ name }) => name)).toEqual([
      'canary-0',
      'told',
    ])
  })
})
