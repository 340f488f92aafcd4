import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { anonymous, type Caller } from '../../../platform/caller/caller.js'
import { serviceDatabaseUrl } from '../../../platform/database/roles.js'
import { mailFiles } from '../../../platform/mail/mail-folder.js'
import { invitationMails } from '../../../services/identity/invitation/invitation-mails.js'
import { InvitationState, stateOf } from '../../../services/identity/invitation/invitation-state.js'
import { keyOf } from '../../kit/callers.js'
import { type IdentityKit, linkOf, startIdentity } from './kit.js'
import { answered, codesOf, type People, peopleOf, type Somebody } from './people.js'

const started = new Date()
const minute = 60_000
const day = 24 * 60 * minute

let kit: IdentityKit
let people: People
let owner: Somebody
let organization: string
beforeAll(async () => {
  kit = await startIdentity()
  people = peopleOf(kit)
  owner = await people.person('Olga Beispiel')
})
beforeEach(async () => {
  organization = `org-${randomUUID()}`
  await people.joins(owner, organization, 'OWNER')
  await kit.database.pool.query('delete from identity.rate_limit')
})
afterEach(() => kit.setNow(started))
afterAll(() => kit.stop())

const invite = `mutation ($org: ID!, $email: String!, $role: MemberRole = MEMBER, $lang: Language, $key: String!) {
  inviteMember(organizationId: $org, email: $email, role: $role, lang: $lang, idempotencyKey: $key) {
    id email role state expiresAt organization { id } invitedBy { name } } }`
const accept = `mutation ($token: String!, $key: String!) {
  acceptInvitation(token: $token, idempotencyKey: $key) { role organization { id } account { id } } }`
const decline = `mutation ($token: String!, $key: String!) { declineInvitation(token: $token, idempotencyKey: $key) }`
const withdraw = `mutation ($id: ID!, $key: String!) { withdrawInvitation(id: $id, idempotencyKey: $key) { state } }`
const read = `query ($token: String!) { invitation(token: $token) { id role state organization { id } invitedBy { name } } }`

interface Listed {
  invitations: { edges: { node: { id: string; state: string; role: string } }[] }
}

interface Invited {
  id: string
  token: string
}

async function invites(email: string, role = 'MEMBER', who: Somebody | Caller = owner): Promise<Invited> {
  const answer = await people.change(who, invite, { org: organization, email, role })
  const { id } = answered<{ id: string }>(answer, 'inviteMember')
  return { id, token: await mailedToken(email) }
}

/** Token of the newest mail to an address. */
async function mailedToken(email: string, count = 1): Promise<string> {
  await kit.runJob('invitation-mails')
  const [mail] = await kit.mailsTo(email, count)
  return new URL(linkOf(mail)).searchParams.get('token') ?? ''
}

test('the state of an invitation follows from what became of it and the moment', () => {
  const now = new Date('2026-11-23T07:00:00Z')
  const open = {
    acceptedAt: null,
    declinedAt: null,
    withdrawnAt: null,
    expiresAt: new Date(now.getTime() + 1),
  }
  expect(stateOf(open, now)).toBe(InvitationState.OPEN)
  expect(stateOf({ ...open, expiresAt: now }, now)).toBe(InvitationState.EXPIRED)
  expect(stateOf({ ...open, acceptedAt: now, expiresAt: now }, now)).toBe(InvitationState.ACCEPTED)
  expect(stateOf({ ...open, declinedAt: now }, now)).toBe(InvitationState.DECLINED)
  expect(stateOf({ ...open, withdrawnAt: now }, now)).toBe(InvitationState.WITHDRAWN)
})

describe('an invitation', () => {
  test('is mailed in both languages, names nobody, and makes whoever has the address a member', async () => {
    const invited = await people.person('Ida Beispiel')
    const answer = await people.change(owner, invite, {
      org: organization,
      email: ` ${invited.email.toUpperCase()} `,
    })
    expect(answer).toEqual({
      data: {
        inviteMember: {
          id: expect.any(String),
          email: invited.email,
          role: 'MEMBER',
          state: 'OPEN',
          expiresAt: new Date(started.getTime() + 14 * day).toISOString(),
          organization: { id: organization },
          invitedBy: { name: 'Olga Beispiel' },
        },
      },
    })
    const token = await mailedToken(invited.email)
    const [mail] = await kit.mailsTo(invited.email, 1)
    expect(mail?.subject).toBe('Einladung zu einer Organisation / Invitation to an organization')
    expect(mail?.text).not.toContain('Olga')
    expect(linkOf(mail)).toBe(`${kit.config.publicUrl}/account/invitation?token=${token}`)

    expect(await people.ask(invited, read, { token })).toMatchObject({
      data: { invitation: { state: 'OPEN', role: 'MEMBER', invitedBy: { name: 'Olga Beispiel' } } },
    })
    expect(await people.change(invited, accept, { token })).toEqual({
      data: {
        acceptInvitation: { role: 'MEMBER', organization: { id: organization }, account: { id: invited.id } },
      },
    })
    expect(await people.rolesIn(organization)).toEqual({ [owner.id]: 'OWNER', [invited.id]: 'MEMBER' })
    expect(codesOf(await people.change(invited, accept, { token }))).toEqual(['STATE_REFUSED'])
  })

  test('is stored without its token, told the trail without the address, and answered again without either', async () => {
    const key = randomUUID()
    const variables = { org: organization, email: 'spur@beispiel.example' }
    const first = await people.change(owner, invite, variables, key)
    const token = await mailedToken(variables.email)
    expect(await people.change(owner, invite, variables, key)).toEqual(first)
    const { id } = answered<{ id: string }>(first, 'inviteMember')
    expect(await people.trailOf(id)).toMatchObject([
      {
        actor: owner.id,
        action: 'inviteMember',
        organizationId: organization,
        after: { email: '[personal data]' },
      },
    ])
    const stored = await people.asOwner(`
      select (select json_agg(i) from identity.invitation as i)::text as invitations,
        (select json_agg(a) from identity.idempotent_answer as a)::text as answers,
        (select json_agg(e) from audit.entry as e)::text as trail`)
    expect(JSON.stringify(stored)).not.toContain(token)
    expect(stored[0]?.answers).not.toContain('spur@')
    expect(stored[0]?.trail).not.toContain('spur@')
  })

  test('accepted twice at the same time makes one member, and one of the two is refused', async () => {
    const invited = await people.person('Doppelt Beispiel')
    const { token } = await invites(invited.email)
    const answers = await Promise.all([1, 2, 3].map(() => people.change(invited, accept, { token })))
    expect(answers.flatMap(codesOf)).toEqual(['STATE_REFUSED', 'STATE_REFUSED'])
    expect(await people.rolesIn(organization)).toMatchObject({ [invited.id]: 'MEMBER' })
  })

  test('is for the account with the address only, and says so', async () => {
    const { token } = await invites('gemeint@beispiel.example')
    const other = await people.person('Andere Beispiel')
    for (const text of [accept, decline])
      expect(codesOf(await people.change(other, text, { token }))).toEqual(['FORBIDDEN'])
    expect(codesOf(await people.ask(other, read, { token }))).toEqual(['FORBIDDEN'])
    for (const text of [accept, decline])
      expect(codesOf(await people.change(other, text, { token: 'erfunden' }))).toEqual(['NOT_FOUND'])
    for (const text of [accept, decline]) {
      expect(codesOf(await people.change(anonymous, text, { token }))).toEqual(['UNAUTHENTICATED'])
      expect(codesOf(await people.change(keyOf(organization), text, { token }))).toEqual(['FORBIDDEN'])
    }
  })

  test('is not for an account whose address is not confirmed', async () => {
    const invited = await people.person('Unbestätigt Beispiel')
    const { token } = await invites(invited.email)
    await kit.database.pool.query('update identity.account set email_verified = false where id = $1', [
      invited.id,
    ])
    expect(codesOf(await people.change(invited, accept, { token }))).toEqual(['FORBIDDEN'])
  })

  test('never makes an owner a member', async () => {
    const invited = await people.person('Höher Beispiel')
    const { token } = await invites(invited.email)
    await people.joins(invited, organization, 'OWNER')
    expect(await people.change(invited, accept, { token })).toMatchObject({
      data: { acceptInvitation: { role: 'OWNER' } },
    })
    expect((await people.rolesIn(organization))[invited.id]).toBe('OWNER')
  })

  test('can be declined, once', async () => {
    const invited = await people.person('Nein Beispiel')
    const { id, token } = await invites(invited.email)
    expect(await people.change(invited, decline, { token })).toEqual({ data: { declineInvitation: id } })
    for (const text of [decline, accept])
      expect(codesOf(await people.change(invited, text, { token }))).toEqual(['STATE_REFUSED'])
    expect(await people.rolesIn(organization)).not.toHaveProperty(invited.id)
  })

  test('ends after 14 days', async () => {
    const invited = await people.person('Spät Beispiel')
    const { token } = await invites(invited.email)
    kit.setNow(new Date(started.getTime() + 14 * day))
    expect(codesOf(await people.change(invited, accept, { token }))).toEqual(['STATE_REFUSED'])
    expect(await people.ask(invited, read, { token })).toMatchObject({
      data: { invitation: { state: 'EXPIRED' } },
    })
  })

  test('ends when it is withdrawn, and when another one follows it', async () => {
    const invited = await people.person('Zweimal Beispiel')
    const first = await invites(invited.email)
    await people.change(owner, invite, { org: organization, email: invited.email, role: 'OWNER' })
    expect(codesOf(await people.change(invited, accept, { token: first.token }))).toEqual(['STATE_REFUSED'])
    const token = await mailedToken(invited.email, 2)
    const open = `{ _entities(representations: [{ __typename: "Organization", id: "${organization}" }]) {
      ... on Organization { invitations { edges { node { id state role } } } } } }`
    const [listed] = answered<Listed[]>(await people.ask(owner, open), '_entities')
    const nodes = listed?.invitations.edges.map(({ node }) => node) ?? []
    expect(nodes.map(({ state, role }) => [state, role]).sort()).toEqual([
      ['OPEN', 'OWNER'],
      ['WITHDRAWN', 'MEMBER'],
    ])
    const { id } = nodes.find(({ state }) => state === 'OPEN') ?? { id: '' }
    expect(await people.change(owner, withdraw, { id })).toEqual({
      data: { withdrawInvitation: { state: 'WITHDRAWN' } },
    })
    expect(codesOf(await people.change(owner, withdraw, { id }))).toEqual(['STATE_REFUSED'])
    expect(codesOf(await people.change(invited, accept, { token }))).toEqual(['STATE_REFUSED'])
  })

  test('is forgotten 30 days after it was over', async () => {
    const { id } = await invites('vergessen@beispiel.example')
    const there = async () =>
      (await people.asOwner('select from identity.invitation where id = $1', [id])).length
    kit.setNow(new Date(started.getTime() + 44 * day - minute))
    await kit.runJob('forget-invitations')
    expect(await there()).toBe(1)
    kit.setNow(new Date(started.getTime() + 44 * day))
    await kit.runJob('forget-invitations')
    expect(await there()).toBe(0)
    expect((await people.trailOf(id)).at(-1)).toMatchObject({
      actor: 'system:invitations',
      operation: 'DELETE',
    })
  })
})

describe('inviting', () => {
  test('is for owners: nobody else invites or withdraws', async () => {
    const member = await people.person(`Mitglied ${organization}`)
    const coordinator = await people.person(`Koordination ${organization}`)
    await people.joins(member, organization)
    await people.becomes(coordinator, 'coordinator')
    const { id } = await invites('jemand@beispiel.example')
    for (const who of [member, coordinator, keyOf(organization)]) {
      const refused = await people.change(who, invite, { org: organization, email: 'x@beispiel.example' })
      expect(codesOf(refused)).toEqual(['FORBIDDEN'])
      expect(codesOf(await people.change(who, withdraw, { id }))).toEqual(['FORBIDDEN'])
      expect(codesOf(await people.change(who, withdraw, { id: 'erfunden' }))).toEqual(['FORBIDDEN'])
    }
    expect(codesOf(await people.change(anonymous, withdraw, { id }))).toEqual(['UNAUTHENTICATED'])
  })

  test('shows invitations to owners and coordinators only', async () => {
    const member = await people.person(`Liest ${organization}`)
    const coordinator = await people.person(`Prüft ${organization}`)
    await people.joins(member, organization)
    await people.becomes(coordinator, 'coordinator')
    await invites('sichtbar@beispiel.example')
    const list = `{ _entities(representations: [{ __typename: "Organization", id: "${organization}" }]) {
      ... on Organization { invitations { edges { node { email } } } } } }`
    for (const who of [owner, coordinator])
      expect(JSON.stringify(await people.ask(who, list))).toContain('sichtbar@beispiel.example')
    for (const who of [member, keyOf(organization)]) {
      const answer = await people.ask(who, list)
      expect([codesOf(answer), JSON.stringify(answer.data)]).toEqual([
        ['FORBIDDEN'],
        '{"_entities":[{"invitations":null}]}',
      ])
    }
  })

  test.each([
    ['no address', 'keine Adresse', 'NOT_AN_EMAIL'],
    ['an empty one', '   ', 'MISSING'],
    ['one with a line break', 'a@beispiel.example\nBcc: b@beispiel.example', 'NOT_AN_EMAIL'],
    ['one with a control character', 'a\u0000@beispiel.example', 'CONTROL_CHARACTER'],
    ['one that is too long', `${'a'.repeat(250)}@beispiel.example`, 'TOO_LONG'],
  ])('refuses %s', async (_what, email, code) => {
    const answer = await people.change(owner, invite, { org: organization, email, lang: 'EN' })
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: ['email'], code }],
    })
  })

  test('refuses whoever is a member already', async () => {
    expect(codesOf(await people.change(owner, invite, { org: organization, email: owner.email }))).toEqual([
      'STATE_REFUSED',
    ])
  })

  test('is limited: mails to one address, invitations of one person, and open ones of one organization', async () => {
    const codes = async (email: string) =>
      codesOf(await people.change(owner, invite, { org: organization, email }))
    for (let n = 0; n < 5; n += 1) expect(await codes('voll@beispiel.example')).toEqual([])
    expect(await codes('voll@beispiel.example')).toEqual(['TOO_MANY_REQUESTS'])
    for (let n = 0; n < 45; n += 1) expect(await codes(`voll.${n}@beispiel.example`)).toEqual([])
    expect(await codes('noch.eine@beispiel.example')).toEqual(['TOO_MANY_REQUESTS'])
    kit.setNow(new Date(started.getTime() + day))
    for (let n = 45; n < 49; n += 1) expect(await codes(`voll.${n}@beispiel.example`)).toEqual([])
    expect(await codes('noch.eine@beispiel.example')).toEqual(['STATE_REFUSED'])
  })
})

describe('the mail of an invitation', () => {
  test('is not waited for: making one wakes the job that sends it', async () => {
    const client = new pg.Client({ connectionString: serviceDatabaseUrl('identity', kit.config) })
    await client.connect()
    try {
      await client.query(`listen ${invitationMails.wokenBy}`)
      const heard = once(client, 'notification')
      await people.change(owner, invite, { org: organization, email: 'gleich@beispiel.example' })
      expect(await heard).toHaveLength(1)
    } finally {
      await client.end()
    }
  })

  test('waits for a mail server that is away, and is sent once it is back', async () => {
    const folder = join(kit.config.stateDirectory, 'mails')
    const email = 'wartet@beispiel.example'
    await rm(folder, { recursive: true, force: true })
    await writeFile(folder, 'in the way')
    await people.change(owner, invite, { org: organization, email })
    await kit.runJob('invitation-mails')
    await rm(folder)

    // Tried again no sooner than after a minute.
    await kit.runJob('invitation-mails')
    expect(await mailFiles(kit.config.stateDirectory)).toEqual([])
    kit.setNow(new Date(started.getTime() + minute))
    const token = await mailedToken(email)
    const invited = { ...owner, email }
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(codesOf(await people.ask(invited, read, { token }))).toEqual(['FORBIDDEN'])
    kit.setNow(new Date(started.getTime() + 3 * day))
    await kit.runJob('invitation-mails')
    expect(await kit.mailsTo(email, 1)).toHaveLength(1)
  })

  test('is sent once by two processes at the same time, and not when the invitation was withdrawn', async () => {
    const email = 'einmal@beispiel.example'
    const answer = await people.change(owner, invite, { org: organization, email })
    await Promise.all([kit.runJob('invitation-mails'), kit.runJob('invitation-mails')])
    expect(await kit.mailsTo(email, 1)).toHaveLength(1)
    expect(answer.errors).toBeUndefined()

    const never = 'nie@beispiel.example'
    const made = await people.change(owner, invite, { org: organization, email: never })
    await people.change(owner, withdraw, { id: answered<{ id: string }>(made, 'inviteMember').id })
    await kit.runJob('invitation-mails')
    expect(await kit.mailsTo(never, 0)).toEqual([])
  })
})
