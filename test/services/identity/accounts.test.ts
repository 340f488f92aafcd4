import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { type IdentityKit, linkOf, password, pathOf, startIdentity } from './kit.js'

let kit: IdentityKit
beforeAll(async () => {
  kit = await startIdentity()
})
afterAll(() => kit.stop())

describe('an account', () => {
  test('is signed up for, confirmed by mail, signed in, and signed out within milliseconds', async () => {
    const browser = kit.browser()
    const email = 'erika@beispiel.example'
    const signUp = await browser.post('/auth/sign-up/email', { email, name: 'Erika Beispiel', password })
    expect(signUp.status).toBe(200)
    const early = await browser.post('/auth/sign-in/email', { email, password })
    expect([early.status, await early.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'EMAIL_NOT_VERIFIED' }),
    ])
    expect(browser.cookie()).not.toContain('session_token')

    const [mail] = await kit.mailsTo(email, 1)
    expect(mail?.subject).toBe('Adresse bestätigen / Confirm your address')
    expect(mail?.text).not.toContain('Erika')
    expect(linkOf(mail)).toMatch(/^http:\/\/127\.0\.0\.1:4000\/auth\/verify-email\?token=/)
    const confirmed = await browser.get(pathOf(linkOf(mail)))
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([302, '/account/confirmed'])

    const signIn = await browser.post('/auth/sign-in/email', { email, password })
    expect(signIn.status).toBe(200)
    expect(signIn.headers.getSetCookie().find((line) => line.includes('session_token'))).toMatch(
      /^bindeglied\.session_token=.*Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const standing = await kit.standing('cookie', browser.cookie())
    expect(standing).toEqual({
      caller: { subject: expect.any(String), roles: [], memberships: [] },
      session: expect.any(String),
      key: null,
      expiresAt: expect.any(String),
    })
    const me = await kit.query('{ me { name email emailVerified roles createdAt } }', {}, standing?.caller)
    expect(me).toEqual({
      data: {
        me: {
          name: 'Erika Beispiel',
          email,
          emailVerified: true,
          roles: [],
          createdAt: expect.any(String),
        },
      },
    })

    const following = await kit.follow()
    expect((await browser.post('/auth/sign-out', {})).status).toBe(200)
    const session = standing?.session ?? ''
    expect(await following.hears({ kind: 'session', id: session })).toBeLessThan(5_000)
    expect(await kit.standing('session', session)).toBeNull()
    following.stop()
  })

  test('gives out access tokens that others verify by the published keys', async () => {
    const browser = await kit.member('token@beispiel.example')
    const standing = await kit.standing('cookie', browser.cookie())
    const { token } = (await (await browser.get('/auth/token')).json()) as { token: string }
    const keys = createRemoteJWKSet(new URL(`${kit.address}/auth/jwks`))
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: ['EdDSA'],
      issuer: kit.config.publicUrl,
      audience: kit.config.publicUrl,
    })
    expect(protectedHeader.alg).toBe('EdDSA')
    expect(payload).toEqual({
      sub: standing?.caller.subject,
      sid: standing?.session,
      iss: kit.config.publicUrl,
      aud: kit.config.publicUrl,
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 300,
    })
    const stored = await kit.database.pool.query('select private_key from identity.jwks')
    expect(stored.rows[0].private_key).not.toContain('"d"')
    expect((await kit.browser().get('/auth/token')).status).toBe(401)
  })

  test('of an unknown and of a known address are answered alike', async () => {
    const known = 'bekannt@beispiel.example'
    await kit.member(known)
    const shape = async (response: Response) => {
      const body = (await response.json()) as { user?: Record<string, unknown> }
      return { status: response.status, keys: Object.keys(body), user: Object.keys(body.user ?? {}).sort() }
    }
    const signUp = (email: string) =>
      kit.browser('192.0.2.20').post('/auth/sign-up/email', { email, name: 'Wer auch immer', password })
    expect(await shape(await signUp(known))).toEqual(await shape(await signUp('neu@beispiel.example')))
    const [notice] = await kit.mailsTo(known, 2)
    expect(notice?.subject).toBe('Sie haben schon ein Konto / You have an account already')

    const reset = async (email: string) => {
      const response = await kit.browser('192.0.2.20').post('/auth/request-password-reset', { email })
      return { status: response.status, body: await response.json() }
    }
    expect(await reset(known)).toEqual(await reset('niemand@beispiel.example'))

    const wrong = async (email: string) => {
      const body = { email, password: 'ganz etwas anderes' }
      const response = await kit.browser('192.0.2.20').post('/auth/sign-in/email', body)
      return { status: response.status, body: await response.json() }
    }
    expect(await wrong(known)).toEqual(await wrong('niemand@beispiel.example'))
  })

  test('gets a new password by mail, which ends all its sessions and the link', async () => {
    const email = 'vergesslich@beispiel.example'
    const browser = await kit.member(email)
    await kit.browser().post('/auth/request-password-reset', { email })
    const link = linkOf((await kit.mailsTo(email, 2))[0])
    const token = new URL(link).searchParams.get('token')
    const stored = await kit.database.pool.query('select identifier from identity.verification')
    expect(JSON.stringify(stored.rows)).not.toContain(token)

    const newPassword = 'noch drei andere Woerter'
    const choose = () => kit.browser().post('/auth/reset-password', { token, newPassword })
    expect((await choose()).status).toBe(200)
    expect((await choose()).status).toBe(400)
    expect(await kit.standing('cookie', browser.cookie())).toBeNull()
    expect((await kit.browser().post('/auth/sign-in/email', { email, password })).status).toBe(401)
    const again = await kit.browser().post('/auth/sign-in/email', { email, password: newPassword })
    expect(again.status).toBe(200)
  })

  test('that a stranger signed up with somebody’s address keeps no password of the stranger', async () => {
    const email = 'opfer@beispiel.example'
    const ofStranger = 'das Passwort der Fremden'
    await kit.browser().post('/auth/sign-up/email', { email, name: 'Fremd', password: ofStranger })
    const own = await kit.member(email, 'Wirklich Ich')
    const standing = await kit.standing('cookie', own.cookie())
    const me = await kit.query('{ me { name } }', {}, standing?.caller)
    expect(me.data).toEqual({ me: { name: 'Wirklich Ich' } })
    const stranger = await kit.browser().post('/auth/sign-in/email', { email, password: ofStranger })
    expect(stranger.status).toBe(401)
  })

  test('is signed out everywhere at once', async () => {
    const email = 'ueberall@beispiel.example'
    const first = await kit.member(email)
    const second = kit.browser()
    await second.post('/auth/sign-in/email', { email, password })
    const sessions = [
      (await kit.standing('cookie', first.cookie()))?.session ?? '',
      (await kit.standing('cookie', second.cookie()))?.session ?? '',
    ]
    expect(new Set(sessions).size).toBe(2)
    const following = await kit.follow()
    const answer = await second.submit('/account/sign-out-everywhere', {})
    expect(answer.headers.get('location')).toBe('/account/sign-in?lang=de')
    for (const id of sessions) {
      await following.hears({ kind: 'session', id })
      expect(await kit.standing('session', id)).toBeNull()
    }
    expect(await kit.standing('cookie', first.cookie())).toBeNull()
    following.stop()
  })

  test('cannot be changed or erased past the graph', async () => {
    const browser = await kit.member('fest@beispiel.example')
    for (const path of ['/update-user', '/change-email', '/delete-user', '/link-social', '/update-session'])
      expect((await browser.post(`/auth${path}`, { name: 'x', newEmail: 'x@beispiel.example' })).status).toBe(
        404,
      )
  })

  test.each([
    ['a short password', { password: 'zu kurz' }],
    ['a long password', { password: 'x'.repeat(129) }],
    ['no name', { name: '  ' }],
    ['a long name', { name: 'x'.repeat(101) }],
    ['a name with control characters', { name: 'Erika\nBcc: alle' }],
    ['two addresses', { email: 'a@beispiel.example,b@beispiel.example' }],
  ])('is not made with %s', async (_what, wrong) => {
    const body = { email: 'regel@beispiel.example', name: 'Regel', password, ...wrong }
    const response = await kit.browser('192.0.2.30').post('/auth/sign-up/email', body)
    expect(response.status).toBe(400)
    const { rows } = await kit.database.pool.query(
      `select from identity.account where email like '%regel@%' or email like 'a@%'`,
    )
    expect(rows).toHaveLength(0)
  })
})

test('other sites cannot use somebody’s cookie', async () => {
  const browser = await kit.member('csrf@beispiel.example')
  const foreign = { origin: 'https://evil.example' }
  expect((await browser.post('/auth/sign-out', {}, foreign)).status).toBe(403)
  expect((await browser.post('/auth/revoke-sessions', {}, foreign)).status).toBe(403)
  expect((await browser.submit('/account/sign-out', {}, foreign)).status).toBe(403)
  expect((await browser.submit('/account/sign-out', {}, { origin: 'null' })).status).toBe(403)
  expect(await kit.standing('cookie', browser.cookie())).not.toBeNull()
})

test('unknown accounts are former members, and nobody reads another’s data', async () => {
  const browser = await kit.member('privat@beispiel.example', 'Paula Privat')
  const { subject } = (await kit.standing('cookie', browser.cookie()))?.caller ?? { subject: '' }
  const selection = 'id name english: name(lang: EN) email emailVerified roles createdAt'
  const nothing = { email: null, emailVerified: null, roles: null, createdAt: null }
  expect(await kit.entities('Account', [subject, 'erased'], selection)).toEqual([
    { id: subject, name: 'Paula Privat', english: 'Paula Privat', ...nothing },
    { id: 'erased', name: 'Ehemaliges Mitglied', english: 'Former member', ...nothing },
  ])
  const before = kit.statements.length
  await kit.entities(
    'Account',
    Array.from({ length: 20 }, (_, index) => `a${index}`),
    'name',
  )
  expect(kit.statements.length - before).toBe(1)
  expect(await kit.query('{ me { id } }')).toEqual({ data: { me: null } })
})

test('where the hub is reached by https, its cookies go by https only', async () => {
  const secure = await startIdentity((config) => ({ ...config, publicUrl: 'https://hub.stadt.example' }))
  try {
    const browser = await secure.member('sicher@beispiel.example')
    expect(browser.cookie()).toContain('__Secure-bindeglied.session_token=')
    expect(await secure.standing('cookie', browser.cookie())).not.toBeNull()
    const out = await browser.post('/auth/sign-out', {})
    expect(out.headers.getSetCookie().join('\n')).toMatch(/session_token=;.*Secure/)
    expect(linkOf((await secure.mailsTo('sicher@beispiel.example', 1))[0])).toMatch(
      /^https:\/\/hub\.stadt\.example\//,
    )
  } finally {
    await secure.stop()
  }
})

test('a form that is too large, or no form, is answered by a page', async () => {
  const browser = kit.browser()
  const large = await browser.submit('/account/password', { email: 'x'.repeat(20_000) })
  expect([large.status, (await large.text()).includes('Das hat nicht geklappt')]).toEqual([413, true])
  const json = await browser.post('/account/password', { email: 'x' })
  expect(json.status).toBe(415)
  const auth = await browser.post('/auth/sign-in/email', { email: 'x'.repeat(70_000), password })
  expect([auth.status, await auth.json()]).toEqual([413, expect.objectContaining({ code: 'BAD_REQUEST' })])
})
