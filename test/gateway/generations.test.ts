import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ownContext } from '../../gateway/context.js'
import { createApollo } from '../../gateway/server/apollo.js'
import { createPlainSources } from '../../gateway/subgraphs/plain-sources.js'
import { buildGeneration } from '../../gateway/supergraph/build-generation.js'
import { onlyRelease } from '../../gateway/supergraph/editions.js'
import { createGenerations, type Generations } from '../../gateway/supergraph/generations.js'
import type { BusyOperation } from '../../gateway/supergraph/warm-up.js'
import { anonymous } from '../../platform/caller/caller.js'
import { parseConfig } from '../../platform/config/config.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { composeTown, town } from './kit/town.js'

setFlagsFromString('--expose_gc')
const collectGarbage: () => void = runInNewContext('gc')

const query = '{ districts { name bikes } }'
const logger = createLogger({ level: 'silent', format: 'json' }, 'gateway')
const config = parseConfig({})

let city: RunningSubgraph
let mobility: RunningSubgraph

beforeAll(async () => {
  city = await startSubgraph('city', town.city)
  mobility = await startSubgraph('mobility', town.mobility)
})

afterAll(async () => {
  await city.close()
  await mobility.close()
})

function start(busiest: BusyOperation[] = []): Generations {
  return createGenerations({
    logger,
    build: (edition, textOf, known) =>
      buildGeneration(edition, textOf, known, {
        sources: createPlainSources(config),
        serverOver: (gateway, { weights }) =>
          createApollo({
            gateway,
            limits: config.gateway.limits,
            weights,
            persistedQueries: false,
            logger,
            plugins: [],
          }),
        busiest: () => busiest,
        context: ownContext(logger),
        isOwn: () => true,
      }),
  })
}

/** The town's supergraph; each number gives another one. */
function supergraph(number: number): string {
  const { city: ofCity, mobility: ofMobility } = town
  const numbered = { ...ofCity, typeDefs: `${ofCity.typeDefs} extend type Query { number${number}: Int }` }
  return composeTown({ city: numbered, mobility: ofMobility }, { city: city.url, mobility: mobility.url })
}

async function swap(generations: Generations, number: number): Promise<void> {
  const text = supergraph(number)
  await generations.adopt(onlyRelease(text), async () => text)
}

async function ask(generations: Generations) {
  const { generation, leave } = await generations.enter(anonymous, '')
  const { body } = await generation.apollo.executeOperation({ query }, { contextValue: ownContext(logger) })
  leave()
  return body
}

/** In MiB, without what is not used any more. */
async function heap(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    collectGarbage()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return process.memoryUsage().heapUsed / 2 ** 20
}

describe('Generations', () => {
  test('that are not used any more take no memory, after 200 of them', async () => {
    const generations = start()
    for (let number = 0; number < 20; number++) {
      await swap(generations, number)
      await ask(generations)
    }
    const early = await heap()
    for (let number = 20; number < 200; number++) {
      await swap(generations, number)
      await ask(generations)
    }
    // One of these generations takes about a megabyte; 180 that were kept could not hide.
    expect((await heap()) - early).toBeLessThan(30)
    await generations.close()
  })

  test('plan the busiest operations before they serve, and ask nobody for it', async () => {
    const before = mobility.seen.length
    const generations = start([{ text: query, name: null }])
    await swap(generations, 1)
    expect(mobility.seen.length).toBe(before)
    const { generation, leave } = await generations.enter(anonymous, '')
    const { plans } = generation.supergraph
    expect(plans.size).toBe(1)
    leave()
    await ask(generations)
    expect(plans.size).toBe(1)
    await generations.close()
  })

  test('share a supergraph where only the terms of its partners change', async () => {
    const generations = start()
    const text = supergraph(1)
    const release = onlyRelease(text)
    const textOf = async () => text
    await generations.adopt(release, textOf)
    const first = await generations.enter(anonymous, '')
    const [share] = release.shares
    const edition = { supergraph: share?.edition.supergraph ?? '', partners: [] }
    const terms = { name: 'gone', organization: 'o', keyGeneration: 1, claims: [], suspended: true }
    await generations.adopt(
      {
        ...release,
        number: 2,
        shares: [{ below: 100, edition: { ...edition, partners: [terms] } }],
      },
      textOf,
    )
    const second = await generations.enter(anonymous, '')
    expect(second.generation).not.toBe(first.generation)
    expect(second.generation.supergraph).toBe(first.generation.supergraph)
    first.leave()
    second.leave()
    await generations.close()
  })

  test('are let go of once the last request has left, not before', async () => {
    const generations = start()
    await swap(generations, 1)
    const { generation, leave } = await generations.enter(anonymous, '')
    await swap(generations, 2)
    const { body } = await generation.apollo.executeOperation({ query }, { contextValue: ownContext(logger) })
    expect(body).toMatchObject({ kind: 'single', singleResult: { data: { districts: expect.anything() } } })
    leave()
    await generations.close()
    await expect(
      generation.apollo.executeOperation({ query }, { contextValue: ownContext(logger) }),
    ).rejects.toThrow(/stopp/)
  })
})
