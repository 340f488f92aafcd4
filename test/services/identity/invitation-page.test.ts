import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { city } from '../../../services/city/service.js'
import { type Browser, type IdentityKit, linkOf, pathOf, startIdentity } from './kit.js'
import { answered, type People, peopleOf, type Somebody } from './people.js'

let kit: IdentityKit
let people: People
let owner: Somebody
beforeAll(async () => {
  kit = await startIdentity(undefined, [city])
  people = peopleOf(kit)
  owner = await people.person('Olga <Beispiel>')
  await people.asOwner(
    `insert into city.organization (id, name, kind, fields) values ('org-rad', 'Rad & Tat e. V.', 'ASSOCIATION', '{SOCIETY}')`,
  )
  await people.joins(owner, 'org-rad', 'OWNER')
})
afterAll(() => kit.stop())

/** Invites an address and gives the path of the mail's link. */
async function invited(email: string): Promise<string> {
  const answer = await people.change(
    owner,
    `mutation ($email: String!, $key: String!) { inviteMember(organizationId: "org-rad", email: $email, role: MEMBER,
      idempotencyKey: $key) { id } }`,
    { email },
  )
  answered(answer, 'inviteMember')
  await kit.runJob('invitation-mails')
  const mails = await kit.mailsTo(email, 1)
  return pathOf(linkOf(mails.find(({ subject }) => subject.startsWith('Einladung'))))
}

function fieldsOf(page: string): { token: string; key: string } {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? ''
  return { token: value('token'), key: value('key') }
}

async function answer(
  browser: Browser,
  path: string,
  fields: Record<string, string>,
): Promise<[number, string]> {
  const page = await (await browser.get(path)).text()
  const response = await browser.submit('/account/invitation', { ...fieldsOf(page), ...fields })
  return [response.status, await response.text()]
}

test('says who invites to what, takes the answer, and sent twice gives the same one', async () => {
  const email = 'annahme@beispiel.example'
  const browser = await kit.member(email)
  const path = await invited(email)
  const response = await browser.get(path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  const page = await response.text()
  expect(page).toContain('Olga &#60;Beispiel&#62; lädt Sie ein, für „Rad &#38; Tat e. V.“ zu arbeiten.')
  expect(page).toContain('Als Mitglied')
  expect(page).not.toMatch(/<script/i)
  const english = await (await browser.get(`${path}&lang=en`)).text()
  expect(english).toContain('Accept')

  const fields = { ...fieldsOf(page), answer: 'accept' }
  for (let n = 0; n < 2; n += 1) {
    const accepted = await browser.submit('/account/invitation', fields)
    expect([accepted.status, await accepted.text()]).toEqual([
      200,
      expect.stringContaining('Sie gehören jetzt'),
    ])
  }
  const again = await browser.get(path)
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('schon angenommen')])
  const id = (await kit.standing('cookie', browser.cookie()))?.caller.subject ?? ''
  expect((await people.rolesIn('org-rad'))[id]).toBe('MEMBER')
  const [entry] = await people.trailOf(`org-rad/${id}`)
  expect(entry).toMatchObject({ actor: id, action: 'acceptInvitation' })
})

test('takes a no, and no answer for none', async () => {
  const email = 'absage@beispiel.example'
  const browser = await kit.member(email)
  const path = await invited(email)
  expect((await answer(browser, path, {}))[0]).toBe(400)
  expect(await answer(browser, path, { answer: 'decline' })).toEqual([
    200,
    expect.stringContaining('abgelehnt'),
  ])
  const later = await browser.get(path)
  expect([later.status, await later.text()]).toEqual([409, expect.stringContaining('abgelehnt')])
})

test('asks who is not signed in to do that first, and tells a stranger nothing', async () => {
  const path = await invited('gemeint@beispiel.example')
  const anonymous = await kit.browser().get(path)
  expect(anonymous.status).toBe(200)
  const page = await anonymous.text()
  expect(page).toContain('/account/sign-in?lang=de')
  expect(page).not.toContain('Rad')

  const stranger = await kit.member('fremd@beispiel.example')
  const refused = await stranger.get(path)
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('andere Adresse')])
  const unknown = await stranger.get('/account/invitation?token=erfunden')
  expect(unknown.status).toBe(404)
  expect((await stranger.get('/account/invitation')).status).toBe(404)
})

test('is not answered by a form of another site', async () => {
  const email = 'fremde.seite@beispiel.example'
  const browser = await kit.member(email)
  const path = await invited(email)
  const fields = { ...fieldsOf(await (await browser.get(path)).text()), answer: 'accept' }
  const response = await browser.submit('/account/invitation', fields, { origin: 'https://boese.example' })
  expect(response.status).toBe(403)
  const id = (await kit.standing('cookie', browser.cookie()))?.caller.subject ?? ''
  expect(await people.rolesIn('org-rad')).not.toHaveProperty(id)
})

test('the names are lent by city: identity reads no table of it', async () => {
  await expect(kit.database.pool.query('select from city.organization')).rejects.toMatchObject({
    code: '42501',
  })
  const { rows } = await kit.database.pool.query(`select city.organization_name('org-rad') as name`)
  expect(rows).toEqual([{ name: 'Rad & Tat e. V.' }])
})
