import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Caller } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { identity } from '../../../services/identity/service.js'
import { coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import {
  ask,
  attempt,
  details,
  done,
  eventsOf,
  makeAccounts,
  namesFound,
  refused,
  trailOf,
  type Written,
} from './organizations-kit.js'

let service: RunningService
let registered: Written
let owner: Caller
let name: string
beforeAll(async () => {
  service = await startService(city, { now, beside: [identity] })
  await makeAccounts(service, person)
})
afterAll(() => service.stop())
beforeEach(async () => {
  service.setNow(now)
  name = `Verein ${randomUUID()}`
  const input = { ...details, name, webAddress: null, registerNumber: null }
  registered = await done(service, 'registerOrganization', { input, notADuplicateOf: [] }, { caller: person })
  owner = memberOf(registered.id, 'OWNER', person.subject)
})

const until = '2027-11-23'
const verify = (organization: Written = registered, term = until) =>
  done(service, 'verifyOrganization', { ...target(organization), until: term }, { caller: coordinator })
const target = ({ id, version }: Written) => ({ id, version })
const input = (changed: object = {}) => ({
  ...details,
  name,
  webAddress: null,
  registerNumber: null,
  ...changed,
})

describe('a verification', () => {
  test('makes an organization public until the term is over, and then lapsed, and still public', async () => {
    expect(await namesFound(service)).not.toContain(name)
    expect(await verify()).toMatchObject({ status: 'VERIFIED', version: 2 })
    expect(await namesFound(service, { status: 'VERIFIED' })).toContain(name)
    service.setNow(new Date('2027-11-23T22:59:00Z'))
    expect(await namesFound(service, { status: 'VERIFIED' })).toContain(name)
    service.setNow(new Date('2027-11-23T23:00:00Z'))
    expect(await namesFound(service, { status: 'VERIFIED' })).not.toContain(name)
    expect(await namesFound(service, { status: 'LAPSED' })).toContain(name)
    expect(await namesFound(service)).toContain(name)
  })

  test('is told to everybody and recorded', async () => {
    await verify()
    const [, verified] = await eventsOf(service, registered.id)
    expect(verified).toEqual({
      type: 'organization.verified',
      audience: 'PUBLIC',
      data: { name, kind: 'ASSOCIATION', verifiedUntil: until },
    })
    const [, entry] = await trailOf(service, registered.id)
    expect(entry).toMatchObject({
      actor: coordinator.subject,
      action: 'verifyOrganization',
      after: { verified_until: until, version: 2 },
    })
  })

  test('is for coordinators who do not belong to the organization', async () => {
    const variables = { ...target(registered), until }
    const member: Caller = { ...coordinator, memberships: owner.memberships }
    for (const caller of [person, owner, member, keyOf(registered.id)]) {
      const { code } = await refused(service, 'verifyOrganization', variables, { caller })
      expect({ caller, code }).toEqual({ caller, code: 'FORBIDDEN' })
    }
    expect(await refused(service, 'verifyOrganization', variables)).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(await trailOf(service, registered.id)).toHaveLength(1)
  })

  test('takes only a term that is ahead, of at most five years', async () => {
    for (const term of ['2026-11-23', '2020-01-01', '2031-11-24']) {
      const variables = { ...target(registered), until: term }
      const refusal = await refused(service, 'verifyOrganization', variables, { caller: coordinator })
      expect([term, refusal]).toMatchObject([
        term,
        { code: 'BAD_USER_INPUT', problems: [{ path: ['until'], code: 'OUT_OF_RANGE' }] },
      ])
    }
    expect(await verify(registered, '2031-11-23')).toMatchObject({ status: 'VERIFIED' })
  })

  test('of an older version is a conflict that gives the current one', async () => {
    const { version } = await verify()
    const refusal = await refused(
      service,
      'verifyOrganization',
      { ...target(registered), until },
      { caller: coordinator },
    )
    expect(refusal).toMatchObject({
      code: 'CONFLICT',
      current: { id: registered.id, version, name, verifiedUntil: until },
    })
  })

  test('of an organization that is not there is NOT_FOUND', async () => {
    const variables = { id: 'none', version: 1, until }
    expect(await refused(service, 'verifyOrganization', variables, { caller: coordinator })).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('is found by the days until its term ends', async () => {
    await verify(registered, '2026-12-23')
    const ending = (days: number) => namesFound(service, { verificationEndsWithinDays: days }, coordinator)
    expect(await ending(30)).toContain(name)
    expect(await ending(29)).not.toContain(name)
    const outside = await service.query(
      '{ organizations(filter: { verificationEndsWithinDays: -1 }) { totalCount } }',
    )
    expect(outside.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })
})

describe('a change of what an organization says of itself', () => {
  const update = (organization: Written, changed: object, caller = owner) =>
    done(service, 'updateOrganization', { ...target(organization), input: input(changed) }, { caller })

  test('keeps the verification, but for another name, kind or register number', async () => {
    const verified = await verify()
    const moved = await update(verified, { address: { ...details.address, street: 'Neue Gasse 1' } })
    expect(moved).toMatchObject({ status: 'VERIFIED', version: 3 })
    expect(await update(moved, { registerNumber: 'VR 12' })).toMatchObject({
      status: 'REGISTERED',
      version: 4,
    })
    expect(await namesFound(service)).not.toContain(name)
  })

  test('by a coordinator keeps it, unless she belongs to the organization', async () => {
    const verified = await verify()
    const corrected = await update(verified, { kind: 'COOPERATIVE' }, coordinator)
    expect(corrected).toMatchObject({ status: 'VERIFIED' })
    const member: Caller = { ...coordinator, memberships: owner.memberships }
    expect(await update(corrected, { kind: 'ASSOCIATION' }, member)).toMatchObject({ status: 'REGISTERED' })
  })

  test('is told to the organization and the town by the names of the fields, without what they hold', async () => {
    await update(registered, { contact: { ...details.contact, name: 'Carla Neu' }, district: null })
    const events = await eventsOf(service, registered.id)
    expect(events.at(-1)).toEqual({
      type: 'organization.changed',
      audience: 'ORGANIZATION',
      data: { name, changed: ['contact', 'district'] },
    })
    expect(JSON.stringify([events, await trailOf(service, registered.id)])).not.toContain('Carla')
  })

  test('is for owners, keys with the scope, and coordinators', async () => {
    const variables = { ...target(registered), input: input() }
    const strangers = [person, memberOf('another', 'OWNER'), memberOf(registered.id, 'MEMBER')]
    for (const caller of [...strangers, keyOf(registered.id, ['read', 'goods:write']), keyOf('another')]) {
      const { code } = await refused(service, 'updateOrganization', variables, { caller })
      expect({ caller, code }).toEqual({ caller, code: 'FORBIDDEN' })
    }
    const unknown = { ...variables, id: 'none' }
    expect(await refused(service, 'updateOrganization', unknown, { caller: person })).toMatchObject({
      code: 'FORBIDDEN',
    })
    const byKey = await update(registered, {}, keyOf(registered.id, ['organization:write']))
    expect(await update(byKey, {}, coordinator)).toMatchObject({ version: 3 })
  })

  test('never makes an organization the town', async () => {
    const variables = { ...target(registered), input: input({ kind: 'TOWN', name: ' ' }) }
    expect(await refused(service, 'updateOrganization', variables, { caller: coordinator })).toMatchObject({
      problems: [
        { path: ['input', 'name'], code: 'MISSING' },
        { path: ['input', 'kind'], code: 'INVALID' },
      ],
    })
  })

  test('made by two at once from the same version is made once', async () => {
    const attempts = await Promise.all(
      ['A 1', 'B 2', 'C 3'].map((street) =>
        attempt(
          service,
          'updateOrganization',
          { ...target(registered), input: input({ address: { ...details.address, street } }) },
          { caller: owner },
        ),
      ),
    )
    const codes = attempts.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'done')
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'done'])
  })
})

describe('reminders of the end of a term', () => {
  const reminders = async () =>
    (await eventsOf(service, registered.id)).filter(({ type }) => type === 'organization.verification-due')
  const on = async (moment: string) => {
    service.setNow(new Date(moment))
    await service.runJob('verification-reminders')
    return (await reminders()).length
  }

  test('leave 30 days before and on its last day, once each, however often the job runs', async () => {
    await verify()
    expect(await on('2027-10-23T10:00:00Z')).toBe(0)
    expect(await on('2027-10-24T10:00:00Z')).toBe(1)
    expect(await on('2027-10-24T12:00:00Z')).toBe(1)
    expect(await on('2027-11-22T10:00:00Z')).toBe(1)
    expect(await on('2027-11-23T10:00:00Z')).toBe(2)
    expect(await on('2027-12-24T10:00:00Z')).toBe(2)
    expect(await reminders()).toEqual(
      Array.from({ length: 2 }, () => ({
        type: 'organization.verification-due',
        audience: 'ORGANIZATION',
        data: { name, verifiedUntil: until },
      })),
    )
  })

  test('leave also if nothing ran on the day itself, and by two processes at once only once', async () => {
    await verify()
    service.setNow(new Date('2027-11-01T10:00:00Z'))
    await Promise.all([1, 2, 3].map(() => service.runJob('verification-reminders')))
    expect(await reminders()).toHaveLength(1)
    expect(await on('2027-11-30T10:00:00Z')).toBe(2)
  })

  test('begin anew with a new term, and are not sent for a short one at once', async () => {
    const verified = await verify()
    expect(await on('2027-10-24T10:00:00Z')).toBe(1)
    await verify(verified, '2028-11-23')
    expect(await on('2027-11-23T10:00:00Z')).toBe(1)
    expect(await on('2028-10-24T10:00:00Z')).toBe(2)
    const { organization } = await ask<{ organization: Written }>(
      service,
      'query ($id: ID!) { organization(id: $id) { id version status } }',
      { id: registered.id },
    )
    await verify(organization, '2028-11-01')
    expect(await on('2028-10-25T10:00:00Z')).toBe(2)
    expect(await on('2028-11-01T10:00:00Z')).toBe(3)
  })

  test('are recorded as the hub’s own doing', async () => {
    await verify()
    await on('2027-10-24T10:00:00Z')
    expect((await trailOf(service, registered.id)).at(-1)).toMatchObject({
      actor: 'system:verification',
      action: 'remindOfVerification',
    })
  })
})
