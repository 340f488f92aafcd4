import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { type IdentityKit, linkOf, password, startIdentity } from './kit.js'

let kit: IdentityKit
const start = new Date()
beforeAll(async () => {
  kit = await startIdentity()
})
beforeEach(() => kit.setNow(start))
afterAll(() => kit.stop())

const wrong = 'geraten und daneben'
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

/** Tries a password from an address of its own each time, as a botnet does. */
async function guess(email: string, tries: number): Promise<number[]> {
  const statuses: number[] = []
  for (let index = 0; index < tries; index++) {
    const browser = kit.browser(`198.51.100.${index + 1}`)
    statuses.push((await browser.post('/auth/sign-in/email', { email, password: wrong })).status)
  }
  return statuses
}

describe('wrong passwords', () => {
  test('of one account are limited, wherever they come from, and for a quarter of an hour only', async () => {
    const email = 'ziel@beispiel.example'
    await kit.member(email)
    expect(await guess(email, 7)).toEqual([401, 401, 401, 401, 401, 429, 429])
    const right = () => kit.browser('203.0.113.9').post('/auth/sign-in/email', { email, password })
    const refused = await right()
    expect([refused.status, await refused.json()]).toEqual([
      429,
      { code: 'TOO_MANY_REQUESTS', message: 'Too many attempts: try again in 900 seconds.' },
    ])
    kit.setNow(later(14))
    expect((await right()).status).toBe(429)
    kit.setNow(later(15))
    expect((await right()).status).toBe(200)
  })

  test('of strangers do not lock out a browser that has signed in before, nor one with a new password', async () => {
    const email = 'stammgast@beispiel.example'
    const known = await kit.member(email)
    await guess(email, 6)
    expect((await kit.browser('203.0.113.9').post('/auth/sign-in/email', { email, password })).status).toBe(
      429,
    )
    expect((await known.post('/auth/sign-in/email', { email, password })).status).toBe(200)

    await kit.browser('203.0.113.9').post('/auth/request-password-reset', { email })
    const token = new URL(linkOf((await kit.mailsTo(email, 2))[0])).searchParams.get('token')
    const newPassword = 'ein ganz neues Passwort'
    await kit.browser('203.0.113.9').post('/auth/reset-password', { token, newPassword })
    const again = await kit
      .browser('203.0.113.9')
      .post('/auth/sign-in/email', { email, password: newPassword })
    expect(again.status).toBe(200)
  })

  test('in a known browser are limited too', async () => {
    const email = 'verliehen@beispiel.example'
    const known = await kit.member(email)
    const statuses: number[] = []
    for (let index = 0; index < 6; index++)
      statuses.push((await known.post('/auth/sign-in/email', { email, password: wrong })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('of somebody who is signed in already are limited too', async () => {
    const browser = await kit.member('angemeldet@beispiel.example')
    const statuses: number[] = []
    for (let index = 0; index < 6; index++)
      statuses.push((await browser.post('/auth/two-factor/enable', { password: wrong })).status)
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429])
  })

  test('from one address are limited, for whichever accounts', async () => {
    const statuses: number[] = []
    for (let index = 0; index < 21; index++) {
      const body = { email: `reihe${index}@beispiel.example`, password: wrong }
      statuses.push((await kit.browser('203.0.113.77').post('/auth/sign-in/email', body)).status)
    }
    expect(new Set(statuses.slice(0, 20))).toEqual(new Set([401]))
    expect(statuses[20]).toBe(429)
  }, 60_000)
})

test('many who try at once get no more tries than one after the other', async () => {
  const email = 'gleichzeitig@beispiel.example'
  const tries = Array.from({ length: 12 }, (_, index) =>
    kit.browser(`198.51.100.${100 + index}`).post('/auth/sign-in/email', { email, password: wrong }),
  )
  const statuses = (await Promise.all(tries)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
})

test('sign-ups from one address are limited, and the answer says for how long', async () => {
  const signUp = (index: number, clientAddress = '203.0.113.50') =>
    kit.browser(clientAddress).post('/auth/sign-up/email', {
      email: `flut${index}@beispiel.example`,
      name: 'Flut',
      password,
    })
  for (let index = 0; index < 10; index++) expect((await signUp(index)).status).toBe(200)
  const refused = await signUp(10)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('3600')
  expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  expect((await signUp(10, '203.0.113.51')).status).toBe(200)
  kit.setNow(later(60))
  expect((await signUp(11)).status).toBe(200)
})

test('a client cannot say another address than the gateway sees', async () => {
  const send = (index: number) =>
    fetch(`${kit.address}/auth/sign-up/email`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-client-address': `203.0.113.${100 + index}`,
        ...(index % 2 === 1 && { 'x-gateway-token': 'made.up.token' }),
      },
      body: JSON.stringify({ email: `luege${index}@beispiel.example`, name: 'Lüge', password }),
    })
  const statuses: number[] = []
  for (let index = 0; index < 11; index++) statuses.push((await send(index)).status)
  expect(statuses[10]).toBe(429)
  expect(new Set(statuses.slice(0, 10))).toEqual(new Set([200]))
})

test('nobody is buried in mails', async () => {
  const email = 'briefkasten@beispiel.example'
  await kit.member(email)
  for (let index = 0; index < 8; index++) {
    const response = await kit
      .browser(`198.51.100.${index + 1}`)
      .post('/auth/request-password-reset', { email })
    expect(response.status).toBe(200)
  }
  // A mail that is sent later comes after all of these.
  await kit.browser().post('/auth/request-password-reset', { email: 'niemand@beispiel.example' })
  const other = 'nachher@beispiel.example'
  await kit.browser().post('/auth/sign-up/email', { email: other, name: 'Nachher', password })
  await kit.mailsTo(other, 1)
  expect(await kit.mailsTo(email, 6)).toHaveLength(6)
})

test('what is over is forgotten', async () => {
  const { pool } = kit.database
  await kit.member('bleibt@beispiel.example')
  await kit
    .browser()
    .post('/auth/sign-up/email', { email: 'unbestaetigt@beispiel.example', name: 'U', password })
  const counts = async () => {
    const { rows } = await pool.query(`select
      (select count(*)::int from identity.session) as sessions,
      (select count(*)::int from identity.rate_limit) as tries,
      (select count(*)::int from identity.account where email like 'unbest%') as unconfirmed,
      (select count(*)::int from identity.account where email like 'bleibt%') as confirmed`)
    return rows[0]
  }
  expect(await counts()).toMatchObject({ unconfirmed: 1, confirmed: 1 })
  kit.setNow(later(8 * 24 * 60))
  await kit.runJob('forget-expired')
  expect(await counts()).toEqual({ sessions: 0, tries: 0, unconfirmed: 0, confirmed: 1 })
})
