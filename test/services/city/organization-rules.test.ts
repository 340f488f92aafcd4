import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { foldedText } from '../../../platform/graph/text-search.js'
import { dayInTown } from '../../../services/city/calendar/today.js'
import {
  comparedHost,
  comparedName,
} from '../../../services/city/organization/duplicates/compared-columns.js'
import { endsVerification } from '../../../services/city/organization/ends-verification.js'
import { mayDecide } from '../../../services/city/organization/may-decide.js'
import { OrganizationKind } from '../../../services/city/organization/organization-kind.js'
import {
  hasStatus,
  OrganizationStatus,
  statusOf,
} from '../../../services/city/organization/organization-status.js'
import { city } from '../../../services/city/service.js'
import { coordinator, keyOf, memberOf } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
})
afterAll(() => service.stop())

describe('the status of an organization', () => {
  const { TOWN, ASSOCIATION } = OrganizationKind
  const today = '2026-11-23'
  const cases: [OrganizationStatus, OrganizationKind, string | null, boolean][] = [
    [OrganizationStatus.REGISTERED, ASSOCIATION, null, false],
    [OrganizationStatus.VERIFIED, ASSOCIATION, '2026-11-24', false],
    [OrganizationStatus.VERIFIED, ASSOCIATION, today, false],
    [OrganizationStatus.LAPSED, ASSOCIATION, '2026-11-22', false],
    [OrganizationStatus.SUSPENDED, ASSOCIATION, null, true],
    [OrganizationStatus.SUSPENDED, ASSOCIATION, '2027-01-01', true],
    [OrganizationStatus.VERIFIED, TOWN, null, false],
    [OrganizationStatus.VERIFIED, TOWN, '2026-01-01', false],
  ]

  test.each(cases)(
    'is %s: %s, verified until %s, suspended %s',
    async (status, kind, verifiedUntil, suspended) => {
      expect(statusOf({ kind, verifiedUntil, suspended }, today)).toBe(status)
      const found: OrganizationStatus[] = []
      for (const each of Object.values(OrganizationStatus)) {
        const rows = await service.database.rows(sql`select from (values
        (${kind}::text, ${verifiedUntil}::date, ${suspended ? now : null}::timestamptz))
        as o(kind, verified_until, suspended_at) where ${hasStatus(each, today)}`)
        if (rows.length > 0) found.push(each)
      }
      expect(found).toEqual([status])
    },
  )
})

test('a coordinator decides about organizations she does not belong to, and about the town', () => {
  const both: Caller = { ...coordinator, memberships: [{ organization: 'a', role: 'MEMBER' }] }
  const of = (organizationId: string | null, town = false) => ({ organizationId, town })
  expect(mayDecide(coordinator, of('a'))).toBe(true)
  expect(mayDecide(both, of('a'))).toBe(false)
  expect(mayDecide(both, of('b'))).toBe(true)
  expect(mayDecide(both, of('a', true))).toBe(true)
  expect(mayDecide(coordinator, of(null))).toBe(true)
  expect(mayDecide(memberOf('a', 'OWNER'), of('b'))).toBe(false)
  expect(mayDecide(keyOf('a'), of('a'))).toBe(false)
})

test('another name, kind or register number takes the verification away', () => {
  const before = { name: 'A', kind: OrganizationKind.ASSOCIATION, registerNumber: null }
  expect(endsVerification(before, { ...before })).toBe(false)
  expect(endsVerification(before, { ...before, name: 'B' })).toBe(true)
  expect(endsVerification(before, { ...before, kind: OrganizationKind.COMPANY })).toBe(true)
  expect(endsVerification(before, { ...before, registerNumber: 'VR 1' })).toBe(true)
})

describe('what duplicates are told by', () => {
  const computed = async (expression: (text: string) => string, text: string) => {
    const [row] = await service.database.rows<{ value: string }>(
      sql`select ${sql.raw(expression('given.text'))} as value from (values (${text}::text)) as given(text)`,
    )
    return row?.value
  }

  test.each([
    ['Radfreunde e.V.', 'Radfreunde'],
    ['Radfreunde e. V. i. G.', 'Radfreunde'],
    ['Radfreunde eingetragener Verein', 'Radfreunde'],
    ['Radfreunde GmbH & Co. KG', 'Radfreunde'],
    ['Radfreunde gemeinnützige UG (haftungsbeschränkt)', 'Radfreunde'],
    ['Gemeinnützige Radfreunde gGmbH', 'Radfreunde'],
    ['Radfreunde eG', 'RADFREUNDE'],
    ['Radfreunde KdöR', 'Radfreunde'],
  ])('%s is compared as %s', async (name, same) => {
    const words = (text?: string) => text?.match(/[\p{L}\p{N}]+/gu)
    expect(words(await computed(comparedName, name))).toEqual(words(await computed(comparedName, same)))
  })

  test.each(['Seniorenrat', 'Kegelklub', 'Evangelisches Agnesheim', 'Cooperative'])(
    'no part of a word counts as a legal form: %s',
    async (name) => {
      expect(await computed(comparedName, name)).toBe(await computed(foldedText, name))
    },
  )

  test.each([
    ['https://www.Verein.example/x?y#z', 'verein.example'],
    ['http://verein.example:8080', 'verein.example'],
    ['HTTPS://somebody:secret@verein.example/', 'verein.example'],
    ['https://wwwald.example/', 'wwwald.example'],
  ])('%s is on %s', async (address, host) => {
    expect(await computed(comparedHost, address)).toBe(host)
  })
})

test('the day is that of the town, also around midnight', () => {
  expect(dayInTown(new Date('2026-11-22T22:59:59Z'))).toBe('2026-11-22')
  expect(dayInTown(new Date('2026-11-22T23:00:00Z'))).toBe('2026-11-23')
  expect(dayInTown(new Date('2026-07-01T22:00:00Z'))).toBe('2026-07-02')
})
