import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { anonymous } from '../../../platform/caller/caller.js'
import { keyOf, memberOf } from '../../kit/callers.js'
import { type Following, type IdentityKit, startIdentity } from './kit.js'
import { codesOf, type People, peopleOf, type Somebody } from './people.js'

let kit: IdentityKit
let people: People
let following: Following
let owner: Somebody
let member: Somebody
let coordinator: Somebody
let administrator: Somebody
beforeAll(async () => {
  kit = await startIdentity()
  people = peopleOf(kit)
  following = await kit.follow()
  owner = await people.person('Olga Beispiel')
  member = await people.person('Max Beispiel')
  coordinator = await people.person('Karla Beispiel')
  administrator = await people.person('Anna Beispiel')
  await people.joins(owner, 'org-rad', 'OWNER')
  await people.joins(member, 'org-rad')
  await people.becomes(coordinator, 'coordinator')
  await people.becomes(administrator, 'administrator')
})
afterAll(async () => {
  following.stop()
  await kit.stop()
})

const members = (selection: string) =>
  `{ _entities(representations: [{ __typename: "Organization", id: "org-rad" }]) {
    ... on Organization { members { totalCount edges { node { ${selection} } } } } } }`
const changeRole = `mutation ($org: ID!, $account: ID!, $role: MemberRole!, $key: String!) {
  changeMemberRole(organizationId: $org, accountId: $account, role: $role, idempotencyKey: $key) {
    role account { id name } organization { id } } }`
const remove = `mutation ($org: ID!, $account: ID!, $key: String!) {
  removeMember(organizationId: $org, accountId: $account, idempotencyKey: $key) }`
const leave = `mutation ($org: ID!, $key: String!) { leaveOrganization(organizationId: $org, idempotencyKey: $key) }`

describe('who belongs to an organization', () => {
  test('is shown to its members and coordinators, addresses to its owners and coordinators', async () => {
    const names = (await people.ask(member, members('role account { name }'))).data as unknown
    expect(names).toEqual({
      _entities: [
        {
          members: {
            totalCount: 2,
            edges: [
              { node: { role: 'OWNER', account: { name: 'Olga Beispiel' } } },
              { node: { role: 'MEMBER', account: { name: 'Max Beispiel' } } },
            ],
          },
        },
      ],
    })
    for (const who of [owner, coordinator]) {
      expect(JSON.stringify(await people.ask(who, members('email')))).toContain(
        'max.beispiel@beispiel.example',
      )
    }
    const refused = await people.ask(member, members('email'))
    expect(codesOf(refused)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    expect(JSON.stringify(refused)).not.toContain('@beispiel.example')
  })

  test('is hidden from strangers, other organizations, API keys and administrators', async () => {
    const stranger = await people.person('Fremd Beispiel')
    await people.joins(stranger, 'org-andere', 'OWNER')
    for (const who of [stranger, administrator, keyOf('org-rad')]) {
      const answer = await people.ask(who, members('role'))
      expect([codesOf(answer), answer.data]).toEqual([['FORBIDDEN'], { _entities: [{ members: null }] }])
    }
    expect(codesOf(await people.ask(anonymous, members('role')))).toEqual(['UNAUTHENTICATED'])
  })

  test('is shown to the person and administrators from the side of the account', async () => {
    const shown = {
      data: {
        _entities: [
          { memberships: { edges: [{ node: { role: 'MEMBER', organization: { id: 'org-rad' } } }] } },
        ],
      },
    }
    const entity = async (who: Somebody) =>
      kit.query(
        `query ($references: [_Any!]!) { _entities(representations: $references) { ... on Account {
          memberships { edges { node { role organization { id } } } } } } }`,
        { references: [{ __typename: 'Account', id: member.id }] },
        await who.caller(),
      )
    expect(await entity(member)).toEqual(shown)
    expect(await entity(administrator)).toEqual(shown)
    for (const who of [owner, coordinator])
      expect((await entity(who)).data).toEqual({ _entities: [{ memberships: null }] })
  })

  test('is looked up for many organizations at once', async () => {
    const statementsFor = async (ids: string[]) => {
      const from = kit.statements.length
      await kit.query(
        `query ($references: [_Any!]!) { _entities(representations: $references) { ... on Organization {
          members { edges { node { email account { name } } } } invitations { edges { node { email } } }
          apiKeys { edges { node { name } } } } } }`,
        { references: ids.map((id) => ({ __typename: 'Organization', id })) },
        await coordinator.caller(),
      )
      return kit.statements.length - from
    }
    expect(await statementsFor(['org-rad'])).toBe(4)
    expect(await statementsFor(['org-rad', 'org-andere', 'org-dritte'])).toBe(4)
  })

  test('is empty for the town’s own organization, which nobody can join: coordinators are no owners', async () => {
    const invite = `mutation ($key: String!) { inviteMember(organizationId: "org-stadt",
      email: "wer@beispiel.example", role: OWNER, idempotencyKey: $key) { id } }`
    for (const who of [coordinator, administrator, owner])
      expect(codesOf(await people.change(who, invite))).toEqual(['FORBIDDEN'])
    expect(await people.rolesIn('org-stadt')).toEqual({})
  })
})

describe('an owner', () => {
  test('makes members owners, and takes that back, with an entry in the trail', async () => {
    const promoted = await people.change(owner, changeRole, {
      org: 'org-rad',
      account: member.id,
      role: 'OWNER',
    })
    expect(promoted).toEqual({
      data: {
        changeMemberRole: {
          role: 'OWNER',
          account: { id: member.id, name: 'Max Beispiel' },
          organization: { id: 'org-rad' },
        },
      },
    })
    await people.change(owner, changeRole, { org: 'org-rad', account: member.id, role: 'MEMBER' })
    expect(await people.rolesIn('org-rad')).toEqual({ [owner.id]: 'OWNER', [member.id]: 'MEMBER' })
    const entries = (await people.trailOf(`org-rad/${member.id}`)).filter(
      ({ action }) => action === 'changeMemberRole',
    )
    expect(entries).toMatchObject([
      { actor: owner.id, organizationId: 'org-rad', before: { role: 'MEMBER' }, after: { role: 'OWNER' } },
      { actor: owner.id, organizationId: 'org-rad', before: { role: 'OWNER' }, after: { role: 'MEMBER' } },
    ])
  })

  test('removes a member, whose standing changes at once', async () => {
    const gone = await people.person('Geht Beispiel')
    await people.joins(gone, 'org-rad')
    following.heard.length = 0
    const answer = await people.change(owner, remove, { org: 'org-rad', account: gone.id })
    expect(answer).toEqual({ data: { removeMember: gone.id } })
    expect(await following.hears({ kind: 'account', id: gone.id })).toBeLessThan(5_000)
    expect(await people.rolesIn('org-rad')).not.toHaveProperty(gone.id)
    expect(codesOf(await people.change(owner, remove, { org: 'org-rad', account: gone.id }))).toEqual([
      'NOT_FOUND',
    ])
  })

  test('who was removed a moment ago changes nothing any more, although the gateway does not know yet', async () => {
    const second = await people.person('Zweite Beispiel')
    await people.joins(second, 'org-rad', 'OWNER')
    const before = await second.caller()
    await people.change(owner, remove, { org: 'org-rad', account: second.id })
    const late = await people.change(before, changeRole, {
      org: 'org-rad',
      account: member.id,
      role: 'OWNER',
    })
    expect(codesOf(late)).toEqual(['FORBIDDEN'])
  })

  test('who is the last one can be neither degraded nor removed, and cannot leave', async () => {
    const degraded = { org: 'org-rad', account: owner.id, role: 'MEMBER' }
    expect(codesOf(await people.change(owner, changeRole, degraded))).toEqual(['STATE_REFUSED'])
    const removed = { org: 'org-rad', account: owner.id }
    expect(codesOf(await people.change(owner, remove, removed))).toEqual(['STATE_REFUSED'])
    expect(codesOf(await people.change(owner, leave, { org: 'org-rad' }))).toEqual(['STATE_REFUSED'])
    expect((await people.rolesIn('org-rad'))[owner.id]).toBe('OWNER')
  })

  test('leaves only if another one stays, also when both leave at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const organization = `org-paar-${round}`
      const pair = [
        await people.person(`Eins ${'x'.repeat(round + 1)}`),
        await people.person(`Zwei ${'y'.repeat(round + 1)}`),
      ]
      for (const each of pair) await people.joins(each, organization, 'OWNER')
      const answers = await Promise.all(pair.map((each) => people.change(each, leave, { org: organization })))
      expect(answers.flatMap(codesOf)).toEqual(['STATE_REFUSED'])
      expect(Object.values(await people.rolesIn(organization))).toEqual(['OWNER'])
    }
  })
})

describe('nobody else changes who belongs to an organization', () => {
  test.each([
    ['a member', () => member],
    ['a coordinator', () => coordinator],
    ['an administrator', () => administrator],
    ['an API key of it with every scope', () => keyOf('org-rad')],
    ['an owner of another one', () => memberOf('org-andere', 'OWNER')],
  ])('%s', async (_who, who) => {
    const promote = { org: 'org-rad', account: member.id, role: 'OWNER' }
    expect(codesOf(await people.change(who(), changeRole, promote))).toEqual(['FORBIDDEN'])
    expect(codesOf(await people.change(who(), remove, { org: 'org-rad', account: member.id }))).toEqual([
      'FORBIDDEN',
    ])
    expect((await people.rolesIn('org-rad'))[member.id]).toBe('MEMBER')
  })

  test('nobody who is not signed in', async () => {
    for (const [text, variables] of [
      [changeRole, { org: 'org-rad', account: member.id, role: 'OWNER' }],
      [remove, { org: 'org-rad', account: member.id }],
      [leave, { org: 'org-rad' }],
    ] as const)
      expect(codesOf(await people.change(anonymous, text, variables))).toEqual(['UNAUTHENTICATED'])
  })

  test('but a member leaves by herself, once: a retry gets the first answer', async () => {
    const leaver = await people.person('Leaver Beispiel')
    await people.joins(leaver, 'org-rad')
    const key = randomUUID()
    const caller = await leaver.caller()
    const first = await people.change(caller, leave, { org: 'org-rad' }, key)
    expect(first).toEqual({ data: { leaveOrganization: 'org-rad' } })
    expect(await people.change(caller, leave, { org: 'org-rad' }, key)).toEqual(first)
    expect(codesOf(await people.change(caller, leave, { org: 'org-rad' }))).toEqual(['FORBIDDEN'])
    expect(codesOf(await people.change(keyOf('org-rad'), leave, { org: 'org-rad' }))).toEqual(['FORBIDDEN'])
  })
})
