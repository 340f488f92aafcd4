import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import pg from 'pg'
import { services } from '../../../bin/services.js'
import type { Caller } from '../../../platform/caller/caller.js'
import { serviceDatabaseUrl } from '../../../platform/database/roles.js'
import { demandActing } from '../../../services/city/organization/acting.js'
import { ownedTables } from '../../../services/city/organization/move-everything.js'
import { city } from '../../../services/city/service.js'
import { identity } from '../../../services/identity/service.js'
import { coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { randomName } from '../../kit/random-name.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import {
  ask,
  asOwner,
  attempt,
  details,
  done,
  eventsOf,
  makeAccounts,
  refused,
  trailOf,
  type Written,
} from './organizations-kit.js'

const others = services.filter(({ name }) => name !== 'city' && name !== 'identity')
const anna = { ...person, subject: 'anna' }
const ben = { ...person, subject: 'ben' }
const reason = 'Zweimal angemeldet'
const target = ({ id, version }: Written) => ({ id, version })

let service: RunningService
let source: Written
let name: string
let survivor: Written
beforeAll(async () => {
  service = await startService(city, { now, beside: [identity, ...others] })
  await makeAccounts(service, anna, ben)
})
afterAll(() => service.stop())
beforeEach(async () => {
  const register = async (caller: Caller, name: string, decided: string[]) => {
    const input = { ...details, name, webAddress: null, registerNumber: null }
    const variables = { input, notADuplicateOf: decided }
    return done(service, 'registerOrganization', variables, { caller })
  }
  // Names of their own for each test, so that only these two are alike.
  name = randomName()
  survivor = await register(ben, `${name} Lövenich e.V.`, [])
  source = await register(anna, `${name} Loevenich`, [survivor.id])
})

const variables = (from = source, into = survivor) => ({
  source: from.id,
  target: into.id,
  sourceVersion: from.version,
  targetVersion: into.version,
  reason,
})
const merge = (from = source, into = survivor) =>
  done(service, 'mergeOrganizations', variables(from, into), { caller: coordinator })
const refusedMerger = (changed: object = {}, caller: Caller = coordinator) =>
  refused(service, 'mergeOrganizations', { ...variables(), ...changed }, { caller })

/** Gives an organization one of everything. */
async function giveEverything(id: string) {
  const localized = `jsonb_build_object('DE', 'T')`
  await service.database.pool.query(
    `insert into city.initiative (id, title, summary, field, status, analog_access, organization_id)
     values ('ini-' || $1, ${localized}, ${localized}, 'HEALTH', 'DRAFT', '[]', $1)`,
    [id],
  )
  for (const [table, more, value] of [
    ['resource', '', ''],
    ['need', ', initiative_id', `, 'ini-' || $1`],
  ]) {
    await service.database.pool.query(
      `insert into city.${table} (id, title, kind, amount, unit, splittable, organization_id${more})
       values ('${table}-' || $1, ${localized}, 'DATA', 1, 'PIECES', true, $1${value})`,
      [id],
    )
  }
  await service.database.pool.query(
    `insert into city.webhook (id, organization_id, url, types, state, secret, created_at, updated_at)
     values ('webhook-' || $1, $1, 'https://x.example/', '{}', 'PAUSED', 's', now(), now())`,
    [id],
  )
  await service.database.pool.query(
    `insert into city.initiative_registration (id, organization_id, format, dry_run, submit, status, created_at)
     values ('registration-' || $1, $1, 'CSV', false, false, 'OPEN', now())`,
    [id],
  )
  await service.database.pool.query(
    `insert into city.frontend_app (id, organization_id, name, created_at, updated_at)
     values ('app-' || $1, $1, 'App', now(), now())`,
    [id],
  )
  await service.database.pool.query(
    `insert into city.subgraph (id, organization_id, name, host_token, claims, trusted, may_extend, created_at,
       updated_at)
     values ('subgraph-' || $1, $1, 'subgraph-' || $1, 't', '{}', false, '{}', now(), now())`,
    [id],
  )
  await asOwner(service, async (owner) => {
    for (const { name } of others) {
      await owner.query(
        `insert into ${name}.feed (id, format, source, organization_id, imported_at, written, skipped, problems)
         values ('feed-' || $1, 'f', 's', $1, now(), 0, 0, '[]')`,
        [id],
      )
    }
    await owner.query(
      `insert into identity.api_key (id, organization_id, name, prefix, hash, scopes, created_by, created_at, expires_at)
       values ('key-' || $1, $1, 'k', 'p', sha256($1::bytea), '{read}', 'anna', now(), now() + interval '1 year')`,
      [id],
    )
    await owner.query(
      `insert into identity.invitation (id, organization_id, email, role, token_hash, invited_by, created_at, expires_at)
       values ('inv-' || $1, $1, 'x@example.org', 'MEMBER', sha256($1::bytea), 'anna', now(), now() + interval '1 day')`,
      [id],
    )
  })
}

/** Gives organizations initiatives that they know by ids of their own. */
async function giveExternalIds(ids: Record<string, string[]>) {
  for (const [id, externalIds] of Object.entries(ids)) {
    await service.database.pool.query(
      `insert into city.initiative (id, title, field, status, analog_access, organization_id, external_id)
       select 'external-' || $1 || '-' || each, '{"DE": "T"}', 'HEALTH', 'DRAFT', '[]', $1, each
       from unnest($2::text[]) as each`,
      [id, externalIds],
    )
  }
}

/** Tables, of any service, with rows that belong to an organization. */
async function holdings(id: string): Promise<string[]> {
  return asOwner(service, async (owner) => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select table_schema || '.' || table_name as name from information_schema.columns
       where column_name = 'organization_id' and table_schema <> 'audit' order by name`,
    )
    const holding: string[] = []
    for (const { name } of tables) {
      const { rowCount } = await owner.query(`select from ${name} where organization_id = $1`, [id])
      if (rowCount) holding.push(name)
    }
    return holding
  })
}

describe('a merger', () => {
  test('gives everything the one owns, in every service, to the other', async () => {
    await giveEverything(source.id)
    const before = await holdings(source.id)
    expect(before).toEqual([
      'city.event',
      ...ownedTables.map((table) => `city.${table}`).sort(),
      'climate.feed',
      'education.feed',
      'health.feed',
      'identity.api_key',
      'identity.invitation',
      'identity.membership',
      'mobility.feed',
      'society.feed',
    ])
    await giveExternalIds({ [source.id]: ['own', 'shared'], [survivor.id]: ['shared'] })
    expect(await merge()).toMatchObject({ id: survivor.id, version: 2 })
    expect(await holdings(source.id)).toEqual([])
    expect(await holdings(survivor.id)).toEqual(before)
    // What both knew by the same id goes on being known by it once.
    const known = await service.database.rows(sql`select id, external_id as "externalId" from city.initiative
      where organization_id = ${survivor.id} and id like 'external-%'`)
    expect(known).toHaveLength(3)
    expect(known).toEqual(
      expect.arrayContaining([
        { id: `external-${source.id}-own`, externalId: 'own' },
        { id: `external-${source.id}-shared`, externalId: null },
        { id: `external-${survivor.id}-shared`, externalId: 'shared' },
      ]),
    )
  })

  test('knows every table of city whose rows belong to an organization', async () => {
    const columns = await service.database.rows<{ name: string }>(
      sql`select table_name as name from information_schema.columns
          where column_name = 'organization_id' and table_schema = 'city' order by 1`,
    )
    expect(columns.map(({ name }) => name)).toEqual([...ownedTables, 'event'].sort())
  })

  test('makes the members of the one members of the other, with the higher of two roles', async () => {
    await asOwner(service, async (owner) => {
      await owner.query(`insert into identity.membership values ($1, 'ben', 'MEMBER', now())`, [source.id])
      await owner.query(`insert into identity.membership values ($1, 'anna', 'MEMBER', now())`, [survivor.id])
    })
    await merge()
    const { rows } = await asOwner(service, (owner) =>
      owner.query(
        'select account_id, role from identity.membership where organization_id = any($1) order by 1',
        [[source.id, survivor.id]],
      ),
    )
    expect(rows).toEqual([
      { account_id: 'anna', role: 'OWNER' },
      { account_id: 'ben', role: 'OWNER' },
    ])
  })

  test('lets the old id lead to the one that is left, also over several mergers', async () => {
    await merge()
    const input = { ...details, name: 'Gesamtchor Erkaland', webAddress: null, registerNumber: null }
    const last = await done(
      service,
      'registerOrganization',
      { input, notADuplicateOf: [] },
      { caller: ben },
    ).then((registered) =>
      done(
        service,
        'verifyOrganization',
        { ...target(registered), until: '2027-01-01' },
        { caller: coordinator },
      ),
    )
    await merge({ ...survivor, version: 2 }, last)
    expect(
      await service.entities('Organization', [source.id, last.id, survivor.id, 'none'], 'id name'),
    ).toEqual([...Array.from({ length: 3 }, () => ({ id: last.id, name: 'Gesamtchor Erkaland' })), null])
    const asked = await ask(service, 'query ($id: ID!) { organization(id: $id) { id } }', { id: source.id })
    expect(asked).toEqual({ organization: { id: last.id } })
    const { organizations } = await ask<{ organizations: { edges: { node: { id: string } }[] } }>(
      service,
      '{ organizations(first: 100) { edges { node { id } } } }',
      {},
      coordinator,
    )
    const listed = organizations.edges.map(({ node }) => node.id)
    expect(listed).toContain(last.id)
    expect(listed).not.toContain(source.id)
    expect(listed).not.toContain(survivor.id)
  })

  test('is told and recorded, with both and the reason', async () => {
    await merge()
    expect((await eventsOf(service, survivor.id)).at(-1)).toEqual({
      type: 'organization.merged',
      audience: 'ORGANIZATION',
      data: { name: `${name} Lövenich e.V.`, source: source.id, sourceName: `${name} Loevenich` },
    })
    for (const id of [source.id, survivor.id]) {
      expect((await trailOf(service, id)).at(-1)).toMatchObject({
        actor: coordinator.subject,
        action: 'mergeOrganizations',
        why: reason,
      })
    }
  })

  test('is refused for the caller who may not, and moves nothing then', async () => {
    const member: Caller = { ...coordinator, memberships: memberOf(survivor.id).memberships }
    const ofSource: Caller = { ...coordinator, memberships: memberOf(source.id).memberships }
    for (const caller of [anna, memberOf(source.id, 'OWNER'), keyOf(source.id), member, ofSource]) {
      const { code } = await refusedMerger({}, caller)
      expect({ caller, code }).toEqual({ caller, code: 'FORBIDDEN' })
    }
    expect(await holdings(source.id)).toContain('identity.membership')
  })

  test('is refused with what is not there, is the same, has changed since, is suspended, or is the town', async () => {
    await service.database.pool.query(
      `insert into city.organization (id, name, kind, fields) values ('town', 'Stadt', 'TOWN', '{}') on conflict do nothing`,
    )
    expect(await refusedMerger({ source: 'none' })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusedMerger({ target: source.id })).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await refusedMerger({ reason: '' })).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await refusedMerger({ sourceVersion: 7 })).toMatchObject({
      code: 'CONFLICT',
      current: { id: source.id },
    })
    expect(await refusedMerger({ targetVersion: 7 })).toMatchObject({
      code: 'CONFLICT',
      current: { id: survivor.id },
    })
    expect(await refusedMerger({ target: 'town', targetVersion: 1 })).toMatchObject({ code: 'STATE_REFUSED' })
    expect(await refusedMerger({ source: 'town', sourceVersion: 1 })).toMatchObject({ code: 'STATE_REFUSED' })
    const suspended = await done(
      service,
      'suspendOrganization',
      { ...target(source), reason },
      { caller: coordinator },
    )
    expect(await refusedMerger({ sourceVersion: suspended.version })).toMatchObject({ code: 'STATE_REFUSED' })
  })

  test('of two organizations into one another at once happens once', async () => {
    const answers = await Promise.all(
      [variables(), variables(survivor, source)].map((both) =>
        attempt(service, 'mergeOrganizations', both, { caller: coordinator }),
      ),
    )
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'done')
    expect(codes.sort()).toEqual(['CONFLICT', 'done'])
  })
})

test('for an organization that was merged nobody acts; those who did are told where it has gone', async () => {
  await merge()
  const acting = (caller: Caller) =>
    service.database.transaction((transaction) =>
      demandActing(transaction, caller, { for: ['MEMBER', 'COORDINATOR'] }, source.id),
    )
  for (const caller of [memberOf(survivor.id), coordinator]) {
    await expect(acting(caller)).rejects.toMatchObject({
      code: 'STATE_REFUSED',
      details: { mergedInto: survivor.id },
    })
  }
  await expect(acting(memberOf('another'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await refusedMerger({ sourceVersion: 2 })).toMatchObject({
    code: 'STATE_REFUSED',
    mergedInto: survivor.id,
  })
})

test('only city may call the functions that move things between organizations', async () => {
  const client = new pg.Client({ connectionString: serviceDatabaseUrl('climate', service.config) })
  await client.connect()
  try {
    for (const lent of ['identity.merge_organizations', 'education.move_feeds', 'climate.move_feeds']) {
      await expect(client.query(`select ${lent}('a', 'b')`)).rejects.toMatchObject({ code: '42501' })
    }
  } finally {
    await client.end()
  }
})

test('who registers what was merged is pointed to the organization that is left', async () => {
  await merge()
  const input = { ...details, name: `${name} Loevenich`, webAddress: null, registerNumber: null }
  const { duplicates } = await refused(
    service,
    'registerOrganization',
    { input, notADuplicateOf: [] },
    { caller: anna },
  )
  const ids = (duplicates as { id: string }[]).map(({ id }) => id)
  expect(ids).toContain(survivor.id)
  expect(ids).not.toContain(source.id)
})
