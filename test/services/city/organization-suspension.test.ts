import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Caller } from '../../../platform/caller/caller.js'
import { demandActing } from '../../../services/city/organization/acting.js'
import { city } from '../../../services/city/service.js'
import { identity } from '../../../services/identity/service.js'
import { coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import {
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
let verified: Written
let owner: Caller
let registrations = 0
const names = [
  'Kaninchenzucht',
  'Blaskapelle',
  'Wanderfreunde',
  'Schachklub',
  'Tauchgruppe',
  'Imkerei',
  'Oldtimer',
]
beforeAll(async () => {
  service = await startService(city, { now, beside: [identity] })
  await makeAccounts(service, person)
  await service.database.pool.query(
    `insert into city.organization (id, name, kind, fields) values ('town', 'Stadt', 'TOWN', '{}')`,
  )
})
afterAll(() => service.stop())
beforeEach(async () => {
  const input = { ...details, name: names[registrations], webAddress: null, registerNumber: null }
  registrations += 1
  const { id, version } = await done(
    service,
    'registerOrganization',
    { input, notADuplicateOf: [] },
    { caller: person },
  )
  owner = memberOf(id, 'OWNER', person.subject)
  verified = await done(
    service,
    'verifyOrganization',
    { id, version, until: '2027-01-01' },
    { caller: coordinator },
  )
})

const reason = 'Seit Monaten nicht zu erreichen'
const target = ({ id, version }: Written) => ({ id, version })
const suspend = (organization = verified) =>
  done(service, 'suspendOrganization', { ...target(organization), reason }, { caller: coordinator })
const acting = (caller: Caller, id = verified.id) =>
  service.database.transaction((transaction) =>
    demandActing(transaction, caller, { for: ['MEMBER', 'COORDINATOR'], scope: 'goods:write' }, id),
  )

test('a suspension takes an organization from public view, and its members read why', async () => {
  const name = names[registrations - 1]
  expect(await namesFound(service)).toContain(name)
  expect(await suspend()).toMatchObject({ status: 'SUSPENDED', version: 3 })
  expect(await namesFound(service)).not.toContain(name)
  expect(await namesFound(service, { status: 'SUSPENDED' }, coordinator)).toContain(name)
  const asked = (caller?: Caller) =>
    service.query(
      'query ($id: ID!) { organization(id: $id) { status suspensionReason } }',
      { id: verified.id },
      caller,
    )
  expect((await asked()).data).toEqual({ organization: null })
  expect((await asked(memberOf('another'))).data).toEqual({ organization: null })
  expect((await asked(owner)).data).toEqual({
    organization: { status: 'SUSPENDED', suspensionReason: reason },
  })
})

test('what refers to a suspended organization still names it, and says that it is suspended, but not why', async () => {
  await suspend()
  expect(await service.entities('Organization', [verified.id], 'name status')).toEqual([
    { name: names[registrations - 1], status: 'SUSPENDED' },
  ])
  const { data, errors } = await service.query(
    `query ($id: ID!) { _entities(representations: [{ __typename: "Organization", id: $id }]) { ... on Organization { suspensionReason } } }`,
    { id: verified.id },
  )
  expect(data).toEqual({ _entities: [{ suspensionReason: null }] })
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
})

test('while it is suspended nobody acts for it but coordinators, and members are told the reason', async () => {
  await acting(owner)
  await acting(keyOf(verified.id))
  await suspend()
  for (const caller of [owner, keyOf(verified.id)]) {
    await expect(acting(caller)).rejects.toMatchObject({
      code: 'ORGANIZATION_SUSPENDED',
      details: { reason },
      message: expect.stringContaining(reason),
    })
  }
  await acting(coordinator)
  await expect(acting(memberOf('another'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const update = { id: verified.id, version: 3, input: { ...details, name: 'Neu' } }
  expect(await refused(service, 'updateOrganization', update, { caller: owner })).toMatchObject({
    code: 'ORGANIZATION_SUSPENDED',
    reason,
  })
  expect(await done(service, 'updateOrganization', update, { caller: coordinator })).toMatchObject({
    status: 'SUSPENDED',
  })
})

test('a lifted suspension leaves the organization as it was before', async () => {
  const suspended = await suspend()
  const lifted = await done(
    service,
    'liftSuspension',
    { ...target(suspended), reason: 'Hat sich gemeldet' },
    { caller: coordinator },
  )
  expect(lifted).toMatchObject({ status: 'VERIFIED', version: 4 })
  await acting(owner)
  const events = await eventsOf(service, verified.id)
  expect(events.slice(-2).map(({ type, audience }) => [type, audience])).toEqual([
    ['organization.suspended', 'ORGANIZATION'],
    ['organization.suspension-lifted', 'ORGANIZATION'],
  ])
  expect(JSON.stringify(events)).not.toContain(reason)
  expect((await trailOf(service, verified.id)).slice(-2)).toMatchObject([
    { action: 'suspendOrganization', why: reason, after: { suspension_reason: reason } },
    { action: 'liftSuspension', why: 'Hat sich gemeldet', after: { suspended_at: null } },
  ])
})

test('what does not fit the state is refused: suspending twice, lifting nothing, verifying while suspended, the town', async () => {
  const decide = (mutation: 'suspendOrganization' | 'liftSuspension' | 'verifyOrganization', of: Written) =>
    refused(
      service,
      mutation,
      { ...target(of), ...(mutation === 'verifyOrganization' ? { until: '2027-05-05' } : { reason }) },
      { caller: coordinator },
    )
  expect(await decide('liftSuspension', verified)).toMatchObject({ code: 'STATE_REFUSED' })
  const suspended = await suspend()
  expect(await decide('suspendOrganization', suspended)).toMatchObject({ code: 'STATE_REFUSED' })
  expect(await decide('verifyOrganization', suspended)).toMatchObject({ code: 'STATE_REFUSED' })
  const town = { id: 'town', version: 1, status: '' }
  expect(await decide('suspendOrganization', town)).toMatchObject({ code: 'STATE_REFUSED' })
  expect(await decide('verifyOrganization', town)).toMatchObject({ code: 'STATE_REFUSED' })
})

test('it is for coordinators who do not belong to the organization, and needs a reason', async () => {
  const variables = { ...target(verified), reason }
  const member: Caller = { ...coordinator, memberships: owner.memberships }
  for (const mutation of ['suspendOrganization', 'liftSuspension'] as const) {
    for (const caller of [person, owner, keyOf(verified.id), member]) {
      const { code } = await refused(service, mutation, variables, { caller })
      expect({ mutation, caller, code }).toEqual({ mutation, caller, code: 'FORBIDDEN' })
    }
    const blank = await refused(service, mutation, { ...variables, reason: ' ' }, { caller: coordinator })
    expect(blank).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: ['reason'], code: 'MISSING' }],
    })
  }
})

test('of what somebody changes while it is being suspended, either all is done before or nothing', async () => {
  const [first, second] = await Promise.all([
    attempt(
      service,
      'updateOrganization',
      { ...target(verified), input: { ...details, name: 'Ganz Neu' } },
      { caller: owner },
    ),
    attempt(service, 'suspendOrganization', { ...target(verified), reason }, { caller: coordinator }),
  ])
  const codes = [first, second].map(({ errors }) => errors?.[0]?.extensions?.code ?? 'done')
  expect([
    ['done', 'CONFLICT'],
    ['ORGANIZATION_SUSPENDED', 'done'],
  ]).toContainEqual(codes)
})
