import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type IdentityKit, linkOf, password, startIdentity } from './kit.js'
import { expectSound } from './page-text.js'

let kit: IdentityKit
beforeAll(async () => {
  kit = await startIdentity()
})
afterAll(() => kit.stop())

const pages = [
  ['/account/sign-in', 'Anmelden', 'Sign in'],
  ['/account/sign-up', 'Konto anlegen', 'Make an account'],
  ['/account/second-factor', 'Zweiter Faktor', 'Second factor'],
  ['/account/password', 'Neues Passwort anfordern', 'Ask for a new password'],
  ['/account/password?token=x', 'Passwort wählen', 'Choose a password'],
  ['/account/confirmed', 'Adresse bestätigt', 'Address confirmed'],
] as const

describe.each(pages)('%s', (path, german, english) => {
  test('is complete, in both languages, without scripts, and kept by nobody', async () => {
    for (const [headers, title, language] of [
      [{ 'accept-language': 'de-AT,en;q=0.5' }, german, 'de'],
      [{ 'accept-language': 'en-GB' }, english, 'en'],
    ] as const) {
      const response = await kit.browser().get(path, headers)
      const text = await response.text()
      expect(response.status).toBe(200)
      expect(text).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language}">`))
      expect(text).toContain(`<h1>${title}</h1>`)
      expectSound(text)
      expect(response.headers.get('content-language')).toBe(language)
      expect(response.headers.get('cache-control')).toBe('no-store')
      const policy = response.headers.get('content-security-policy')
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("form-action 'self'")
    }
  })

  test('leads to itself in the other language', async () => {
    const text = await (await kit.browser().get(path, { 'accept-language': 'de' })).text()
    const href = /<nav><a href="([^"]+)" lang="en"/.exec(text)?.[1]?.replaceAll('&#38;', '&') ?? ''
    const other = await kit.browser().get(href, { 'accept-language': 'de' })
    expect(await other.text()).toContain(`<h1>${english}</h1>`)
  })
})

test('people sign in and out by pages alone', async () => {
  const email = 'seiten@beispiel.example'
  await kit.member(email, '<b>Erika</b> & Co')
  const browser = kit.browser()
  const first = await browser.get('/account/')
  expect([first.status, first.headers.get('location')]).toEqual([303, '/account/sign-in?lang=de'])
  const wrong = await browser.submit('/account/sign-in', { email, password: 'falsch und falscher' })
  const wrongText = await wrong.text()
  expect(wrong.status).toBe(401)
  expect(wrongText).toContain('<p class="notice" role="alert">Adresse oder Passwort stimmen nicht.</p>')
  expect(wrongText).not.toContain('falsch und falscher')
  const right = await browser.submit('/account/sign-in?lang=en', { email, password })
  expect([right.status, right.headers.get('location')]).toEqual([303, '/account/?lang=en'])
  const account = await (await browser.get('/account/?lang=en')).text()
  expect(account).toContain(
    'You are signed in as &#60;b&#62;Erika&#60;/b&#62; &#38; Co (seiten@beispiel.example).',
  )
  const out = await browser.submit('/account/sign-out', {})
  expect(out.status).toBe(303)
  expect(browser.cookie()).not.toContain('session_token')
})

test('people choose a new password by pages alone', async () => {
  const email = 'neues@beispiel.example'
  await kit.member(email)
  const browser = kit.browser()
  const asked = await (await browser.submit('/account/password', { email })).text()
  const unknown = await (
    await browser.submit('/account/password', { email: 'niemand@beispiel.example' })
  ).text()
  expect(asked).toBe(unknown)
  const token = new URL(linkOf((await kit.mailsTo(email, 2))[0])).searchParams.get('token') ?? ''
  const short = await browser.submit('/account/password', { token, password: 'kurz' })
  expect([short.status, (await short.text()).includes(`name="token" value="${token}"`)]).toEqual([400, true])
  const chosen = await browser.submit('/account/password', { token, password: 'wieder drei Woerter' })
  expect(await chosen.text()).toContain('Ihr Passwort ist gespeichert.')
  const again = await browser.submit('/account/password', { token, password: 'noch einmal drei' })
  expect([again.status, (await again.text()).includes('Dieser Link gilt nicht mehr')]).toEqual([400, true])
  expect((await browser.submit('/account/sign-in', { email, password: 'wieder drei Woerter' })).status).toBe(
    303,
  )
})

describe('/account/mails', () => {
  const loopback = '127.0.0.1'

  test('shows the mails of a hub without a mail server to who sits at the machine', async () => {
    const email = 'postfach@beispiel.example'
    await kit.browser().post('/auth/sign-up/email', { email, name: 'Post', password })
    const [mail] = await kit.mailsTo(email, 1)
    const reader = kit.browser(loopback)
    const list = await (await reader.get('/account/mails')).text()
    expect(list).toContain('Adresse bestätigen / Confirm your address')
    const href = /<li><a href="([^"?]+)/.exec(list)?.[1] ?? ''
    const shown = await (await reader.get(href)).text()
    expect(shown).toContain(`<a href="${linkOf(mail).replaceAll('&', '&#38;')}">`)
    expect((await stat(join(kit.config.stateDirectory, 'mails'))).mode & 0o777).toBe(0o700)
  })

  test('is there for nobody else', async () => {
    expect((await kit.browser('192.0.2.1').get('/account/mails')).status).toBe(404)
    const named = { 'x-client-host': 'evil.example:4000' }
    expect((await kit.browser(loopback).get('/account/mails', named)).status).toBe(404)
    const unnamed = { 'x-client-host': '' }
    expect((await kit.browser(loopback).get('/account/mails', unnamed)).status).toBe(404)
    for (const name of ['..%2f..%2fsecrets.json', '../secrets.json', 'x.eml.new', 'none.eml'])
      expect((await kit.browser(loopback).get(`/account/mails/${name}`)).status).toBe(404)
  })

  test.each([
    ['with a mail server', { mail: { url: 'smtp://127.0.0.1:1', from: 'hub@stadt.example' } }],
    ['with a public address', { publicUrl: 'https://hub.stadt.example' }],
  ])('is not there %s', async (_what, settings) => {
    const other = await startIdentity((config) => ({ ...config, ...settings }))
    try {
      expect((await other.browser(loopback).get('/account/mails')).status).toBe(404)
    } finally {
      await other.stop()
    }
  })
})
