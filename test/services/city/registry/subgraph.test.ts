import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { administrator, coordinator, keyOf, memberOf, person } from '../../../kit/callers.js'
import { garden, nobody, type RegistryKit, type Subgraph, schemaOf, school, startRegistry } from './kit.js'

let kit: RegistryKit
let tools: Subgraph
beforeAll(async () => {
  kit = await startRegistry()
  tools = await kit.registered('tools')
})
afterAll(() => kit.stop())

const register = (name: string, organization = 'garden') =>
  `organizationId: "${organization}", input: { name: "${name}" }`

describe('registering a subgraph', () => {
  test('gives it a token, the usual terms, and a key set', async () => {
    const { id } = tools
    expect(await kit.subgraph(id, garden)).toEqual({
      id,
      name: 'tools',
      status: 'REGISTERED',
      version: 1,
      suspendedReason: null,
      live: null,
      terms: {
        claims: [],
        trusted: false,
        mayExtend: ['District', 'Initiative', 'Organization'],
        keySetAddress: `${kit.service.config.publicUrl}/partners/tools/jwks.json`,
        keyGeneration: 1,
      },
      hostProof: { address: null, token: expect.stringMatching(/^[\w-]{32}$/), provenAt: null },
    })
  })

  test.each(['tools', 'city', 'identity', 'Tools', 'a', 'two_words', '1st', 'x'.repeat(41)])(
    'is refused for the name %s',
    async (name) => {
      expect(await kit.refused('registerSubgraph', register(name), garden)).toBe('BAD_USER_INPUT')
    },
  )

  test.each([
    ['nobody', nobody, 'UNAUTHENTICATED'],
    ['somebody of another organization', school, 'FORBIDDEN'],
    ['a key without the scope', keyOf('garden', ['read']), 'FORBIDDEN'],
    ['a coordinator, who acts for the town only', coordinator, 'FORBIDDEN'],
  ])('is not for %s', async (_who, caller, code) => {
    expect(await kit.refused('registerSubgraph', register('other'), caller)).toBe(code)
  })
})

describe('a subgraph that is not live', () => {
  const seenBy = async (caller = nobody) => {
    const { data } = await kit.service.query(
      `{ subgraph(id: "${tools.id}") { name } subgraphs { totalCount }
         organization(id: "garden") { subgraphs { name } } }`,
      {},
      caller,
    )
    return data as unknown
  }
  const shown = {
    subgraph: { name: 'tools' },
    subgraphs: { totalCount: 1 },
    organization: { subgraphs: [{ name: 'tools' }] },
  }
  const hidden = { subgraph: null, subgraphs: { totalCount: 0 }, organization: { subgraphs: [] } }

  test.each([
    ['its members', memberOf('garden')],
    ['its keys', garden],
    ['coordinators', coordinator],
  ])('is shown to %s', async (_who, caller) => {
    expect(await seenBy(caller)).toEqual(shown)
  })

  test.each([
    ['nobody', nobody],
    ['other organizations', school],
    ['administrators', administrator],
    ['people', person],
  ])('is hidden from %s', async (_who, caller) => {
    expect(await seenBy(caller)).toEqual(hidden)
  })
})

describe('changes of a subgraph', () => {
  const decisions = ['suspendSubgraph', 'resumeSubgraph', 'setSubgraphTerms']
  const changes: Record<string, (id: string) => string> = {
    suspendSubgraph: (id) => `id: "${id}", reason: "Grund (Beispiel)"`,
    resumeSubgraph: (id) => `id: "${id}"`,
    setSubgraphTerms: (id) => `id: "${id}", version: 1, input: { claims: [], trusted: true, mayExtend: [] }`,
    rotateSubgraphKey: (id) => `id: "${id}"`,
    proveSubgraphHost: (id) => `id: "${id}"`,
    rollBackSubgraph: (id) => `id: "${id}", number: 1, reason: "Grund (Beispiel)"`,
    retireSubgraph: (id) => `id: "${id}"`,
  }

  test.each(Object.keys(changes))(
    '%s is not for others, who do not learn whether it is there',
    async (name) => {
      const args = changes[name]
      for (const id of [tools.id, 'none']) {
        expect(await kit.refused(name, args?.(id) ?? '', school)).toBe('FORBIDDEN')
        expect(await kit.refused(name, args?.(id) ?? '', nobody)).toBe('UNAUTHENTICATED')
      }
    },
  )

  test.each(decisions)('%s is not for its organization, also if it is a coordinator', async (name) => {
    const args = changes[name]?.(tools.id) ?? ''
    expect(await kit.refused(name, args, garden)).toBe('FORBIDDEN')
    const both = { ...coordinator, memberships: memberOf('garden').memberships }
    expect(await kit.refused(name, args, both)).toBe('FORBIDDEN')
  })

  test('a key is rotated, terms are set from the version that was looked at', async () => {
    await kit.done('rotateSubgraphKey', `id: "${tools.id}"`, garden)
    const terms = 'input: { claims: [ROLES, SUBJECT, ROLES], trusted: true, mayExtend: ["District"] }'
    expect(
      await kit.refused('setSubgraphTerms', `id: "${tools.id}", version: 1, ${terms}`, coordinator),
    ).toBe('CONFLICT')
    await kit.done('setSubgraphTerms', `id: "${tools.id}", version: 2, ${terms}`, coordinator)
    expect(await kit.subgraph(tools.id)).toMatchObject({
      version: 3,
      terms: { claims: ['ROLES', 'SUBJECT'], trusted: true, mayExtend: ['District'], keyGeneration: 2 },
    })
  })

  test('the host is proven by showing the token, and not without', async () => {
    const { id } = await kit.registered('proof')
    const url = kit.host.urlOf('proof')
    expect(await kit.refused('proveSubgraphHost', `id: "${id}"`, garden)).toBe('BAD_USER_INPUT')
    const proven = await kit.done<{ hostProof: object }>(
      'proveSubgraphHost',
      `id: "${id}", url: "${url}"`,
      garden,
      '{ hostProof { address provenAt } }',
    )
    expect(proven.hostProof).toEqual({ address: new URL(url).origin, provenAt: '2026-11-23T07:00:00.000Z' })
    const hidden = await kit.done<Subgraph>('registerSubgraph', register('hidden'), garden)
    expect(await kit.refused('proveSubgraphHost', `id: "${hidden.id}", url: "${url}"`, garden)).toBe(
      'STATE_REFUSED',
    )
  })
})

describe('a subgraph that is live', () => {
  test('shows everybody its name and whose it is, and nothing else', async () => {
    const seeds = await kit.registered('seeds')
    await kit.live('seeds', schemaOf('Seed'))
    const { data, errors } = await kit.service.query(
      `{ subgraph(id: "${seeds.id}") {
        name status organization { id } terms { trusted } hostProof { token } live { url } versions { totalCount }
        suspendedReason } }`,
      {},
      school,
    )
    expect(data).toEqual({
      subgraph: {
        name: 'seeds',
        status: 'LIVE',
        organization: { id: 'garden' },
        terms: null,
        hostProof: null,
        live: null,
        versions: null,
        suspendedReason: null,
      },
    })
    expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(new Set(['FORBIDDEN']))
    const live = (await kit.subgraph(seeds.id)) as unknown as { live: object }
    expect(live.live).toEqual({ number: 1 })
  })

  test('has versions that others cannot get by reference', async () => {
    const { id } = await kit.publish('seeds', schemaOf('Seed', ['name']))
    const reference = `query { _entities(representations: [{ __typename: "SubgraphVersion", id: "${id}" }]) {
      ... on SubgraphVersion { sdl } } }`
    const seen = async (caller = nobody) =>
      (await kit.service.query(reference, {}, caller)).data as unknown as { _entities: unknown[] }
    expect((await seen(school))._entities).toEqual([null])
    expect((await seen(garden))._entities).toEqual([{ sdl: schemaOf('Seed', ['name']) }])
  })
})
