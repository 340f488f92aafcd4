import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DeclaredAccess } from '../../../platform/graph/access.js'
import { buildSubgraph } from '../../../platform/graph/subgraph.js'
import { identity } from '../../../services/identity/service.js'
import { administrator, memberOf } from '../../kit/callers.js'
import { callersAround, outcomes, type Prepared } from '../../kit/permissions.js'
import { type RunningService, startService } from '../../kit/service.js'

const now = new Date('2026-11-23T07:00:00Z')
const own = 'org-radkreis'
const subgraph = buildSubgraph(identity.graph)

/** What is somebody's own by the address an invitation was sent to; see invitation.test.ts for who gets which. */
const byAddress = ['Query.invitation', 'Mutation.acceptInvitation', 'Mutation.declineInvitation']

let service: RunningService
let prepared: Prepared
beforeAll(async () => {
  service = await startService(identity, { now })
  await addPeople()
  const { pool } = service.database
  await pool.query(
    `insert into identity.invitation (id, organization_id, email, role, token_hash, invited_by, created_at, expires_at)
      values ('invitation', $1, 'offen@beispiel.example', 'MEMBER', 'a', 'wer', $2, $2::timestamptz + interval '14 days')`,
    [own, now],
  )
  await pool.query(
    `insert into identity.api_key (id, organization_id, name, prefix, hash, scopes, created_by, created_at, expires_at)
      select id, $1, id, 'abcdefgh', id::bytea, '{read}', 'wer', $2, $2::timestamptz + interval '1 year'
      from unnest(array['key-1', 'key-2']) as id`,
    [own, now],
  )
  prepared = {
    service,
    subgraph,
    own,
    things: { Organization: own, Invitation: 'invitation' },
    named: {
      organizationId: own,
      email: 'neu@beispiel.example',
      scopes: ['READ'],
      // The last of their kind stay what they are, so that everybody can be tried after them.
      accountId: memberOf(own, 'OWNER').subject,
      role: 'MEMBER',
    },
    arguments: {
      rotateApiKey: { id: 'key-1' },
      revokeApiKey: { id: 'key-2' },
      grantTownRole: { accountId: memberOf(own).subject, role: 'COORDINATOR' },
      withdrawTownRole: { accountId: administrator.subject, role: 'ADMINISTRATOR' },
    },
    paths: {
      Membership: `_entities(representations: [{ __typename: "Organization", id: "${own}" }]) {
        ... on Organization { members(first: 1) { edges { node { … } } } } }`,
    },
  }
}, 60_000)
afterAll(() => service.stop())

/** The callers are asked for here once more: they have accounts, and are there what they are to the gateway. */
async function addPeople(): Promise<void> {
  const [anyRule] = subgraph.access
  if (anyRule === undefined) throw new Error('identity has no rules')
  const { pool } = service.database
  for (const caller of Object.values(callersAround(own, anyRule))) {
    if (caller === undefined || caller.scopes !== undefined) continue
    const { subject, roles, memberships } = caller
    await pool.query(
      `insert into identity.account (id, name, email, email_verified, created_at, updated_at)
        values ($1, $1, $1 || '@beispiel.example', true, $2, $2)`,
      [subject, now],
    )
    for (const role of roles)
      await pool.query('insert into identity.town_role values ($1, $2, $3)', [subject, role, now])
    for (const { organization, role } of memberships)
      await pool.query('insert into identity.membership values ($1, $2, $3, $4)', [
        organization,
        subject,
        role,
        now,
      ])
  }
}

describe('every change, and every field that is not public, is for those its rule names and nobody else', () => {
  const fields = subgraph.access
    .map((declared) => [`${declared.type}.${declared.field}`, declared] as const)
    .filter(([name]) => !byAddress.includes(name))

  test.each(fields)('%s', async (_name, declared) => {
    const { got, expected } = await outcomes(prepared, declared)
    expect(got).toEqual(expected)
  })

  test('and every mutation has a rule', () => {
    const mutations = Object.keys(subgraph.schema.getMutationType()?.getFields() ?? {})
    const ruled = subgraph.access.filter(({ type }) => type === 'Mutation').map(({ field }) => field)
    expect(ruled.sort()).toEqual(mutations.sort())
  })

  test('and no key may do any of it but read the keys', () => {
    const scoped = subgraph.access.filter(({ rule }) => rule.scope !== undefined)
    expect(scoped.map(({ type, field, rule }) => `${type}.${field}: ${rule.scope}`)).toEqual([
      'Organization.apiKeys: read',
    ])
  })
})

describe('what is personal of an account', () => {
  const ask = `query ($references: [_Any!]!) { _entities(representations: $references) { ... on Account {
    email emailVerified createdAt memberships { totalCount } roles } } }`
  // Stays what it is, whatever the others try.
  const { subject } = memberOf(own, 'OWNER')
  const nothing = { email: null, emailVerified: null, createdAt: null, memberships: null, roles: null }
  const everything = {
    email: `${subject}@beispiel.example`,
    emailVerified: true,
    createdAt: now.toISOString(),
    memberships: { totalCount: 1 },
    roles: [],
  }

  test('is shown to the person and administrators; coordinators see the roles, everybody else nothing', async () => {
    const [anyRule] = subgraph.access
    const shown: Record<string, unknown> = {}
    for (const [name, caller] of Object.entries(callersAround(own, anyRule as DeclaredAccess))) {
      const { data } = await service.query(
        ask,
        { references: [{ __typename: 'Account', id: subject }] },
        caller,
      )
      shown[name] = (data as { _entities: unknown[] } | null)?._entities[0]
    }
    const expected = Object.fromEntries(Object.keys(shown).map((name) => [name, nothing as object]))
    expected['an owner'] = everything
    expected['an administrator'] = everything
    expected['a coordinator'] = { ...nothing, roles: [] }
    expect(shown).toEqual(expected)
  })
})
