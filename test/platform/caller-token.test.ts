import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Caller } from '../../platform/caller/caller.js'
import {
  type CallerSigner,
  type CallerVerifier,
  createCallerSigner,
  createCallerVerifier,
  generateCallerKeys,
} from '../../platform/caller/token.js'

const now = new Date('2026-11-22T10:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const caller: Caller = {
  subject: 'account-7',
  roles: ['coordinator'],
  memberships: [
    { organization: 'org-1', role: 'OWNER' },
    { organization: 'org-2', role: 'MEMBER' },
  ],
}

describe('the caller token', () => {
  let keys: { privateKey: string; publicKey: string }
  let sign: CallerSigner
  let verify: CallerVerifier
  beforeAll(async () => {
    keys = await generateCallerKeys()
    sign = await createCallerSigner(keys.privateKey)
    verify = await createCallerVerifier(keys.publicKey, 'city')
  })

  test('carries the caller to the subgraph it is meant for', async () => {
    expect(await verify(await sign(caller, 'city', now), later(30))).toEqual(caller)
  })

  test.each([
    ['meant for another subgraph', 'climate', 0],
    ['that has expired', 'city', 66],
  ])('%s is refused', async (_reason, audience, seconds) => {
    const token = await sign(caller, audience, now)
    await expect(verify(token, later(seconds))).rejects.toMatchObject({ code: 'CALLER_REFUSED' })
  })

  test('bears clocks that differ by a few seconds', async () => {
    const token = await sign(caller, 'city', now)
    await expect(verify(token, later(63))).resolves.toEqual(caller)
    await expect(verify(token, later(-4))).resolves.toEqual(caller)
  })

  test('is refused once it has expired, also where it was accepted before', async () => {
    const token = await sign(caller, 'city', now)
    await expect(verify(token, later(10))).resolves.toEqual(caller)
    await expect(verify(token, later(20))).resolves.toEqual(caller)
    await expect(verify(token, later(70))).rejects.toMatchObject({ code: 'CALLER_REFUSED' })
  })

  test('of another key pair is refused', async () => {
    const stranger = await createCallerSigner((await generateCallerKeys()).privateKey)
    await expect(verify(await stranger(caller, 'city', now), now)).rejects.toMatchObject({
      code: 'CALLER_REFUSED',
    })
  })

  test('whose claims were changed is refused', async () => {
    const [header, , signature] = (await sign(caller, 'city', now)).split('.')
    const claims = Buffer.from(JSON.stringify({ ...caller, sub: 'town', aud: 'city' })).toString('base64url')
    await expect(verify(`${header}.${claims}.${signature}`, now)).rejects.toMatchObject({
      code: 'CALLER_REFUSED',
    })
  })

  test.each(['', 'no-token', 'a.b.c'])('%j is refused', async (token) => {
    await expect(verify(token, now)).rejects.toMatchObject({ code: 'CALLER_REFUSED' })
  })

  test('needs keys that are keys', async () => {
    await expect(createCallerSigner(undefined)).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
    await expect(createCallerVerifier('{"kty":"nothing"}', 'city')).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    })
  })
})
