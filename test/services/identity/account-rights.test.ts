import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { anonymous, type Caller } from '../../../platform/caller/caller.js'
import { staying } from '../../../services/identity/account/may-leave.js'
import { keyOf } from '../../kit/callers.js'
import { type Browser, type IdentityKit, password, startIdentity } from './kit.js'
import { answered, codesOf, type People, peopleOf, type Somebody } from './people.js'

const started = new Date()
const minute = 60_000

let kit: IdentityKit
let people: People
let count = 0
beforeAll(async () => {
  kit = await startIdentity()
  people = peopleOf(kit)
  const first = await people.person('Erste Verwaltung')
  await people.becomes(first, 'administrator')
  await people.becomes(first, 'coordinator')
})
beforeEach(async () => {
  // People sign up here more often than one address may.
  await kit.database.pool.query('delete from identity.rate_limit')
})
afterEach(() => kit.setNow(started))
afterAll(() => kit.stop())

const erase = `mutation ($confirm: String!, $password: String, $abandoning: [ID!] = [], $lang: Language = DE, $key: String!) {
  eraseAccount(confirm: $confirm, password: $password, abandoning: $abandoning, lang: $lang, idempotencyKey: $key) }`

interface SignedUp extends Somebody {
  browser: Browser
}

/** Somebody who has come by the way over mails. */
async function signsUp(name = `Zoë Müller-Ångström ${++count}`): Promise<SignedUp> {
  count += 1
  const email = `person.${count}@beispiel.example`
  const browser = await kit.member(email, name)
  const id = (await kit.standing('cookie', browser.cookie()))?.caller.subject ?? ''
  const caller = async (): Promise<Caller> =>
    (await kit.standing('cookie', browser.cookie()))?.caller ?? { subject: id, roles: [], memberships: [] }
  return { id, name, email, caller, browser }
}

const erases = (who: SignedUp, variables: Record<string, unknown> = {}) =>
  people.change(who, erase, { confirm: who.email, password, ...variables })

/** Tables and columns of the service and the audit trail in which a text is found. */
async function placesOf(wanted: string): Promise<string[]> {
  const columns = await people.asOwner(`
    select c.table_schema || '.' || c.table_name as "table", c.column_name as "column"
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema in ('identity', 'audit') and t.table_type = 'BASE TABLE'
      and (c.data_type in ('text', 'json', 'jsonb', 'ARRAY') or c.data_type like 'character%')`)
  expect(columns.length).toBeGreaterThan(50)
  const searches = columns.map(
    ({ table, column }) => `select '${table}.${column}' as place where exists (
      select from ${table} where strpos(lower("${column}"::text), lower($1)) > 0)`,
  )
  const places = await people.asOwner(searches.join(' union all '), [wanted])
  return places.map(({ place }) => String(place)).sort()
}

describe('the export of an account', () => {
  test('holds everything identity knows of the person, and no secret', async () => {
    const person = await signsUp()
    await people.joins(person, 'org-export', 'OWNER')
    const { pool } = kit.database
    await pool.query(
      `insert into identity.invitation (id, organization_id, email, role, token_hash, invited_by, created_at, expires_at)
        values ('inv-an', 'org-andere', $1, 'MEMBER', 'a', 'wer', now(), now()),
          ('inv-von', 'org-export', 'dritte@beispiel.example', 'MEMBER', 'b', $2, now(), now())`,
      [person.email, person.id],
    )
    await people.change(
      person,
      `mutation ($at: DateTime!, $key: String!) { createApiKey(organizationId: "org-export", name: "Abruf", scopes: [READ],
        expiresAt: $at, idempotencyKey: $key) { secret } }`,
      { at: new Date(started.getTime() + 86_400_000).toISOString() },
    )
    const answer = await people.ask(person, '{ accountExport(lang: EN) }')
    const held = answered<Record<string, unknown>>(answer, 'accountExport')
    expect(held).toEqual({
      account: {
        id: person.id,
        name: person.name,
        email: person.email,
        emailVerified: true,
        image: null,
        secondFactor: false,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      },
      signInMethods: [expect.objectContaining({ provider: 'password', subject: person.id })],
      sessions: [expect.objectContaining({ id: expect.any(String), ipAddress: '192.0.2.7' })],
      townRoles: [],
      memberships: [{ organization: 'org-export', role: 'OWNER', since: expect.any(String) }],
      invitationsReceived: [expect.objectContaining({ id: 'inv-an', organization: 'org-andere' })],
      invitationsSent: [
        { id: 'inv-von', organization: 'org-export', role: 'MEMBER', createdAt: expect.any(String) },
      ],
      apiKeysCreated: [
        expect.objectContaining({ organization: 'org-export', name: 'Abruf', scopes: ['read'] }),
      ],
      elsewhere: expect.arrayContaining([expect.stringContaining('audit trail')]),
    })
    const { rows } = await pool.query(
      `select c.password, s.token, encode(k.hash, 'hex') as hash from identity.credential c, identity.session s, identity.api_key k
        where c.account_id = $1 and s.account_id = $1 and k.created_by = $1`,
      [person.id],
    )
    for (const secret of [rows[0].password, rows[0].token, rows[0].hash, 'dritte@beispiel.example'])
      expect(JSON.stringify(held)).not.toContain(secret)
  })

  test('is for the person only', async () => {
    expect(codesOf(await people.ask(anonymous, '{ accountExport }'))).toEqual(['UNAUTHENTICATED'])
    expect(codesOf(await people.ask(keyOf('org-rad'), '{ accountExport }'))).toEqual(['FORBIDDEN'])
  })
})

describe('an erased account', () => {
  test('leaves nothing personal behind, and its id means a former member', async () => {
    const person = await signsUp()
    const colleague = await people.person('Kollegin Beispiel')
    for (const each of [person, colleague]) await people.joins(each, 'org-erbe', 'OWNER')
    await people.becomes(person, 'coordinator')
    const invite = `mutation ($email: String!, $key: String!) { inviteMember(organizationId: "org-erbe", email: $email,
      role: MEMBER, idempotencyKey: $key) { id email } }`
    await people.change(person, invite, { email: 'von.ihr@beispiel.example' })
    await kit.database.pool.query(
      `insert into identity.invitation (id, organization_id, email, role, token_hash, invited_by, created_at, expires_at)
        values ('inv-post', 'org-x', $1, 'MEMBER', 'c', 'wer', now(), now())`,
      [person.email],
    )
    const key = answered<{ secret: string }>(
      await people.change(
        person,
        `mutation ($at: DateTime!, $key: String!) { createApiKey(organizationId: "org-erbe", name: "Erbe",
          scopes: [READ], expiresAt: $at, idempotencyKey: $key) { secret } }`,
        { at: new Date(started.getTime() + 86_400_000).toISOString() },
      ),
      'createApiKey',
    )
    // A link for a new password that nobody has used yet.
    await person.browser.post('/auth/request-password-reset', { email: person.email })
    await kit.mailsTo(person.email, 2)
    expect(await placesOf(person.email)).toEqual(['identity.account.email', 'identity.invitation.email'])
    expect(await placesOf(person.name)).toEqual(['identity.account.name'])

    const following = await kit.follow()
    expect(await erases(person)).toEqual({ data: { eraseAccount: true } })
    await following.hears({ kind: 'account', id: person.id })
    following.stop()

    expect(await placesOf(person.email)).toEqual([])
    expect(await placesOf(person.name)).toEqual([])
    const places = await placesOf(person.id)
    expect(places.filter((place) => place.startsWith('identity.'))).toEqual([
      'identity.api_key.created_by',
      'identity.invitation.invited_by',
    ])
    expect(await kit.standing('cookie', person.browser.cookie())).toBeNull()
    expect(await kit.standing('key', key.secret)).not.toBeNull()
    expect(await people.rolesIn('org-erbe')).toEqual({ [colleague.id]: 'OWNER' })
    for (const [lang, name] of [
      ['DE', 'Ehemaliges Mitglied'],
      ['EN', 'Former member'],
    ])
      expect(await kit.entities('Account', [person.id], `name(lang: ${lang})`)).toEqual([{ name }])

    const erased = (await people.trailOf(person.id)).filter(({ action }) => action === 'eraseAccount')
    expect(erased.find(({ entity }) => entity === 'Account')).toMatchObject({
      actor: person.id,
      before: { id: person.id, name: '[personal data]', email: '[personal data]' },
      after: null,
    })
    const signIn = await kit.browser().post('/auth/sign-in/email', { email: person.email, password })
    expect(signIn.status).toBe(401)
    expect(codesOf(await erases(person))).toEqual(['UNAUTHENTICATED'])
  })

  test('needs its address and its password, wrong ones of which are counted', async () => {
    const person = await signsUp()
    const answer = await erases(person, { confirm: 'andere@beispiel.example', password: null, lang: 'EN' })
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [
        { path: ['confirm'], code: 'INVALID' },
        { path: ['password'], code: 'MISSING' },
      ],
    })
    for (let n = 0; n < 5; n += 1)
      expect(codesOf(await erases(person, { password: `geraten ${n}` }))).toEqual(['BAD_USER_INPUT'])
    expect(codesOf(await erases(person))).toEqual(['TOO_MANY_REQUESTS'])
    kit.setNow(new Date(started.getTime() + 15 * minute))
    expect(await erases(person)).toEqual({ data: { eraseAccount: true } })
  })

  test('without a password needs a sign-in of at most 10 minutes before', async () => {
    const person = await signsUp()
    await kit.database.pool.query(
      `update identity.credential set provider_id = 'stadtwerke', password = null where account_id = $1`,
      [person.id],
    )
    const caller = await person.caller()
    const attempt = () => people.change(caller, erase, { confirm: person.email })
    kit.setNow(new Date(Date.now() + 11 * minute))
    expect(codesOf(await attempt())).toEqual(['STATE_REFUSED'])
    kit.setNow(new Date(Date.now() + 5 * minute))
    expect(await attempt()).toEqual({ data: { eraseAccount: true } })
  })

  test('is nobody’s but the caller’s own: not for strangers or API keys', async () => {
    const variables = { confirm: 'wer@beispiel.example', password }
    expect(codesOf(await people.change(anonymous, erase, variables))).toEqual(['UNAUTHENTICATED'])
    expect(codesOf(await people.change(keyOf('org-rad'), erase, variables))).toEqual(['FORBIDDEN'])
  })
})

describe('an account is not erased', () => {
  test('while its owner is the last one of an organization with other members', async () => {
    const person = await signsUp()
    const member = await people.person(`Mitglied ${person.id}`)
    await people.joins(person, 'org-letzte', 'OWNER')
    await people.joins(member, 'org-letzte')
    await people.joins(person, 'org-allein', 'OWNER')
    const answer = await erases(person, { abandoning: ['org-letzte'] })
    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'STATE_REFUSED',
      handOver: ['org-letzte'],
      abandon: ['org-allein'],
    })
    expect(answer.errors?.[0]?.message).toContain('org-letzte')
    expect(await people.rolesIn('org-letzte')).toMatchObject({ [person.id]: 'OWNER' })
  })

  test('by accident with an organization nobody else is in; when that is meant, its keys and invitations end', async () => {
    const person = await signsUp()
    await people.joins(person, 'org-aufgegeben', 'OWNER')
    const key = answered<{ secret: string }>(
      await people.change(
        person,
        `mutation ($at: DateTime!, $key: String!) { createApiKey(organizationId: "org-aufgegeben", name: "Rest",
          scopes: [READ], expiresAt: $at, idempotencyKey: $key) { secret } }`,
        { at: new Date(started.getTime() + 86_400_000).toISOString() },
      ),
      'createApiKey',
    )
    await people.change(
      person,
      `mutation ($key: String!) { inviteMember(organizationId: "org-aufgegeben", email: "x@beispiel.example",
        role: OWNER, idempotencyKey: $key) { id } }`,
    )
    expect(codesOf(await erases(person))).toEqual(['STATE_REFUSED'])
    expect(await erases(person, { abandoning: ['org-aufgegeben'] })).toEqual({ data: { eraseAccount: true } })
    expect(await kit.standing('key', key.secret)).toBeNull()
    const [invitation] = await people.asOwner(
      `select withdrawn_at is not null as withdrawn from identity.invitation where organization_id = 'org-aufgegeben'`,
    )
    expect(invitation).toEqual({ withdrawn: true })
  })

  test('while nobody else is an administrator, or a coordinator', async () => {
    const person = await signsUp()
    const before = await people.asOwner('select * from identity.town_role')
    for (const role of ['administrator', 'coordinator'] as const) {
      await kit.database.pool.query('delete from identity.town_role where role = $1', [role])
      await people.becomes(person, role)
      expect(codesOf(await erases(person))).toEqual(['STATE_REFUSED'])
      await kit.database.pool.query('delete from identity.town_role where account_id = $1', [person.id])
      for (const { account_id, role: held } of before)
        await kit.database.pool.query(
          'insert into identity.town_role values ($1, $2, now()) on conflict do nothing',
          [account_id, held],
        )
    }
    expect(await erases(person)).toEqual({ data: { eraseAccount: true } })
  })

  test('while two owners erase theirs at the same time, but for one of them', async () => {
    const pair = [await signsUp(), await signsUp()]
    const member = await people.person(`Rest ${pair[0]?.id}`)
    for (const each of pair) await people.joins(each, 'org-beide', 'OWNER')
    await people.joins(member, 'org-beide')
    const answers = await Promise.all(pair.map((each) => erases(each)))
    expect(answers.flatMap(codesOf)).toEqual(['STATE_REFUSED'])
    expect(Object.values(await people.rolesIn('org-beide')).sort()).toEqual(['MEMBER', 'OWNER'])
  })
})

test('who stays, and for which organizations, is a matter of who else is in them', () => {
  const alone = { organizationId: 'alone', hasOthers: false }
  const shared = { organizationId: 'shared', hasOthers: true }
  expect(staying([], [])).toBeUndefined()
  expect(staying([alone], ['alone'])).toBeUndefined()
  expect(staying([alone, shared], ['alone', 'shared'])).toEqual({ handOver: ['shared'], abandon: [] })
  expect(staying([alone], ['other'])).toEqual({ handOver: [], abandon: ['alone'] })
})

describe('the audit trail of accounts', () => {
  test('says that somebody signed up and chose passwords, by herself, and holds none of it', async () => {
    const person = await signsUp()
    const { rows } = await kit.database.pool.query(
      'select password from identity.credential where account_id = $1',
      [person.id],
    )
    const body = { currentPassword: password, newPassword: 'vier andere neue Woerter' }
    expect((await person.browser.post('/auth/change-password', body)).status).toBe(200)
    const trail = await people.trailOf(person.id)
    expect(trail.map(({ entity, operation, actor }) => ({ entity, operation, actor }))).toEqual([
      { entity: 'Account', operation: 'INSERT', actor: person.id },
      { entity: 'Account.credential', operation: 'INSERT', actor: person.id },
      { entity: 'Account', operation: 'UPDATE', actor: person.id },
      { entity: 'Account.credential', operation: 'UPDATE', actor: person.id },
    ])
    expect(trail[2]).toMatchObject({ before: { email_verified: false }, after: { email_verified: true } })
    expect(trail[3]?.after).toEqual({ password: '[personal data]' })
    for (const secret of [rows[0].password, person.email, person.name]) {
      const places = await placesOf(secret)
      expect(places.filter((place) => place.startsWith('audit.'))).toEqual([])
    }
  })

  test('says that a second factor was switched on and off, and not which', async () => {
    const person = await signsUp()
    const { pool } = kit.database
    await person.browser.post('/auth/two-factor/enable', { password })
    const { rows } = await pool.query(
      'select secret, backup_codes from identity.two_factor where account_id = $1',
      [person.id],
    )
    await person.browser.post('/auth/two-factor/disable', { password })
    const entries = (await people.trailOf(person.id)).filter(
      ({ entity }) => entity === 'Account.secondFactor',
    )
    expect(entries).toMatchObject([
      { operation: 'INSERT', actor: person.id },
      { operation: 'DELETE', actor: person.id },
    ])
    for (const value of [rows[0].secret, rows[0].backup_codes]) {
      expect(value).toMatch(/.{20}/)
      expect(JSON.stringify(entries)).not.toContain(value)
    }
  })

  test('says what is changed past the hub as the database owner’s doing', async () => {
    const person = await signsUp()
    await people.asOwner('update identity.account set name = $1 where id = $2', ['Von Hand', person.id])
    const entry = (await people.trailOf(person.id)).at(-1)
    expect(entry).toMatchObject({
      actor: expect.stringMatching(/^database:/),
      after: { name: '[personal data]' },
    })
  })

  test('has nothing of sessions, and nothing of a key that is used', async () => {
    const entities = await people.asOwner('select distinct entity from audit.entry order by 1')
    expect(entities.map(({ entity }) => entity)).toEqual([
      'Account',
      'Account.credential',
      'Account.secondFactor',
      'Account.townRole',
      'ApiKey',
      'Invitation',
      'Membership',
    ])
    const used = await people.asOwner(
      `select from audit.entry where entity = 'ApiKey' and content like '%last_used%'`,
    )
    expect(used).toEqual([])
  })
})
