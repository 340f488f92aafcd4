import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { anonymous } from '../../../platform/caller/caller.js'
import { keyOf } from '../../kit/callers.js'
import { type Following, type IdentityKit, startIdentity } from './kit.js'
import { codesOf, type People, peopleOf, type Somebody } from './people.js'

let kit: IdentityKit
let people: People
let following: Following
let administrator: Somebody
let coordinator: Somebody
let person: Somebody
beforeAll(async () => {
  kit = await startIdentity()
  people = peopleOf(kit)
  following = await kit.follow()
  administrator = await people.person('Anna Beispiel')
  coordinator = await people.person('Karla Beispiel')
  person = await people.person('Petra Beispiel')
})
beforeEach(async () => {
  await kit.database.pool.query('delete from identity.town_role')
  await people.becomes(administrator, 'administrator')
  await people.becomes(coordinator, 'coordinator')
})
afterAll(async () => {
  following.stop()
  await kit.stop()
})

const grant = `mutation ($account: ID!, $role: TownRole!, $key: String!) {
  grantTownRole(accountId: $account, role: $role, idempotencyKey: $key) { id roles } }`
const withdraw = grant.replace('grantTownRole', 'withdrawTownRole')

async function holders(role: string): Promise<string[]> {
  const rows = await people.asOwner('select account_id as id from identity.town_role where role = $1', [role])
  return rows.map(({ id }) => String(id))
}

describe('an administrator', () => {
  test('gives roles and takes them, which changes the standing at once and stands in the trail', async () => {
    following.heard.length = 0
    const granted = await people.change(administrator, grant, { account: person.id, role: 'COORDINATOR' })
    expect(granted).toEqual({ data: { grantTownRole: { id: person.id, roles: ['COORDINATOR'] } } })
    expect(await following.hears({ kind: 'account', id: person.id })).toBeLessThan(5_000)
    const [entry] = await people.trailOf(`${person.id}/coordinator`)
    expect(entry).toMatchObject({
      actor: administrator.id,
      action: 'grantTownRole',
      after: { granted_by: administrator.id },
    })

    following.heard.length = 0
    const withdrawn = await people.change(administrator, withdraw, {
      account: person.id,
      role: 'COORDINATOR',
    })
    expect(withdrawn).toEqual({ data: { withdrawTownRole: { id: person.id, roles: [] } } })
    expect(await following.hears({ kind: 'account', id: person.id })).toBeLessThan(5_000)
  })

  test('gives no role to herself', async () => {
    const answer = await people.change(administrator, grant, {
      account: administrator.id,
      role: 'COORDINATOR',
    })
    expect(codesOf(answer)).toEqual(['FORBIDDEN'])
    expect(await holders('coordinator')).toEqual([coordinator.id])
  })

  test('gives none to an account that is not there or not confirmed', async () => {
    const unconfirmed = await people.person('Ungewiss Beispiel')
    await kit.database.pool.query('update identity.account set email_verified = false where id = $1', [
      unconfirmed.id,
    ])
    for (const account of [unconfirmed.id, 'erfunden'])
      expect(codesOf(await people.change(administrator, grant, { account, role: 'COORDINATOR' }))).toEqual([
        'NOT_FOUND',
      ])
  })

  test('takes the role neither from the last administrator nor from the last coordinator', async () => {
    const last = [
      [administrator, 'ADMINISTRATOR'],
      [coordinator, 'COORDINATOR'],
    ] as const
    for (const [{ id: account }, role] of last)
      expect(codesOf(await people.change(administrator, withdraw, { account, role }))).toEqual([
        'STATE_REFUSED',
      ])
  })

  test('and another one who take it from each other at the same time leave one', async () => {
    for (let round = 0; round < 5; round += 1) {
      await kit.database.pool.query('delete from identity.town_role')
      for (const each of [administrator, person]) await people.becomes(each, 'administrator')
      const callers = [await administrator.caller(), await person.caller()] as const
      const answers = await Promise.all([
        people.change(callers[0], withdraw, { account: person.id, role: 'ADMINISTRATOR' }),
        people.change(callers[1], withdraw, { account: administrator.id, role: 'ADMINISTRATOR' }),
      ])
      // The second one is none any more, although the gateway did not know yet.
      expect(answers.flatMap(codesOf)).toEqual(['FORBIDDEN'])
      expect(await holders('administrator')).toHaveLength(1)
    }
  })

  test('finds accounts by address and by role', async () => {
    const list = `query ($filter: AccountFilter) { accounts(filter: $filter) {
      totalCount edges { node { id name email } } } }`
    const found = async (filter: object | null) => {
      const { data } = await people.ask(administrator, list, { filter })
      return JSON.parse(JSON.stringify(data?.accounts)).edges.map(
        ({ node }: { node: { name: string } }) => node.name,
      )
    }
    expect(await found({ email: ` ${person.email.toUpperCase()}` })).toEqual(['Petra Beispiel'])
    expect(await found({ role: 'COORDINATOR' })).toEqual(['Karla Beispiel'])
    expect(await found({ role: 'COORDINATOR', email: person.email })).toEqual([])
    expect((await found(null)).slice(0, 2)).toEqual(['Anna Beispiel', 'Karla Beispiel'])
    for (const who of [coordinator, person, keyOf('org-rad')])
      expect(codesOf(await people.ask(who, list))).toEqual(['FORBIDDEN'])
    expect(codesOf(await people.ask(anonymous, list))).toEqual(['UNAUTHENTICATED'])
  })
})

test.each([
  ['a coordinator', () => coordinator],
  ['anybody who is signed in', () => person],
  ['an API key', () => keyOf('org-rad')],
])('nobody else gives or takes a role: %s', async (_who, who) => {
  for (const text of [grant, withdraw])
    for (const account of [person.id, coordinator.id])
      expect(codesOf(await people.change(who(), text, { account, role: 'COORDINATOR' }))).toEqual([
        'FORBIDDEN',
      ])
  expect(codesOf(await people.change(anonymous, grant, { account: person.id, role: 'COORDINATOR' }))).toEqual(
    ['UNAUTHENTICATED'],
  )
  expect(await holders('coordinator')).toEqual([coordinator.id])
})
