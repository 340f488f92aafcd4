import { describe, expect, test } from '@jest/globals'
import { Weekday } from '../../matching/availability/weekday.js'
import { match } from '../../matching/match.js'
import type { Proposal } from '../../matching/plan.js'
import type { Need, Problem, Resource } from '../../matching/problem.js'
import { breachesOf } from './kit/breaches.js'
import { need, problem, resource, timeZone, unhurried } from './kit/problem.js'

const monday = {
  availability: {
    timeZone,
    weekly: [{ days: [Weekday.MO], from: '09:00', to: '12:00' }],
    dates: [],
    closedOn: [],
  },
  validFrom: null,
  validTo: null,
}

/** What is said of the plan for one need and one resource after a change to its only proposal. */
function breaches(
  change: Partial<Proposal>,
  wanted: Partial<Need> = {},
  offered: Partial<Resource> = {},
  rest: Partial<Problem> = {},
): string {
  const given = problem({ needs: [need(wanted)], resources: [resource(offered)], ...rest })
  const { proposals } = match(given, unhurried)
  expect(proposals).toHaveLength(1)
  expect(breachesOf(given, { proposals })).toEqual([])
  return breachesOf(given, { proposals: proposals.map((proposal) => ({ ...proposal, ...change })) }).join(
    '; ',
  )
}

/** The same for a change of the problem after it was matched. */
function breachesAfter(wanted: Partial<Need>, offered: Partial<Resource> = {}, rest: Partial<Problem> = {}) {
  const { proposals } = match(problem({ needs: [need()], resources: [resource()] }), unhurried)
  const changed = problem({ needs: [need(wanted)], resources: [resource(offered)], ...rest })
  return breachesOf(changed, { proposals }).join('; ')
}

describe('the check the other tests rely on sees', () => {
  test('too much for a need, and too much of a resource', () => {
    expect(breaches({ amount: 10_100 })).toMatch(/is given 10100 and lacks 10000/)
    expect(breaches({ amount: 10_100 })).toMatch(/resource is full/)
    const euros = { unit: 'EUROS' }
    expect(breaches({ amount: 10_100 }, { ...euros, amount: 20_000 }, euros)).toMatch(
      /gives more than it has/,
    )
  })

  test('half a seat, a lot that is too small, a part of what is whole, a source too many', () => {
    expect(breaches({ amount: 150 })).toMatch(/whole units/)
    expect(breaches({ amount: 400 }, { smallestLot: 500 })).toMatch(/lot of the need/)
    expect(breaches({ amount: 400 }, {}, { smallestLot: 500 })).toMatch(/lot of the resource/)
    expect(breaches({ amount: 400 }, { splittable: false })).toMatch(/is parted/)
    const euros = { unit: 'EUROS', amount: 500 }
    expect(breaches({ amount: 400 }, euros, { ...euros, splittable: false })).toMatch(/as a whole/)
    const given = problem({
      needs: [need({ mostSources: 1 })],
      resources: ['a', 'b'].map((id) => resource({ id, amount: 5_000 })),
    })
    const { proposals } = match({ ...given, needs: [need()] }, unhurried)
    expect(breachesOf(given, { proposals })).toEqual(['need has 2 sources'])
  })

  test('a booking over another, and one that is not when both are open', () => {
    const hall = { sharing: 'EXCLUSIVE' } as const
    const given = problem({ needs: ['a', 'b'].map((id) => need({ id })), resources: [resource(hall)] })
    const { proposals } = match(given, unhurried)
    const twice = ['a', 'b'].flatMap((needId) => proposals.map((proposal) => ({ ...proposal, needId })))
    expect(breachesOf(given, { proposals: twice }).join('; ')).toMatch(/double-booked/)
    const [from] = given.horizon
    expect(breaches({ windows: [[from, from + 1]] }, {}, { openness: monday })).toMatch(/not open/)
    expect(breaches({ windows: [[from, from + 1]] }, { openness: monday })).toMatch(/hours of the need/)
    expect(breaches({ windows: [] })).toMatch(/no windows/)
    const hours = { unit: 'HOURS', amount: 200 }
    const [start = 0] = [from + 9 * 3_600_000]
    const short = [[start, start + 3_600_000]] as const
    expect(breaches({ windows: short }, hours, { ...hours, ...hall, openness: monday })).toMatch(/3600000 ms/)
  })

  test('every other rule that is broken', () => {
    const here = { lat: 52, lon: 10 }
    const there = { lat: 53, lon: 10 }
    expect(breachesAfter({ deadline: '2026-11-01' })).toMatch(/deadline/)
    expect(breachesAfter({ place: here, radius: 1 }, { place: there })).toMatch(/radius of the need/)
    expect(breachesAfter({ place: here }, { place: there, radius: 1 })).toMatch(/radius of the resource/)
    expect(breachesAfter({ skills: ['driving'] })).toMatch(/skills/)
    expect(breachesAfter({ kind: 'DATA' })).toMatch(/kind/)
    const eligibility = { fields: ['x'], organizationKinds: ['x'], districts: ['x'] }
    expect(breachesAfter({}, { eligibility })).toMatch(/fields.*organizationKinds.*districts/)
    expect(breachesAfter({}, {}, { declined: [{ needId: 'need', resourceId: 'resource' }] })).toMatch(
      /declined/,
    )
  })
})
