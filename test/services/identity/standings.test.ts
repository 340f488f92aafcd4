import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { anonymous, systemCaller } from '../../../platform/caller/caller.js'
import { createCallerSigner, generateCallerKeys } from '../../../platform/caller/token.js'
import { serviceDatabaseUrl } from '../../../platform/database/roles.js'
import type { ServiceDefinition } from '../../../platform/service/definition.js'
import { type Following, type IdentityKit, startIdentity } from './kit.js'

let kit: IdentityKit
let following: Following
const now = new Date()
/** Stands for city, which is lent a function. */
const city: ServiceDefinition = {
  name: 'city',
  entities: [],
  migrations: [],
  graph: { resolvers: [() => undefined], references: {} },
  formats: [],
  example: { contentTable: 'none', feeds: [] },
}

beforeAll(async () => {
  kit = await startIdentity(undefined, [city])
  following = await kit.follow()
})
afterAll(async () => {
  following.stop()
  await kit.stop()
})

async function makeKey(id: string, expiresAt = new Date(now.getTime() + 86_400_000)): Promise<string> {
  const key = `bg_${randomBytes(4).toString('hex')}_${randomBytes(32).toString('base64url')}`
  const hash = createHash('sha256').update(key).digest()
  await kit.database.pool.query(
    `insert into identity.api_key (id, organization_id, name, prefix, hash, scopes, created_by, created_at, expires_at)
      values ($1, 'org-radkreis', 'Beispiel', $2, $3, '{read,goods:write}', 'acc', $4, $5)`,
    [id, key.slice(3, 11), hash, now, expiresAt],
  )
  return key
}

describe('a standing', () => {
  test('has the roles and memberships of the account, and loses them in the moment they are taken', async () => {
    const browser = await kit.member('rollen@beispiel.example')
    const before = await kit.standing('cookie', browser.cookie())
    const id = before?.caller.subject ?? ''
    const { pool } = kit.database
    await pool.query(`insert into identity.town_role values ($1, 'coordinator', now())`, [id])
    await pool.query(`insert into identity.membership values ('org-radkreis', $1, 'OWNER', now())`, [id])
    expect(await following.hears({ kind: 'account', id })).toBeLessThan(5_000)
    expect((await kit.standing('session', before?.session ?? ''))?.caller).toEqual({
      subject: id,
      roles: ['coordinator'],
      memberships: [{ organization: 'org-radkreis', role: 'OWNER' }],
    })
    following.heard.length = 0
    await pool.query('delete from identity.membership where account_id = $1', [id])
    await following.hears({ kind: 'account', id })
    following.heard.length = 0
    await pool.query('update identity.account set email_verified = false where id = $1', [id])
    await following.hears({ kind: 'account', id })
    expect(await kit.standing('cookie', browser.cookie())).toBeNull()
  })

  test('ends with the account, and every session of it is said', async () => {
    const browser = await kit.member('geht@beispiel.example')
    const standing = await kit.standing('cookie', browser.cookie())
    await kit.database.pool.query('delete from identity.account where id = $1', [standing?.caller.subject])
    await following.hears({ kind: 'session', id: standing?.session ?? '' })
    await following.hears({ kind: 'account', id: standing?.caller.subject ?? '' })
    expect(await kit.standing('cookie', browser.cookie())).toBeNull()
  })

  test('ends with its session’s time', async () => {
    const browser = await kit.member('zeit@beispiel.example')
    const standing = await kit.standing('cookie', browser.cookie())
    const session = standing?.session ?? ''
    expect(await kit.standing('session', session)).not.toBeNull()
    kit.setNow(new Date(standing?.expiresAt ?? ''))
    expect(await kit.standing('session', session)).toBeNull()
    kit.setNow(now)
  })

  test.each([
    ['cookie', 'bindeglied.session_token=erfunden.abc'],
    ['cookie', 'nichts'],
    ['session', 'erfunden'],
    ['key', 'bg_12345678_kurz'],
    ['key', `bg_12345678_${'x'.repeat(43)}`],
  ] as const)('is nothing for a made-up %s %j', async (kind, value) => {
    expect(await kit.standing(kind, value)).toBeNull()
  })

  test('is nothing for a cookie whose signature was changed', async () => {
    const browser = await kit.member('signatur@beispiel.example')
    const forged = browser
      .cookie()
      .replace(/(session_token=[^.]+\.)(.)/, (_, begin, first) => `${begin}${first === 'A' ? 'B' : 'A'}`)
    expect(forged).not.toBe(browser.cookie())
    expect(await kit.standing('cookie', forged)).toBeNull()
  })

  test('of an API key is that of its organization, with its scopes', async () => {
    const key = await makeKey('key-1')
    expect(await kit.standing('key', key)).toEqual({
      caller: {
        subject: 'key:key-1',
        roles: [],
        memberships: [{ organization: 'org-radkreis', role: 'MEMBER' }],
        scopes: ['read', 'goods:write'],
      },
      session: null,
      key: 'key-1',
      expiresAt: new Date(now.getTime() + 86_400_000).toISOString(),
    })
  })

  test('of an API key ends when it is revoked or expires, and its use is noted once a minute', async () => {
    const key = await makeKey('key-2')
    const { pool } = kit.database
    const lastUse = async () =>
      (await pool.query(`select last_used_at from identity.api_key where id = 'key-2'`)).rows[0].last_used_at
    await kit.standing('key', key)
    expect(await lastUse()).toEqual(now)
    kit.setNow(new Date(now.getTime() + 59_000))
    await kit.standing('key', key)
    expect(await lastUse()).toEqual(now)
    kit.setNow(new Date(now.getTime() + 60_000))
    await kit.standing('key', key)
    expect(await lastUse()).toEqual(new Date(now.getTime() + 60_000))
    expect(following.heard).not.toContainEqual({ kind: 'key', id: 'key-2' })

    kit.setNow(new Date(now.getTime() + 86_400_000))
    expect(await kit.standing('key', key)).toBeNull()
    kit.setNow(now)
    await pool.query(`update identity.api_key set revoked_at = now() where id = 'key-2'`)
    await following.hears({ kind: 'key', id: 'key-2' })
    expect(await kit.standing('key', key)).toBeNull()
  })
})

describe('the stream of changes', () => {
  test('begins with start, and lives', async () => {
    const own = await kit.follow()
    await own.hears({ kind: 'alive' })
    expect(own.heard[0]).toEqual({ kind: 'start' })
    own.stop()
  })

  test('ends when the database could not be heard, and can be followed anew', async () => {
    const response = await fetch(`${kit.address}/standings/changes`, { headers: await gatewayToken() })
    const ended = response.text()
    await kit.database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query in ('select', 'listen identity_standing')`,
    )
    expect(await ended).toMatch(/^\{"kind":"start"\}\n/)
    following = await kit.follow()
    await following.hears({ kind: 'alive' })
  })
})

async function gatewayToken() {
  const sign = await createCallerSigner(kit.config.caller.privateKey)
  return { authorization: `Bearer ${await sign(systemCaller('gateway'), 'identity', now)}` }
}

describe('nobody but the gateway is told', () => {
  test.each([
    ['nothing', async () => ({})],
    ['a made-up token', async () => ({ authorization: 'Bearer made.up.token' })],
    [
      'a token of the gateway for somebody it asks for',
      async () => {
        const sign = await createCallerSigner(kit.config.caller.privateKey)
        return { authorization: `Bearer ${await sign(anonymous, 'identity', now)}` }
      },
    ],
    [
      'a token of the gateway for another service',
      async () => {
        const sign = await createCallerSigner(kit.config.caller.privateKey)
        return { authorization: `Bearer ${await sign(systemCaller('gateway'), 'city', now)}` }
      },
    ],
    [
      'a token of another gateway',
      async () => {
        const sign = await createCallerSigner((await generateCallerKeys()).privateKey)
        return { authorization: `Bearer ${await sign(systemCaller('gateway'), 'identity', now)}` }
      },
    ],
  ])('who shows %s', async (_what, headersOf) => {
    const headers = { 'content-type': 'application/json', ...(await headersOf()) }
    const body = JSON.stringify({ credential: { kind: 'session', value: 'x' } })
    const asked = await fetch(`${kit.address}/standings`, { method: 'POST', headers, body })
    expect([asked.status, await asked.json()]).toEqual([
      401,
      { errors: [{ message: expect.any(String), extensions: { code: 'CALLER_REFUSED' } }] },
    ])
    const followed = await fetch(`${kit.address}/standings/changes`, { headers })
    expect(followed.status).toBe(401)
  })

  test('and it is told when it asks for nothing that can be', async () => {
    const response = await fetch(`${kit.address}/standings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await gatewayToken()) },
      body: '{"credential":{"kind":"smile","value":"x"}}',
    })
    expect(response.status).toBe(400)
  })
})

describe('an organization', () => {
  test('is founded by city, once, and by nobody else', async () => {
    const city = new pg.Client({ connectionString: serviceDatabaseUrl('city', kit.config) })
    await city.connect()
    try {
      const founders = await Promise.all(
        ['gruender@beispiel.example', 'zweiter@beispiel.example'].map(async (email) => {
          const browser = await kit.member(email)
          return (await kit.standing('cookie', browser.cookie()))?.caller.subject ?? ''
        }),
      )
      const found = (client: { query: typeof city.query }, account: string | undefined) =>
        client.query(`select identity.found_organization('org-neu', $1)`, [account])
      // Not even the service itself, whose role was not lent the function.
      await expect(
        kit.database.pool.query(`select identity.found_organization('org-neu', 'x')`),
      ).rejects.toMatchObject({ code: '42501' })
      await expect(city.query('select * from identity.membership')).rejects.toMatchObject({ code: '42501' })
      await expect(found(city, 'nobody')).rejects.toMatchObject({ code: '23503' })
      await found(city, founders[0])
      await expect(found(city, founders[1])).rejects.toMatchObject({ code: '23505' })
      const { rows } = await kit.database.pool.query(
        `select account_id, role from identity.membership where organization_id = 'org-neu'`,
      )
      expect(rows).toEqual([{ account_id: founders[0], role: 'OWNER' }])
      await following.hears({ kind: 'account', id: founders[0] ?? '' })
    } finally {
      await city.end()
    }
  })
})
