import { describe, expect, test } from '@jest/globals'
import { Weekday } from '../../matching/availability/weekday.js'
import { match } from '../../matching/match.js'
import { gapOf } from '../../matching/plan.js'
import type { Allocation, Need, Problem, Progress, Resource } from '../../matching/problem.js'
import { breachesOf } from './kit/breaches.js'
import { at, evenly, need, problem, resource, timeZone, unhurried } from './kit/problem.js'

function weekly(days: Weekday[], from: string, to: string) {
  return {
    availability: { timeZone, weekly: [{ days, from, to }], dates: [], closedOn: [] },
    validFrom: null,
    validTo: null,
  }
}

/** The plan, in short: who gets what. */
function planned(given: Partial<Problem>) {
  const whole = problem(given)
  const plan = match(whole, unhurried)
  expect(breachesOf(whole, plan)).toEqual([])
  return {
    ...plan,
    given: plan.proposals.map(({ needId, resourceId, amount }) => `${needId}: ${amount} of ${resourceId}`),
  }
}

describe('a plan', () => {
  test('gives each need what does best for all of them, and proves it', () => {
    const place = { lat: 52, lon: 10 }
    const near = { lat: 52.01, lon: 10 }
    const far = { lat: 52.05, lon: 10 }
    const { given, objective, bound, stoppedBy, proposals } = planned({
      needs: [need({ id: 'a', place }), need({ id: 'b', place: near })],
      resources: [resource({ id: 'one', place }), resource({ id: 'two', place: far })],
    })
    expect(given).toEqual(['a: 10000 of one', 'b: 10000 of two'])
    expect(objective).toBe(proposals.reduce((sum, { amount, score }) => sum + BigInt(amount * score), 0n))
    expect({ bound, stoppedBy }).toEqual({ bound: objective, stoppedBy: 'PROVEN' })
    expect(gapOf({ objective, bound })).toBe(0)
  })

  test('of nothing is empty, and the best there can be', () => {
    const { proposals, unmet, objective, bound, stoppedBy } = planned({})
    expect({ proposals, unmet, objective, bound, stoppedBy }).toEqual({
      proposals: [],
      unmet: [],
      objective: 0n,
      bound: 0n,
      stoppedBy: 'PROVEN',
    })
  })

  test('never moves what is promised, also where more was promised than there is', () => {
    const allocations: Allocation[] = [
      {
        needId: 'a',
        resourceId: 'one',
        amount: 30_000,
        windows: [[at('2026-11-03T00:00Z'), at('2026-11-04T00:00Z')]],
      },
    ]
    const { given, unmet } = planned({
      needs: [need({ id: 'a' }), need({ id: 'b' })],
      resources: [resource({ id: 'one' })],
      allocations,
    })
    expect(given).toEqual([])
    expect(unmet).toMatchObject([
      { needId: 'b', missing: 10_000, obstacles: [{ rule: 'TAKEN', nearest: [{ miss: { by: 1 } }] }] },
    ])
  })

  test('knows of promises to needs that are not asked about', () => {
    const allocations = [
      { needId: 'elsewhere', resourceId: 'one', amount: 9_000, windows: [[0, 4e12] as const] },
    ]
    const { given } = planned({
      needs: [need({ id: 'a' })],
      resources: [resource({ id: 'one' })],
      allocations,
    })
    expect(given).toEqual(['a: 1000 of one'])
  })

  test('books a room back to back, and never twice', () => {
    const monday = (id: string, from: string, to: string) =>
      need({ id, openness: weekly([Weekday.MO], from, to), splittable: false, amount: 1_000 })
    const { given, unmet } = planned({
      needs: [monday('a', '09:00', '11:00'), monday('b', '11:00', '13:00'), monday('c', '10:00', '12:00')],
      resources: [resource({ sharing: 'EXCLUSIVE' })],
    })
    expect(given).toEqual(['a: 1000 of resource', 'b: 1000 of resource'])
    expect(unmet).toMatchObject([{ needId: 'c', givenToOthers: ['resource'] }])
  })

  test('gives hours past midnight and in the week in which summer time ends as they are on the clock', () => {
    const night = weekly([Weekday.SA], '22:00', '04:00')
    const { proposals } = planned({
      // From Saturday at ten to Sunday at four are seven hours that night.
      needs: [
        need({
          unit: 'HOURS',
          amount: 700,
          splittable: false,
          openness: { ...night, validTo: '2026-10-25' },
        }),
      ],
      resources: [resource({ unit: 'HOURS', amount: 2_000, openness: night, sharing: 'EXCLUSIVE' })],
      horizon: [at('2026-10-19T00:00+02:00'), at('2026-11-02T00:00+01:00')],
    })
    expect(proposals).toMatchObject([
      { amount: 700, windows: [[at('2026-10-24T22:00+02:00'), at('2026-10-25T04:00+01:00')]] },
    ])
  })
})

describe('a need that is not met', () => {
  test('is told that three rooms were free, the nearest 2.1 km beyond its radius', () => {
    const room = (id: string, metres: number, of: Partial<Resource> = {}) =>
      resource({ id, place: { lat: 52 + metres / 111_195.08, lon: 10 }, sharing: 'EXCLUSIVE', ...of })
    const { unmet } = planned({
      needs: [need({ place: { lat: 52, lon: 10 }, radius: 3_000, amount: 1_000, splittable: false })],
      resources: [
        room('gym', 8_999.9),
        room('library', 5_099.9),
        room('school', 5_999.9),
        room('closed', 3_001, { openness: { availability: null, validFrom: '2027-01-01', validTo: null } }),
      ],
    })
    expect(unmet).toEqual([
      {
        needId: 'need',
        missing: 1_000,
        offered: 4,
        givenToOthers: [],
        obstacles: [
          {
            rule: 'DISTANCE',
            resources: 3,
            nearest: [
              { resourceId: 'library', miss: { by: 2_100, unit: 'METRES', lacking: ['need'] } },
              { resourceId: 'school', miss: { by: 3_000, unit: 'METRES', lacking: ['need'] } },
              { resourceId: 'gym', miss: { by: 6_000, unit: 'METRES', lacking: ['need'] } },
            ],
          },
        ],
        farOff: 1,
      },
    ])
  })

  test('is told that the rest is smaller than a lot', () => {
    const { given, unmet } = planned({
      needs: [need({ unit: 'EUROS', amount: 10_000 }), need({ id: 'other', unit: 'EUROS', amount: 8_000 })],
      resources: [resource({ unit: 'EUROS', amount: 10_000, smallestLot: 3_000 })],
      allocations: [{ needId: 'other', resourceId: 'resource', amount: 8_000, windows: [] }],
    })
    expect(given).toEqual([])
    expect(unmet).toMatchObject([
      {
        needId: 'need',
        obstacles: [{ rule: 'TAKEN', nearest: [{ miss: { by: 1_000, unit: 'HUNDREDTHS' } }] }],
      },
    ])
  })

  test('is met on its last day', () => {
    expect(
      planned({ needs: [need({ deadline: '2026-11-02' })], resources: [resource()] }).given,
    ).toHaveLength(1)
    expect(
      planned({ needs: [need({ deadline: '2026-11-01' })], resources: [resource()] }).unmet,
    ).toMatchObject([{ obstacles: [{ rule: 'DEADLINE', nearest: [{ miss: { by: 1, unit: 'DAYS' } }] }] }])
  })
})

describe('a run', () => {
  const given = problem({
    needs: Array.from({ length: 30 }, (_, index) => need({ id: `n${index}` })),
    resources: Array.from({ length: 300 }, (_, index) => resource({ id: `r${index}` })),
  })

  test('tells how far it is, step by step', () => {
    const told: Progress[] = []
    match(given, { ...unhurried, onProgress: (progress) => told.push(progress) })
    const steps = [...new Set(told.map(({ step }) => step))]
    expect(steps).toEqual(['FILTER', 'SCORE', 'ASSIGN', 'PROPOSE'])
    for (const step of steps) {
      const done = told.filter((progress) => progress.step === step)
      expect(done.map((progress) => progress.done)).toEqual(
        done.map((progress) => progress.done).toSorted((a, b) => a - b),
      )
      expect(done.at(-1)?.done).toBe(done.at(-1)?.total)
    }
  })

  test('that is cancelled answers with what there is, and a bound that holds', () => {
    const best = match(given, unhurried)
    const cancelled = match(given, { ...unhurried, stop: () => true })
    expect(cancelled.stoppedBy).toBe('CANCELLED')
    expect(cancelled.bound).toBeGreaterThanOrEqual(best.objective)
    expect(breachesOf(given, cancelled)).toEqual([])
  })

  test('whose time is over answers with what there is, and a bound that holds', () => {
    const best = match(given, unhurried)
    let now = 0
    const late = match(given, { now: () => (now += 100), timeMs: 250 })
    expect(late.stoppedBy).toBe('TIME')
    expect(late.ms).toBeGreaterThan(0)
    expect(late.bound).toBeGreaterThanOrEqual(best.objective)
    expect(late.bound).toBeGreaterThan(late.objective)
    expect(breachesOf(given, late)).toEqual([])
  })

  test('that leaves out candidates says so, and its bound counts them', () => {
    const plan = match(given, unhurried)
    expect(plan.candidatesCut).toBe(30 * 100)
    // There is more than enough for all of them, all of it as good.
    expect(plan).toMatchObject({ stoppedBy: 'PROVEN', unmet: [] })
  })

  test('that leaves out candidates has a bound no plan with them is above', () => {
    const resources = given.resources.map((each) => ({ ...each, amount: 100 }))
    const one = match({ ...given, resources, needs: [need({ amount: 30_000 })] }, unhurried)
    const score = BigInt(one.proposals[0]?.score ?? 0)
    // It keeps 200 of 300 seats it could have.
    expect(one).toMatchObject({ objective: 20_000n * score, bound: 30_000n * score, candidatesCut: 100 })
    const ofEuros = { unit: 'EUROS', amount: 1_000_000 }
    const many = match(
      {
        ...given,
        resources: resources.map((each) => ({ ...each, unit: 'EUROS' })),
        needs: ['a', 'b'].map((id) => need({ id, ...ofEuros })),
      },
      unhurried,
    )
    // Euros are gone once they are given: there are 300 of them for both.
    expect(many.bound).toBe(30_000n * score)
    expect(many.objective).toBeLessThanOrEqual(many.bound)
  })

  test('may take place in a worker: what goes in and comes out can be cloned', () => {
    const small = { ...given, needs: given.needs.slice(0, 3), resources: given.resources.slice(0, 3) }
    const plan = match(small, unhurried)
    expect(match(structuredClone(small), unhurried)).toEqual(plan)
    expect(structuredClone(plan)).toEqual(plan)
  })
})

describe('what is no problem', () => {
  const withNeed = (wanted: Partial<Need>) => ({ needs: [need(wanted)] })
  const withAllocation = (given: Partial<Allocation>) => ({
    needs: [need()],
    resources: [resource()],
    allocations: [{ needId: 'need', resourceId: 'resource', amount: 100, windows: [], ...given }],
  })
  const cases: [string, Partial<Problem>, RegExp][] = [
    ['an id twice', { needs: [need(), need()] }, /^needs has "need" twice$/],
    [
      'an amount that is no integer',
      withNeed({ amount: 1.5, unit: 'HOURS' }),
      /^need "need": amount must be an integer/,
    ],
    ['no amount', withNeed({ amount: 0, unit: 'HOURS' }), /amount must be an integer from 1/],
    ['an amount that is too large', withNeed({ amount: 1e12 + 1, unit: 'HOURS' }), /to 1000000000000$/],
    ['half a seat', withNeed({ amount: 150 }), /amount must be a multiple of 100/],
    ['half a seat as a lot', withNeed({ smallestLot: 50 }), /smallestLot must be a multiple of 100/],
    [
      'a unit nobody knows',
      { resources: [resource({ unit: 'toString' })] },
      /^resource "resource" has a unit .* "toString"$/,
    ],
    ['a day that is none', withNeed({ deadline: '2026-02-30x' }), /deadline must be a day/],
    ['a place off the earth', withNeed({ place: { lat: 91, lon: 0 } }), /place must be on the earth/],
    ['a radius below 0', withNeed({ radius: -1 }), /radius must be/],
    ['no sources at all', withNeed({ mostSources: 0 }), /mostSources must be an integer from 1/],
    ['a priority above 1000', withNeed({ priority: 1_001 }), /priority must be an integer from 0 to 1000/],
    [
      'a weight out of range',
      { policy: { weights: { ...evenly, COST: 101 } } },
      /^policy\.weights\.COST must be 0 to 100/,
    ],
    [
      'weights of 0 only',
      {
        policy: {
          weights: Object.fromEntries(Object.keys(evenly).map((term) => [term, 0])) as typeof evenly,
        },
      },
      /must not all be 0/,
    ],
    ['a horizon that ends first', { horizon: [2, 1] }, /^horizon must be two moments in order/],
    [
      'windows out of order',
      withAllocation({
        windows: [
          [5, 6],
          [1, 2],
        ],
      }),
      /windows must be in order/,
    ],
  ]

  test.each(cases)('has %s', (_, given, message) => {
    const run = () => match(problem(given), unhurried)
    expect(run).toThrow(TypeError)
    expect(run).toThrow(message)
  })

  test('has a time zone that does not exist', () => {
    // Of the class of that name outside of the test's own world.
    expect(() => match(problem({ timeZone: 'Europe/Nowhere' }), unhurried)).toThrow(
      expect.objectContaining({ name: 'RangeError' }),
    )
  })
})
