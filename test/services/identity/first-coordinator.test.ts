import { afterEach, beforeEach, expect, test } from '@jest/globals'
import {
  makeFirstCoordinator,
  renewCoordinatorLink,
} from '../../../services/identity/account/first-coordinator.js'
import { type IdentityKit, password, pathOf, startIdentity } from './kit.js'

let kit: IdentityKit
const now = new Date()
beforeEach(async () => {
  kit = await startIdentity((config) => ({
    ...config,
    identity: { ...config.identity, firstCoordinatorEmail: 'Koordination@Stadt.example' },
  }))
})
afterEach(() => kit.stop())

const email = 'koordination@stadt.example'
const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? ''

test('the first coordinator chooses a password by a link that works once', async () => {
  const made = await makeFirstCoordinator(kit.database, kit.config, now)
  expect(made).toEqual({
    email,
    link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:4000\/account\/password\?token=[\w-]{32}$/),
    expiresAt: new Date(now.getTime() + 86_400_000),
  })
  const link = made?.link ?? ''
  const { rows } = await kit.database.pool.query('select * from identity.verification')
  expect(JSON.stringify(rows)).not.toContain(tokenOf(link))
  expect((await kit.database.pool.query('select from identity.credential')).rows).toHaveLength(0)

  const browser = kit.browser()
  expect(await (await browser.get(pathOf(link))).text()).toContain('Passwort wählen')
  const choose = () => browser.submit('/account/password', { token: tokenOf(link), password })
  expect((await choose()).status).toBe(200)
  expect((await choose()).status).toBe(400)
  expect((await browser.submit('/account/sign-in', { email, password })).status).toBe(303)
  expect((await kit.standing('cookie', browser.cookie()))?.caller.roles).toEqual([
    'administrator',
    'coordinator',
  ])

  expect(await makeFirstCoordinator(kit.database, kit.config, now)).toBeUndefined()
  await expect(renewCoordinatorLink(kit.database, kit.config, now)).rejects.toMatchObject({
    code: 'STATE_REFUSED',
  })
})

test('two starts at once make one coordinator', async () => {
  const made = await Promise.all([1, 2, 3].map(() => makeFirstCoordinator(kit.database, kit.config, now)))
  expect(made.filter((each) => each !== undefined)).toHaveLength(1)
  const { rows } = await kit.database.pool.query('select email, name, email_verified from identity.account')
  expect(rows).toEqual([{ email, name: 'Koordination / Coordination', email_verified: true }])
})

test('the link ends after a day, and a new one ends the one before', async () => {
  const yesterday = new Date(now.getTime() - 86_401_000)
  const old = await makeFirstCoordinator(kit.database, kit.config, yesterday)
  const choose = (link: string) =>
    kit.browser().submit('/account/password', { token: tokenOf(link), password })
  expect((await choose(old?.link ?? '')).status).toBe(400)
  const second = await renewCoordinatorLink(kit.database, kit.config, now)
  const third = await renewCoordinatorLink(kit.database, kit.config, now)
  expect((await choose(second.link)).status).toBe(400)
  expect((await choose(third.link)).status).toBe(200)
})

test('whoever has signed up with the coordinator’s address before gets nothing by it', async () => {
  const browser = kit.browser()
  await browser.post('/auth/sign-up/email', { email, name: 'Fremd', password: 'Passwort der Fremden' })
  const made = await makeFirstCoordinator(kit.database, kit.config, now)
  expect(made).toBeDefined()
  const stranger = await browser.post('/auth/sign-in/email', { email, password: 'Passwort der Fremden' })
  expect(stranger.status).toBe(401)
})
