import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { type StandInIdentity, startIdentity } from './kit/identity.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { clock, composeTown, type SubgraphDefinition, town } from './kit/town.js'

const protectedMobility: SubgraphDefinition = {
  typeDefs: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.6",
      import: ["@key", "@authenticated", "@requiresScopes", "@policy"])
    type District @key(fields: "id") {
      id: ID!
      bikes: Int @authenticated
      repairs: Int @requiresScopes(scopes: [["role:coordinator"]])
      secrets: Int @policy(policies: [["coordinator"], ["nobody-knows-this-one"]])
    }`,
  resolvers: {
    District: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      bikes: () => 4,
      repairs: () => 2,
      secrets: () => 1,
    },
  },
}

let city: RunningSubgraph
let mobility: RunningSubgraph
let identity: StandInIdentity
let gateway: RunningGateway

beforeAll(async () => {
  city = await startSubgraph('city', town.city, keys)
  mobility = await startSubgraph('mobility', protectedMobility, keys)
  identity = await startIdentity(keys)
  gateway = await startGateway({
    supergraph: composeTown({ city: town.city, mobility: protectedMobility }),
    subgraphs: { city: city.url, mobility: mobility.url, identity: identity.url },
  })
  identity.give(
    { kind: 'key', value: 'bg_program' },
    {
      caller: { subject: 'key:program', roles: [], memberships: [], scopes: ['read'] },
      session: null,
      key: 'program',
      expiresAt: new Date(clock().getTime() + 3_600_000).toISOString(),
    },
  )
})

afterAll(async () => {
  await gateway.close()
  await Promise.all([city.close(), mobility.close(), identity.close()])
})

const query = '{ districts { name bikes repairs secrets } }'
const refused = (field: string) => ({
  path: ['districts', field],
  extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate: `District.${field}` },
})

describe('A protected field', () => {
  test('is null with an error for who may not see it, and its subgraph is not even asked', async () => {
    const asked = mobility.seen.length
    const { body } = await gateway.query(query)
    const district = { name: expect.any(String), bikes: null, repairs: null, secrets: null }
    expect(body).toMatchObject({
      data: { districts: [district, district] },
      errors: ['bikes', 'repairs', 'secrets'].map(refused),
    })
    expect(mobility.seen.length).toBe(asked)
  })

  test('is there for who may see it, in the same operation', async () => {
    const { body } = await gateway.query(query, { headers: { authorization: 'Bearer bg_program' } })
    const district = { name: expect.any(String), bikes: 4, repairs: null, secrets: null }
    expect(body).toMatchObject({
      data: { districts: [district, district] },
      errors: ['repairs', 'secrets'].map(refused),
    })
  })

  test('is not seen by the next one because somebody else may see it', async () => {
    await gateway.query(query, { headers: { authorization: 'Bearer bg_program' } })
    const { body } = await gateway.query(query)
    expect(JSON.stringify(body)).not.toContain('"bikes":4')
  })
})
