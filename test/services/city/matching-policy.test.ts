import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { anonymous } from '../../../platform/caller/caller.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import type { RunningService } from '../../kit/service.js'
import { problemsOf } from './goods-kit.js'
import { now } from './kit.js'
import { attempt, done, queued, refusal, runOf, startTown } from './matching-kit.js'
import { ask, asOwner } from './organizations-kit.js'

const policySelection = `version horizonDays confirmationDays proposalDays fairnessDays reason createdAt createdBy { id }
  weights { skills distance overlap priority urgency fairness cost }`

const first = {
  version: 1,
  horizonDays: 366,
  confirmationDays: 14,
  proposalDays: 30,
  fairnessDays: 365,
  reason: null,
  createdAt: null,
  createdBy: null,
  weights: { skills: 25, distance: 15, overlap: 15, priority: 20, urgency: 10, fairness: 10, cost: 5 },
}
const even = { skills: 1, distance: 1, overlap: 1, priority: 1, urgency: 1, fairness: 1, cost: 1 }

let service: RunningService
beforeAll(async () => {
  service = await startTown()
}, 60_000)
afterAll(() => service.stop())

const inForce = () =>
  ask<{ matchingPolicy: unknown }>(service, `{ matchingPolicy { ${policySelection} } }`, {}, coordinator)

test('the hub comes with a policy', async () => {
  expect((await inForce()).matchingPolicy).toEqual(first)
})

test('is changed by adding a version; what is not given stays, and runs name theirs', async () => {
  const waiting = await queued(service)
  const input = { weights: even, confirmationDays: 7 }
  const changed = await done(
    service,
    'updateMatchingPolicy',
    { version: 1, input, reason: ' Alles zählt gleich. ' },
    { selection: policySelection },
  )
  const second = {
    ...first,
    version: 2,
    weights: even,
    confirmationDays: 7,
    reason: 'Alles zählt gleich.',
    createdAt: now.toISOString(),
    createdBy: { id: 'coordinator' },
  }
  expect(changed).toEqual(second)
  expect((await inForce()).matchingPolicy).toEqual(second)
  const { matchingPolicies } = await ask<{ matchingPolicies: unknown }>(
    service,
    `{ matchingPolicies(first: 5) { totalCount edges { node { ${policySelection} } } } }`,
    {},
    coordinator,
  )
  expect(matchingPolicies).toEqual({ totalCount: 2, edges: [{ node: second }, { node: first }] })
  expect((await runOf(service, waiting)).policy.version).toBe(1)
  expect((await runOf(service, await queued(service))).policy.version).toBe(2)
})

test('is changed by who has seen the one in force only, also where two change it at the same instant', async () => {
  const late = await refusal(service, 'updateMatchingPolicy', {
    version: 1,
    input: { proposalDays: 10 },
    reason: 'Grund',
  })
  expect(late).toMatchObject({ code: 'CONFLICT', current: { version: 2, weights: even } })
  const outcomes = await Promise.all(
    [20, 21, 22, 23].map((proposalDays) =>
      attempt(service, 'updateMatchingPolicy', { version: 2, input: { proposalDays }, reason: 'Grund' }),
    ),
  )
  const codes = outcomes.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'done')
  expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'done'])
})

test('is answered as the first time when a change is sent again', async () => {
  const change = { version: 3, input: { horizonDays: 100 }, reason: 'Grund' }
  const asking = { idempotencyKey: 'the-same-key', selection: policySelection }
  const answer = await done(service, 'updateMatchingPolicy', change, asking)
  expect(await done(service, 'updateMatchingPolicy', change, asking)).toEqual(answer)
  expect((await inForce()).matchingPolicy).toMatchObject({ version: 4, horizonDays: 100 })
})

test('is refused with everything that is wrong at once', async () => {
  const refused = await refusal(service, 'updateMatchingPolicy', {
    version: 4,
    input: {
      weights: { ...even, skills: 101, cost: -1 },
      horizonDays: 6,
      confirmationDays: 91,
      proposalDays: 0,
      fairnessDays: 29,
    },
    reason: ' ',
  })
  expect(refused.code).toBe('BAD_USER_INPUT')
  expect(problemsOf(refused)).toEqual([
    ['input.confirmationDays', 'OUT_OF_RANGE'],
    ['input.fairnessDays', 'OUT_OF_RANGE'],
    ['input.horizonDays', 'OUT_OF_RANGE'],
    ['input.proposalDays', 'OUT_OF_RANGE'],
    ['input.weights.cost', 'OUT_OF_RANGE'],
    ['input.weights.skills', 'OUT_OF_RANGE'],
    ['reason', 'MISSING'],
  ])
  const zeros = Object.fromEntries(Object.keys(even).map((term) => [term, 0]))
  const nothing = await refusal(service, 'updateMatchingPolicy', {
    version: 4,
    input: { weights: zeros },
    reason: 'Grund',
  })
  expect(problemsOf(nothing)).toEqual([['input.weights', 'ALL_ZERO']])
})

test('is for coordinators alone', async () => {
  const strangers = {
    anonymous,
    person,
    owner: memberOf('org-klimawerk', 'OWNER'),
    key: keyOf('org-town'),
    administrator,
  }
  for (const [who, caller] of Object.entries(strangers)) {
    const refusals = await Promise.all([
      attempt(
        service,
        'updateMatchingPolicy',
        { version: 4, input: { proposalDays: 9 }, reason: 'x' },
        { caller },
      ),
      service.query('{ matchingPolicy { version } }', {}, caller),
      service.query('{ matchingPolicies { totalCount } }', {}, caller),
    ])
    const code = who === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN'
    const codes = refusals.map(({ errors }) => errors?.[0]?.extensions?.code)
    expect({ who, codes }).toEqual({ who, codes: [code, code, code] })
  }
})

test('keeps its versions as they were, and the trail tells who changed it and why', async () => {
  const entries = await asOwner(service, async (owner) => {
    await expect(owner.query('update city.matching_policy set horizon_days = 50')).rejects.toThrow(
      'never changes',
    )
    await expect(owner.query('delete from city.matching_policy')).rejects.toThrow('never changes')
    const { rows } = await owner.query(
      `select entity_id as id, content from audit.entry where entity = 'MatchingPolicy' order by seq`,
    )
    return rows.map(({ id, content }) => ({ id, ...JSON.parse(content) }))
  })
  expect(entries.map(({ id }) => id)).toEqual(['2', '3', '4'])
  expect(entries[0]).toMatchObject({
    actor: 'coordinator',
    action: 'updateMatchingPolicy',
    why: 'Alles zählt gleich.',
  })
})
