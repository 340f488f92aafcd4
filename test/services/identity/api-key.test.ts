import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { anonymous, type Caller, scopes } from '../../../platform/caller/caller.js'
import { ApiKeyScope } from '../../../services/identity/api-key/api-key-scope.js'
import { keyOf } from '../../kit/callers.js'
import type { GraphqlAnswer } from '../../kit/service.js'
import { type Following, type IdentityKit, startIdentity } from './kit.js'
import { answered, codesOf, type People, peopleOf, type Somebody } from './people.js'

const started = new Date()
const hour = 3_600_000
const day = 24 * hour

let kit: IdentityKit
let people: People
let following: Following
let owner: Somebody
let member: Somebody
let coordinator: Somebody
let organization: string
beforeAll(async () => {
  kit = await startIdentity()
  people = peopleOf(kit)
  following = await kit.follow()
  owner = await people.person('Olga Beispiel')
  member = await people.person('Max Beispiel')
  coordinator = await people.person('Karla Beispiel')
  await people.becomes(coordinator, 'coordinator')
})
beforeEach(async () => {
  organization = `org-${randomUUID()}`
  await people.joins(owner, organization, 'OWNER')
  await people.joins(member, organization)
})
afterEach(() => kit.setNow(started))
afterAll(async () => {
  following.stop()
  await kit.stop()
})

const fields = 'id name prefix scopes createdAt expiresAt revokedAt lastUsedAt'
const create = `mutation ($org: ID!, $name: String = "Import", $scopes: [ApiKeyScope!] = [READ, GOODS_WRITE],
    $expiresAt: DateTime!, $lang: Language = DE, $key: String!) {
  createApiKey(organizationId: $org, name: $name, scopes: $scopes, expiresAt: $expiresAt, lang: $lang,
    idempotencyKey: $key) { secret apiKey { ${fields} } } }`
const rotate = `mutation ($id: ID!, $overlap: Int = 24, $key: String!) {
  rotateApiKey(id: $id, overlapHours: $overlap, idempotencyKey: $key) { secret apiKey { ${fields} } } }`
const revoke = `mutation ($id: ID!, $key: String!) { revokeApiKey(id: $id, idempotencyKey: $key) { id revokedAt } }`

interface Made {
  secret: string
  apiKey: { id: string; prefix: string; expiresAt: string }
}

const inDays = (days: number) => new Date(started.getTime() + days * day).toISOString()

function creates(
  who: Somebody | Caller = owner,
  variables: Record<string, unknown> = {},
): Promise<GraphqlAnswer> {
  return people.change(who, create, { org: organization, expiresAt: inDays(90), ...variables })
}

async function made(variables: Record<string, unknown> = {}): Promise<Made> {
  return answered(await creates(owner, variables), 'createApiKey')
}

test('the graph knows every scope there is', () => {
  expect(Object.values(ApiKeyScope).sort()).toEqual([...scopes].sort())
})

describe('an API key', () => {
  test('is shown once, stored as a hash, and worth its scopes for its organization', async () => {
    const { secret, apiKey } = await made()
    expect(secret).toMatch(new RegExp(`^bg_${apiKey.prefix}_[\\w-]{43}$`))
    expect(apiKey).toEqual({
      id: expect.any(String),
      name: 'Import',
      prefix: expect.stringMatching(/^[0-9a-f]{8}$/),
      scopes: ['READ', 'GOODS_WRITE'],
      createdAt: started.toISOString(),
      expiresAt: inDays(90),
      revokedAt: null,
      lastUsedAt: null,
    })
    expect(await kit.standing('key', secret)).toMatchObject({
      caller: {
        subject: `key:${apiKey.id}`,
        roles: [],
        memberships: [{ organization, role: 'MEMBER' }],
        scopes: ['read', 'goods:write'],
      },
    })
    const everything = await people.asOwner(`
      select (select json_agg(k) from identity.api_key as k)::text as keys,
        (select json_agg(a) from identity.idempotent_answer as a)::text as answers,
        (select json_agg(e) from audit.entry as e)::text as trail`)
    expect(JSON.stringify(everything)).not.toContain(secret.slice(-43))
    const [entry] = await people.trailOf(apiKey.id)
    expect(entry).toMatchObject({ actor: owner.id, action: 'createApiKey', organizationId: organization })
    expect(entry?.after).not.toHaveProperty('hash')
  })

  test('asked for again with the same idempotency key is the same one, without its secret', async () => {
    const key = randomUUID()
    const variables = { org: organization, expiresAt: inDays(30) }
    const first = answered<Made>(await people.change(owner, create, variables, key), 'createApiKey')
    const again = answered<Made>(await people.change(owner, create, variables, key), 'createApiKey')
    expect(again).toEqual({ secret: null, apiKey: first.apiKey })
  })

  test('is rotated without a gap: both work for the overlap, then only the new one', async () => {
    const old = await made({ expiresAt: inDays(10) })
    kit.setNow(new Date(started.getTime() + day))
    const next = answered<Made>(
      await people.change(owner, rotate, { id: old.apiKey.id, overlap: 24 }),
      'rotateApiKey',
    )
    expect(next.apiKey).toMatchObject({
      name: 'Import',
      scopes: ['READ', 'GOODS_WRITE'],
      expiresAt: inDays(11),
    })
    expect(next.secret).not.toBe(old.secret)
    for (const { secret } of [old, next]) expect(await kit.standing('key', secret)).not.toBeNull()
    kit.setNow(new Date(started.getTime() + 2 * day))
    expect(await kit.standing('key', old.secret)).toBeNull()
    expect(await kit.standing('key', next.secret)).not.toBeNull()
    const late = await people.change(owner, rotate, { id: old.apiKey.id })
    expect(codesOf(late)).toEqual(['STATE_REFUSED'])
  })

  test('never lives longer because it is rotated, and ends at once without an overlap', async () => {
    const short = await made({ expiresAt: new Date(started.getTime() + hour).toISOString() })
    await people.change(owner, rotate, { id: short.apiKey.id, overlap: 168 })
    kit.setNow(new Date(started.getTime() + hour))
    expect(await kit.standing('key', short.secret)).toBeNull()
    kit.setNow(started)
    const other = await made()
    await people.change(owner, rotate, { id: other.apiKey.id, overlap: 0 })
    expect(await kit.standing('key', other.secret)).toBeNull()
  })

  test('that is revoked is worth nothing, which the gateway hears at once; revoking it again changes nothing', async () => {
    const { secret, apiKey } = await made()
    following.heard.length = 0
    const first = await people.change(owner, revoke, { id: apiKey.id })
    expect(first).toEqual({ data: { revokeApiKey: { id: apiKey.id, revokedAt: started.toISOString() } } })
    expect(await following.hears({ kind: 'key', id: apiKey.id })).toBeLessThan(5_000)
    expect(await kit.standing('key', secret)).toBeNull()
    kit.setNow(new Date(started.getTime() + hour))
    expect(await people.change(owner, revoke, { id: apiKey.id })).toEqual(first)
    expect(codesOf(await people.change(owner, rotate, { id: apiKey.id }))).toEqual(['STATE_REFUSED'])
  })

  test('can be stopped by a coordinator, who is told when there is none', async () => {
    const { secret, apiKey } = await made()
    expect(codesOf(await people.change(coordinator, revoke, { id: apiKey.id }))).toEqual([])
    expect(await kit.standing('key', secret)).toBeNull()
    expect(codesOf(await people.change(coordinator, revoke, { id: 'erfunden' }))).toEqual(['NOT_FOUND'])
  })
})

describe('keys of an organization', () => {
  test('are shown to owners, coordinators and keys that may read, with those that are over', async () => {
    const { apiKey } = await made()
    await people.change(owner, revoke, { id: apiKey.id })
    const list = `{ _entities(representations: [{ __typename: "Organization", id: "${organization}" }]) {
      ... on Organization { apiKeys { edges { node { id revokedAt } } } } } }`
    const shown = {
      data: {
        _entities: [{ apiKeys: { edges: [{ node: { id: apiKey.id, revokedAt: started.toISOString() } }] } }],
      },
    }
    for (const who of [owner, coordinator, keyOf(organization, ['read'])])
      expect(await people.ask(who, list)).toEqual(shown)
    for (const who of [member, keyOf(organization, ['goods:write']), keyOf('org-andere')])
      expect(codesOf(await people.ask(who, list))).toEqual(['FORBIDDEN'])
    expect(codesOf(await people.ask(anonymous, list))).toEqual(['UNAUTHENTICATED'])
  })

  test('are made, rotated and revoked by nobody else: no member, coordinator, or key with every scope', async () => {
    const { apiKey } = await made()
    const stranger = await people.person(`Fremd ${organization}`)
    for (const who of [member, stranger, keyOf(organization)]) {
      expect(codesOf(await creates(who))).toEqual(['FORBIDDEN'])
      for (const text of [rotate, revoke])
        for (const id of [apiKey.id, 'erfunden'])
          expect(codesOf(await people.change(who, text, { id }))).toEqual(['FORBIDDEN'])
    }
    expect(codesOf(await creates(coordinator))).toEqual(['FORBIDDEN'])
    expect(codesOf(await people.change(coordinator, rotate, { id: apiKey.id }))).toEqual(['FORBIDDEN'])
    expect(codesOf(await creates(anonymous))).toEqual(['UNAUTHENTICATED'])
  })

  test('are 20 at most', async () => {
    for (let n = 0; n < 20; n += 1) await made()
    expect(codesOf(await creates())).toEqual(['STATE_REFUSED'])
  })

  test('refuse what is wrong with one, all at once and in the language asked for', async () => {
    const answer = await creates(owner, { name: ' ', scopes: [], expiresAt: inDays(400), lang: 'EN' })
    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      problems: [
        { path: ['name'], code: 'MISSING', message: 'must not be empty' },
        { path: ['scopes'], code: 'TOO_FEW', message: 'has fewer than 1 entries' },
        { path: ['expiresAt'], code: 'OUT_OF_RANGE', message: 'is out of range' },
      ],
    })
    expect(codesOf(await creates(owner, { expiresAt: started.toISOString() }))).toEqual(['BAD_USER_INPUT'])
    const { apiKey } = await made()
    for (const overlap of [-1, 169])
      expect(codesOf(await people.change(owner, rotate, { id: apiKey.id, overlap }))).toEqual([
        'BAD_USER_INPUT',
      ])
  })
})
