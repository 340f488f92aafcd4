import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { serviceDatabaseUrl } from '../../../platform/database/roles.js'
import { city } from '../../../services/city/service.js'
import { type IdentityKit, linkOf, startIdentity } from './kit.js'
import { answered, type People, peopleOf, type Somebody } from './people.js'

let kit: IdentityKit
let people: People
let asCity: pg.Client
beforeAll(async () => {
  kit = await startIdentity(undefined, [city])
  people = peopleOf(kit)
  asCity = new pg.Client({ connectionString: serviceDatabaseUrl('city', kit.config) })
  await asCity.connect()
})
afterAll(async () => {
  await asCity.end()
  await kit.stop()
})

describe('city is told whom it can write to', () => {
  const recipients = async (organization: string | null) => {
    const { rows } = await asCity.query(
      'select * from identity.digest_recipients($1) order by email collate "C"',
      [organization],
    )
    return rows
  }
  let owner: Somebody
  let member: Somebody
  beforeAll(async () => {
    owner = await people.person('Olga Beispiel')
    member = await people.person('Max Beispiel')
    const unconfirmed = await people.person('Ungewiss Beispiel')
    await people.joins(owner, 'org-rad', 'OWNER')
    await people.joins(member, 'org-rad')
    await people.joins(unconfirmed, 'org-rad', 'OWNER')
    await people.becomes(member, 'coordinator')
    await people.becomes(unconfirmed, 'coordinator')
    await people.becomes(owner, 'administrator')
    await people.asOwner('update identity.account set email_verified = false where id = $1', [unconfirmed.id])
  })

  test('for an organization: its members with a confirmed address, and what they are', async () => {
    expect(await recipients('org-rad')).toEqual([
      { account_id: member.id, email: member.email, language: null, role: 'MEMBER' },
      { account_id: owner.id, email: owner.email, language: null, role: 'OWNER' },
    ])
    expect(await recipients('org-andere')).toEqual([])
  })

  test('for the town: its coordinators', async () => {
    expect(await recipients(null)).toEqual([
      { account_id: member.id, email: member.email, language: null, role: 'COORDINATOR' },
    ])
  })

  test('and nobody else is: no other role may ask', async () => {
    await expect(kit.database.pool.query('select identity.digest_recipients(null)')).rejects.toMatchObject({
      code: '42501',
    })
    await expect(asCity.query('select from identity.account')).rejects.toMatchObject({ code: '42501' })
  })
})

describe('an organization that becomes a part of another one', () => {
  test('brings its members with the higher role, its keys and its invitations', async () => {
    const both = await people.person('Beide Beispiel')
    const one = await people.person('Eine Beispiel')
    await people.joins(both, 'org-quelle', 'OWNER')
    await people.joins(both, 'org-ziel')
    await people.joins(one, 'org-quelle')
    const { pool } = kit.database
    await pool.query(`insert into identity.api_key
      (id, organization_id, name, prefix, hash, scopes, created_by, created_at, expires_at)
      values ('key-1', 'org-quelle', 'Beispiel', 'abcdefgh', 'h', '{read}', 'wer', now(), now())`)
    await asCity.query(`select identity.merge_organizations('org-quelle', 'org-ziel')`)
    expect(await people.rolesIn('org-ziel')).toEqual({ [both.id]: 'OWNER', [one.id]: 'MEMBER' })
    expect(await people.rolesIn('org-quelle')).toEqual({})
    const keys = await pool.query(`select organization_id from identity.api_key where id = 'key-1'`)
    expect(keys.rows).toEqual([{ organization_id: 'org-ziel' }])
  })

  test('loses nobody who joins at the same moment: who accepts meanwhile is a member of the other one', async () => {
    const owner = await people.person('Quelle Beispiel')
    const invited = await people.person('Neu Beispiel')
    await people.joins(owner, 'org-klein', 'OWNER')
    await people.change(
      owner,
      `mutation ($email: String!, $key: String!) { inviteMember(organizationId: "org-klein", email: $email,
        role: MEMBER, idempotencyKey: $key) { id } }`,
      { email: invited.email },
    )
    await kit.runJob('invitation-mails')
    const [mail] = await kit.mailsTo(invited.email, 1)
    const token = new URL(linkOf(mail)).searchParams.get('token')

    await asCity.query('begin')
    await asCity.query(`select identity.merge_organizations('org-klein', 'org-gross')`)
    const accepting = people.change(
      invited,
      'mutation ($token: String!, $key: String!) { acceptInvitation(token: $token, idempotencyKey: $key) { organization { id } } }',
      { token },
    )
    await waitsForLock()
    await asCity.query('commit')
    expect(answered(await accepting, 'acceptInvitation')).toEqual({ organization: { id: 'org-gross' } })
    expect(await people.rolesIn('org-gross')).toEqual({ [owner.id]: 'OWNER', [invited.id]: 'MEMBER' })
    expect(await people.rolesIn('org-klein')).toEqual({})
  })
})

/** Resolves when somebody waits for what the merger holds. */
async function waitsForLock(): Promise<void> {
  for (;;) {
    const waiting = await people.asOwner(
      `select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
    )
    if (waiting.length > 0) return
  }
}
