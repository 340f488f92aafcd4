import { describe, expect, test } from '@jest/globals'
import type { Openness } from '../../matching/availability/open-windows.js'
import { Weekday, weekdays } from '../../matching/availability/weekday.js'
import { mostCandidates } from '../../matching/filter/filter.js'
import type { Allocation, Need, Resource } from '../../matching/problem.js'
import { scoringOf } from '../../matching/score/score.js'
import type { Window } from '../../matching/windows.js'
import { at, filtered, need, problem, resource, timeZone, unhurried, verdictOn } from './kit/problem.js'

function weekly(days: Weekday[], from: string, to: string, zone = timeZone): Openness {
  return {
    availability: { timeZone: zone, weekly: [{ days, from, to }], dates: [], closedOn: [] },
    validFrom: null,
    validTo: null,
  }
}

function days(validFrom: string | null, validTo: string | null = null): Openness {
  return { availability: null, validFrom, validTo }
}

const mondays = weekly([Weekday.MO], '09:00', '12:00')
const firstMonday: Window = [at('2026-11-02T09:00+01:00'), at('2026-11-02T12:00+01:00')]

function allocation(given: Partial<Allocation> = {}): Allocation {
  return { needId: 'other', resourceId: 'resource', amount: 10_000, windows: [firstMonday], ...given }
}

/** With another need, to which something is promised. */
function promised(...allocations: Partial<Allocation>[]) {
  const other = need({ id: 'other', amount: 1_000_000 })
  return (wanted: Partial<Need>, offered: Partial<Resource>) =>
    verdictOn(wanted, offered, {
      needs: [need(wanted), { ...other, unit: need(wanted).unit }],
      allocations: allocations.map(allocation),
    })
}

describe('a pair is a candidate', () => {
  test('with what the resource has and the need lacks, and the time both are open', () => {
    expect(verdictOn({ amount: 3_000 }, { amount: 5_000 })).toEqual({
      need: 0,
      resource: 0,
      least: 1,
      most: 3_000,
      windows: [[at('2026-11-02T00:00+01:00'), at('2026-11-30T00:00+01:00')]],
    })
  })

  test('only of the same kind and unit', () => {
    const { findings } = filtered(
      problem({
        needs: [need()],
        resources: [resource({ id: 'a', kind: 'VEHICLE' }), resource({ id: 'b', unit: 'SQUARE_METRES' })],
      }),
    )
    expect(findings).toEqual([{ offered: 0, candidates: [], obstacles: [], farOff: 0, cut: 0, bestCut: 0 }])
  })

  test('no more once the need has all it asks for', () => {
    const given = problem({
      needs: [need()],
      resources: [resource()],
      allocations: [allocation({ needId: 'need' })],
    })
    expect(filtered(given).findings).toEqual([null])
  })
})

describe('the rules', () => {
  test('DECLINED: what people declined is not asked again; another pair is', () => {
    const declined = [{ needId: 'need', resourceId: 'resource' }]
    expect(verdictOn({}, {}, { declined })).toEqual({ rule: 'DECLINED', by: 1, unit: 'DECISIONS' })
    expect(verdictOn({}, {}, { declined: [{ needId: 'need', resourceId: 'other' }] })).toHaveProperty('most')
  })

  test('DEADLINE: an answer is of use on the last day still, by the days of the town', () => {
    const from = (moment: string) => ({ horizon: [at(moment), at('2026-11-30T00:00Z')] as const })
    const wanted = { deadline: '2026-11-02' }
    expect(verdictOn(wanted, {}, from('2026-11-02T23:59+01:00'))).toHaveProperty('most')
    expect(verdictOn(wanted, {}, from('2026-11-03T00:00+01:00'))).toEqual({
      rule: 'DEADLINE',
      by: 1,
      unit: 'DAYS',
    })
    // The third in Berlin, the second still in UTC.
    expect(verdictOn(wanted, {}, from('2026-11-02T23:30Z'))).toMatchObject({ rule: 'DEADLINE', by: 1 })
  })

  test('SOURCES: a need met from as many resources as it wants gets nothing from another', () => {
    const allocations = [allocation({ needId: 'need', resourceId: 'second', amount: 100 })]
    const resources = [resource(), resource({ id: 'second', kind: 'VEHICLE' })]
    expect(verdictOn({ mostSources: 1 }, {}, { resources, allocations })).toEqual({
      rule: 'SOURCES',
      by: 1,
      unit: 'SOURCES',
    })
    expect(verdictOn({ splittable: false }, {}, { resources, allocations })).toMatchObject({
      rule: 'SOURCES',
    })
    expect(verdictOn({ mostSources: 2 }, {}, { resources, allocations })).toMatchObject({ most: 9_900 })
  })

  test('ELIGIBILITY: field, kind of organization and one of the districts; an empty list leaves nobody out', () => {
    const forWhom = (...[fields, organizationKinds, districts]: [string[], string[], string[]]) =>
      verdictOn(
        { districts: ['old-town', 'harbour'] },
        { eligibility: { fields, organizationKinds, districts } },
      )
    expect(forWhom(['EDUCATION'], ['ASSOCIATION'], ['harbour', 'hill'])).toHaveProperty('most')
    expect(forWhom(['CLIMATE'], [], ['hill'])).toEqual({
      rule: 'ELIGIBILITY',
      by: 2,
      unit: 'CONDITIONS',
      lacking: ['fields', 'districts'],
    })
    expect(forWhom([], ['SCHOOL'], [])).toMatchObject({ by: 1, lacking: ['organizationKinds'] })
  })

  test('SMALLEST_LOT: what can be given is no less than either wants as its smallest part', () => {
    expect(verdictOn({ amount: 400, smallestLot: 400 }, { amount: 300 })).toEqual({
      rule: 'SMALLEST_LOT',
      by: 100,
      unit: 'HUNDREDTHS',
    })
    expect(verdictOn({ amount: 400 }, { smallestLot: 500 })).toMatchObject({ rule: 'SMALLEST_LOT', by: 100 })
    expect(verdictOn({ amount: 400, smallestLot: 200 }, { smallestLot: 300 })).toMatchObject({
      least: 300,
      most: 400,
    })
  })

  test('SMALLEST_LOT: what is of use only as a whole is there as a whole', () => {
    expect(verdictOn({ amount: 400, splittable: false }, { amount: 300 })).toMatchObject({
      rule: 'SMALLEST_LOT',
      by: 100,
    })
    expect(verdictOn({ amount: 400, splittable: false }, { amount: 900 })).toMatchObject({
      least: 400,
      most: 400,
    })
    const euros = { unit: 'EUROS', amount: 400 }
    expect(verdictOn(euros, { ...euros, amount: 500, splittable: false })).toMatchObject({
      rule: 'SMALLEST_LOT',
      by: 100,
    })
    expect(verdictOn(euros, { ...euros, amount: 300, splittable: false })).toMatchObject({
      least: 300,
      most: 300,
    })
    // What is held comes back: of a hall a part may be used.
    expect(verdictOn({ amount: 400 }, { amount: 900, splittable: false })).toMatchObject({
      least: 1,
      most: 400,
    })
  })

  test('SMALLEST_LOT: a last rest smaller than the lot is no use', () => {
    const { findings } = filtered(
      problem({
        needs: [need({ amount: 1_000, smallestLot: 300 }), need({ id: 'other' })],
        resources: [resource(), resource({ id: 'second' })],
        allocations: [allocation({ needId: 'need', resourceId: 'second', amount: 800 })],
      }),
    )
    expect(findings[0]?.obstacles).toMatchObject([{ rule: 'SMALLEST_LOT', resources: 2 }])
  })

  test('DISTANCE: great circles, within the radius of each; a place nobody knows is not held against anyone', () => {
    const church = { lat: 52.26, lon: 10.52 }
    // A hundredth of a degree of latitude is 1,111.95 m on a ball of 6,371,008.8 m.
    const hall = { lat: 52.27, lon: 10.52 }
    const between = (one: number | null, other: number | null) =>
      verdictOn({ place: church, radius: one }, { place: hall, radius: other })
    expect(between(1_112, 1_112)).toHaveProperty('most')
    expect(between(1_111, null)).toEqual({ rule: 'DISTANCE', by: 1, unit: 'METRES', lacking: ['need'] })
    expect(between(null, 1_000)).toMatchObject({ by: 112, lacking: ['resource'] })
    expect(between(1_000, 100)).toMatchObject({ by: 1_012, lacking: ['need', 'resource'] })
    expect(between(null, null)).toHaveProperty('most')
    expect(verdictOn({ place: church, radius: 1 }, { radius: 1 })).toHaveProperty('most')
    const antipode = { lat: -52.26, lon: 10.52 - 180 }
    expect(verdictOn({ place: church, radius: 1 }, { place: antipode })).toMatchObject({ by: 20_015_115 - 1 })
  })

  test('SKILLS: each of them, itself or a more special one; a more general one is not enough', () => {
    const skillAncestors = { 'sign-language': ['interpreting', 'languages'], interpreting: ['languages'] }
    const asking = (asked: string[], had: string[]) =>
      verdictOn({ skills: asked }, { skills: had }, { skillAncestors })
    expect(asking(['languages'], ['sign-language'])).toHaveProperty('most')
    expect(asking(['interpreting', 'first-aid'], ['interpreting', 'first-aid', 'law'])).toHaveProperty('most')
    expect(asking(['sign-language', 'first-aid', 'languages'], ['interpreting'])).toEqual({
      rule: 'SKILLS',
      by: 2,
      unit: 'SKILLS',
      lacking: ['sign-language', 'first-aid'],
    })
  })
})

describe('AVAILABILITY', () => {
  test('of what is held: it is open in all hours the need names, or misses it by the minutes it is not', () => {
    expect(
      verdictOn({ openness: mondays }, { openness: weekly([Weekday.MO], '08:00', '12:00') }),
    ).toMatchObject({
      windows: [
        firstMonday,
        ...[7, 14, 21].map((later) => firstMonday.map((moment) => moment + later * 86_400_000)),
      ],
    })
    expect(verdictOn({ openness: mondays }, { openness: weekly([Weekday.MO], '09:30', '12:00') })).toEqual({
      rule: 'AVAILABILITY',
      by: 4 * 30,
      unit: 'MINUTES',
    })
    expect(verdictOn({ openness: mondays }, { openness: days('2026-11-03') })).toMatchObject({ by: 180 })
  })

  test('of what is held: any time will do if the need names no hours', () => {
    expect(verdictOn({ openness: days(null, '2026-11-08') }, { openness: mondays })).toMatchObject({
      windows: [firstMonday],
    })
    expect(verdictOn({ openness: days('2026-11-03', '2026-11-07') }, { openness: mondays })).toEqual({
      rule: 'AVAILABILITY',
      // From Monday noon to Tuesday's beginning; to the next Monday it is longer.
      by: 12 * 60,
      unit: 'MINUTES',
    })
  })

  test('what is not open before the horizon ends misses it by all of the horizon', () => {
    expect(verdictOn({}, { openness: days('2027-01-01') })).toMatchObject({ by: 28 * 1_440 })
    expect(verdictOn({ openness: { ...mondays, validFrom: '2027-01-01' } }, {})).toMatchObject({
      by: 28 * 1_440,
    })
  })

  test('of hours: the time in which both are open is long enough for the smallest amount of use', () => {
    const hoursOf = (amount: number, smallestLot: number) =>
      verdictOn({ unit: 'HOURS', amount, smallestLot }, { unit: 'HOURS', amount, openness: mondays })
    expect(hoursOf(2_000, 1_000)).toMatchObject({ least: 1_000, most: 1_200 })
    expect(hoursOf(2_000, 1_300)).toEqual({ rule: 'AVAILABILITY', by: 60, unit: 'MINUTES' })
  })

  test('of days: on enough days there is some time', () => {
    const daysOf = (amount: number) =>
      verdictOn(
        { unit: 'DAYS', amount, splittable: false },
        { unit: 'DAYS', amount, openness: weekly([Weekday.MO, Weekday.TU], '22:00', '02:00') },
      )
    // Four Mondays, Tuesdays and Wednesdays.
    expect(daysOf(1_200)).toHaveProperty('most')
    expect(daysOf(1_201)).toEqual({ rule: 'AVAILABILITY', by: 1, unit: 'DAYS' })
    expect(
      verdictOn(
        { unit: 'DAYS', openness: days(null, '2026-11-05') },
        { unit: 'DAYS', openness: days('2026-11-08') },
      ),
    ).toEqual({ rule: 'AVAILABILITY', by: 2, unit: 'DAYS' })
  })

  test('of money: hours do not matter, the days of both do', () => {
    const euros = { unit: 'EUROS' }
    expect(
      verdictOn(
        { ...euros, openness: { ...mondays, validTo: '2026-11-10' } },
        { ...euros, openness: { ...weekly([Weekday.SU], '01:00', '02:00'), validFrom: '2026-11-05' } },
      ),
    ).toMatchObject({ windows: [[at('2026-11-05T00:00+01:00'), at('2026-11-11T00:00+01:00')]] })
    expect(
      verdictOn({ ...euros, openness: days(null, '2026-11-10') }, { ...euros, openness: days('2026-11-13') }),
    ).toEqual({ rule: 'AVAILABILITY', by: 2, unit: 'DAYS' })
  })

  test('a Sunday from one to four has four hours when summer time ends, and two when it begins', () => {
    const sunday = (day: string, amount: number) => {
      const openness = { ...weekly([Weekday.SU], '01:00', '04:00'), validFrom: day, validTo: day }
      const hour = { unit: 'HOURS', amount, splittable: false }
      const horizon = [Date.parse(day) - 7 * 86_400_000, Date.parse(day) + 7 * 86_400_000] as const
      return verdictOn(hour, { ...hour, splittable: true, openness }, { horizon })
    }
    expect(sunday('2026-10-25', 400)).toHaveProperty('most')
    expect(sunday('2026-10-25', 401)).toMatchObject({ rule: 'AVAILABILITY', by: 1, unit: 'MINUTES' })
    expect(sunday('2027-03-28', 200)).toHaveProperty('most')
    expect(sunday('2027-03-28', 300)).toMatchObject({ rule: 'AVAILABILITY', by: 60 })
  })

  test('hours are compared as moments: those of another zone, and those past midnight', () => {
    const inLondon = weekly([Weekday.MO], '08:00', '11:00', 'Europe/London')
    expect(verdictOn({ openness: mondays }, { openness: inLondon })).toHaveProperty('most')
    expect(
      verdictOn({ openness: mondays }, { openness: weekly([Weekday.MO], '09:00', '12:00', 'Europe/London') }),
    ).toEqual({ rule: 'AVAILABILITY', by: 4 * 60, unit: 'MINUTES' })
    const night = weekly([Weekday.SA], '22:00', '03:00')
    const early = weekly([Weekday.SU], '00:00', '03:00')
    const horizon = [at('2026-11-07T12:00+01:00'), at('2026-11-30T00:00+01:00')] as const
    expect(verdictOn({ openness: early }, { openness: night }, { horizon })).toHaveProperty('most')
    expect(verdictOn({ openness: night }, { openness: early }, { horizon })).toMatchObject({ by: 4 * 120 })
  })
})

describe('TAKEN', () => {
  test('of what one at a time uses: hours the need names are promised; back to back is free', () => {
    const hall = { sharing: 'EXCLUSIVE', amount: 10_000 } as const
    const wanted = { openness: { ...mondays, validTo: '2026-11-08' } }
    const [nine, noon] = firstMonday
    const until = (end: number) => promised({ amount: 100, windows: [[nine - 3_600_000, end]] })(wanted, hall)
    expect(until(nine)).toMatchObject({ windows: [firstMonday], most: 10_000 })
    expect(until(nine + 90 * 60_000)).toEqual({ rule: 'TAKEN', by: 90, unit: 'MINUTES' })
    expect(until(noon)).toMatchObject({ rule: 'TAKEN', by: 180 })
  })

  test('of what one at a time uses, without hours: the rest of the time will do', () => {
    const hall = { sharing: 'EXCLUSIVE', openness: mondays } as const
    const [nine, noon] = firstMonday
    const week = { openness: days(null, '2026-11-08') }
    expect(promised({ windows: [[nine, noon - 60_000]] })(week, hall)).toMatchObject({
      windows: [[noon - 60_000, noon]],
    })
    expect(promised({})(week, hall)).toEqual({ rule: 'TAKEN', by: 180, unit: 'MINUTES' })
  })

  test('of what several use at once: what is free at every moment is enough', () => {
    const [nine, noon] = firstMonday
    const halves = [
      { amount: 4_000, windows: [[nine, nine + 3_600_000] as const] },
      { amount: 7_000, windows: [[nine + 3_600_000, noon] as const] },
    ]
    const wanted = { openness: { ...mondays, validTo: '2026-11-08' } }
    expect(promised(...halves)(wanted, {})).toMatchObject({ most: 3_000 })
    expect(promised(...halves)({ ...wanted, smallestLot: 3_500 }, {})).toEqual({
      rule: 'TAKEN',
      by: 500,
      unit: 'HUNDREDTHS',
    })
    // Promised at another time.
    expect(promised({ windows: [[noon, noon + 1]] })(wanted, {})).toMatchObject({ most: 10_000 })
  })

  test('of what is used up: what is left is enough, whenever the other is', () => {
    const euros = { unit: 'EUROS', amount: 10_000 }
    expect(promised({ amount: 8_000 })(euros, euros)).toMatchObject({ most: 2_000 })
    expect(promised({ amount: 8_000 })({ ...euros, smallestLot: 2_500 }, euros)).toEqual({
      rule: 'TAKEN',
      by: 500,
      unit: 'HUNDREDTHS',
    })
    expect(promised({ amount: 1 })(euros, { ...euros, splittable: false })).toMatchObject({
      rule: 'TAKEN',
      by: 1,
    })
    expect(promised({ amount: 1_000_000 })(euros, euros)).toMatchObject({ rule: 'TAKEN', by: 1 })
  })

  test('of money one at a time uses: the longest time that is free', () => {
    const euros = { unit: 'EUROS', sharing: 'EXCLUSIVE' } as const
    const [nine, noon] = firstMonday
    expect(promised({ amount: 100 })({ unit: 'EUROS' }, euros)).toMatchObject({
      windows: [[noon, at('2026-11-30T00:00+01:00')]],
    })
    const week = { openness: days(null, '2026-11-02') }
    const allDay = [[nine - 9 * 3_600_000, noon + 12 * 3_600_000]] as const
    expect(promised({ amount: 100, windows: allDay })({ unit: 'EUROS', ...week }, euros)).toEqual({
      rule: 'TAKEN',
      by: 1,
      unit: 'DAYS',
    })
  })

  test('of hours one at a time uses: the time that is free is long enough', () => {
    const hour = { unit: 'HOURS', amount: 300, splittable: false }
    const wanted = { ...hour, openness: days(null, '2026-11-08') }
    const offered = { ...hour, amount: 9_000, splittable: true, openness: mondays }
    const [nine] = firstMonday
    const one = promised({ amount: 100, windows: [[nine, nine + 3_600_000]] })
    expect(one(wanted, { ...offered, sharing: 'EXCLUSIVE' })).toEqual({
      rule: 'TAKEN',
      by: 60,
      unit: 'MINUTES',
    })
    expect(one(wanted, offered)).toHaveProperty('most')
  })
})

describe('what stood in the way', () => {
  test('is told where one rule alone did, with the three that came nearest; the others are far off', () => {
    const place = { lat: 52.26, lon: 10.52 }
    const north = (metres: number) => ({ lat: 52.26 + metres / 111_195, lon: 10.52 })
    const room = (id: string, metres: number, seats = 100) =>
      resource({ id, amount: 100 * seats, place: north(metres) })
    const [finding] = filtered(
      problem({
        needs: [need({ place, radius: 5_000, smallestLot: 1_000 })],
        resources: [
          room('a', 9_000),
          room('b', 7_100),
          room('c', 8_000, 2),
          room('d', 30_000),
          room('e', 7_100),
          room('f', 100, 5),
        ],
      }),
    ).findings
    expect(finding).toMatchObject({ offered: 6, candidates: [], farOff: 1 })
    expect(finding?.obstacles.map(({ rule, resources }) => [rule, resources])).toEqual([
      ['SMALLEST_LOT', 1],
      ['DISTANCE', 4],
    ])
    const nearest = finding?.obstacles[1]?.nearest.map(({ resourceId, miss }) => [resourceId, miss.by])
    expect(nearest?.map(([id]) => id)).toEqual(['b', 'e', 'a'])
    // 2.1 km beyond the radius, up to the rounding of the degrees above.
    expect(nearest?.[0]?.[1]).toBeGreaterThanOrEqual(2_100)
    expect(nearest?.[0]?.[1]).toBeLessThan(2_102)
  })

  test('is a rule about places only of rooms that are free', () => {
    const far = { place: { lat: 52.3, lon: 10.52 } }
    const wanted = { place: { lat: 52.26, lon: 10.52 }, radius: 1_000, openness: mondays }
    expect(verdictOn(wanted, { ...far, openness: mondays })).toMatchObject({ rule: 'DISTANCE' })
    expect(verdictOn(wanted, { ...far, openness: weekly([Weekday.TU], '09:00', '12:00') })).toBe('SEVERAL')
    expect(promised({})(wanted, { ...far, sharing: 'EXCLUSIVE' })).toBe('SEVERAL')
  })

  test('adds up to all that are offered', () => {
    const resources = Array.from({ length: 60 }, (_, index) =>
      resource({
        id: String(index).padStart(2, '0'),
        amount: 100 * (index % 7) + 100,
        place: { lat: 52 + (index % 5) / 100, lon: 10 },
        openness: weekly([weekdays[index % 3] as Weekday], '08:00', '13:00'),
      }),
    )
    const wanted = need({ place: { lat: 52, lon: 10 }, radius: 2_500, smallestLot: 300, openness: mondays })
    const [finding] = filtered(problem({ needs: [wanted], resources })).findings
    const inTheWay = finding?.obstacles.reduce((sum, each) => sum + each.resources, 0) ?? 0
    expect((finding?.candidates.length ?? 0) + inTheWay + (finding?.farOff ?? 0)).toBe(60)
    expect(finding?.obstacles).toHaveLength(3)
  })
})

describe('a need with too many candidates', () => {
  const resources = Array.from({ length: mostCandidates + 100 }, (_, index) =>
    resource({ id: String(index).padStart(4, '0'), place: { lat: 52 + index / 2_000, lon: 10 } }),
  )
  const needs = ['a', 'b'].map((id) => need({ id, place: { lat: 52, lon: 10 } }))
  const none = { SKILLS: 0, OVERLAP: 0, PRIORITY: 0, URGENCY: 0, FAIRNESS: 0, COST: 0 }
  const policy = { weights: { ...none, DISTANCE: 1 } }

  test('keeps the best, and others by lot that are not the same for each need', () => {
    const { findings } = filtered(problem({ needs, resources, policy }))
    const kept = findings.map((finding) => finding?.candidates.map(({ resource }) => resource) ?? [])
    const best = mostCandidates * 0.75
    for (const places of kept) {
      expect(places).toHaveLength(mostCandidates)
      expect(places.slice(0, best)).toEqual([...Array(best).keys()])
    }
    expect(kept[0]).not.toEqual(kept[1])
    expect(findings[0]).toMatchObject({ offered: resources.length, cut: 100 })
  })

  test('says how good the best of those left out was', () => {
    const given = problem({ needs: needs.slice(0, 1), resources, policy })
    const [finding] = filtered(given).findings
    const kept = new Set(finding?.candidates.map(({ resource }) => resources[resource]?.id))
    const others = resources.filter(({ id }) => !kept.has(id))
    const rest = problem({ ...given, resources: others })
    const { scoreOf } = scoringOf(rest)
    const scores = filtered(rest).findings[0]?.candidates.map(scoreOf) ?? []
    expect(scores).toHaveLength(100)
    expect(finding?.bestCut).toBe(Math.max(...scores))
  })
})

test('it gives up when the time is over or it is told to, and says of which needs it knows nothing', () => {
  const resources = Array.from({ length: 5_000 }, (_, index) => resource({ id: String(index) }))
  const given = problem({ needs: [need({ id: 'a' }), need({ id: 'b' })], resources })
  let now = 0
  const late = filtered(given, { now: () => (now += 600), timeMs: 1_000 })
  expect(late.stoppedBy).toBe('TIME')
  const cancelled = filtered(given, { ...unhurried, stop: () => true })
  expect(cancelled.stoppedBy).toBe('CANCELLED')
  expect(cancelled.findings).toEqual(
    Array(2).fill({ offered: 5_000, candidates: [], obstacles: [], farOff: 0, cut: 5_000, bestCut: 1_000 }),
  )
})
