import { describe, expect, test } from '@jest/globals'
import { type Assignment, assign } from '../../matching/assign/assign.js'
import type { ScoredCandidate } from '../../matching/candidate.js'
import { leftOf } from '../../matching/filter/left.js'
import type { Limits, Problem } from '../../matching/problem.js'
import type { Window } from '../../matching/windows.js'
import { at, need, problem, resource, unhurried } from './kit/problem.js'

const terms = { SKILLS: 0, DISTANCE: 0, OVERLAP: 0, PRIORITY: 0, URGENCY: 0, FAIRNESS: 0, COST: 0 }

/** From an hour to another, of a day in November 2026. */
function on(day: number, from: number, to: number): Window {
  const midnight = at(`2026-11-${String(day).padStart(2, '0')}T00:00+01:00`)
  return [midnight + from * 3_600_000, midnight + to * 3_600_000]
}

interface Pair {
  /** Amount and score; the least is any part. */
  most: number
  least?: number
  score: number
  windows: readonly Window[]
}

/** Candidates, by need and resource: `{ 0: { 1: … } }` is the first need and the second resource. */
function pairs(byNeed: Record<number, Record<number, Pair>>): ScoredCandidate[] {
  return Object.entries(byNeed).flatMap(([need, byResource]) =>
    Object.entries(byResource).map(([resource, { least = 1, ...pair }]) => ({
      need: Number(need),
      resource: Number(resource),
      least,
      terms,
      ...pair,
    })),
  )
}

/** So many needs and resources, of 1,000 units each. */
function goods(unit: string, needs: number, resources: number, sharing: 'EXCLUSIVE' | 'POOLED'): Problem {
  const amount = 100_000
  return problem({
    needs: Array.from({ length: needs }, (_, index) => need({ id: `n${index}`, unit, amount })),
    resources: Array.from({ length: resources }, (_, index) =>
      resource({ id: `r${index}`, unit, amount, sharing }),
    ),
  })
}

function assigned(given: Problem, candidates: ScoredCandidate[], limits: Limits = unhurried): Assignment {
  return assign(given, candidates, leftOf(given), limits)
}

/** What each pair gets, such as `n0 of r1: 100`. */
function told({ assigned }: Assignment, candidates: ScoredCandidate[]): string[] {
  return assigned.map(({ candidate, amount }) => {
    const { need, resource } = candidates[candidate] as ScoredCandidate
    return `n${need} of r${resource}: ${amount}`
  })
}

describe('what one need at a time uses', () => {
  test('goes to who makes most of it, and others get something else', () => {
    const candidates = pairs({
      0: { 0: { most: 100_000, score: 900, windows: [on(2, 9, 11)] } },
      1: {
        0: { most: 100_000, score: 950, windows: [on(2, 10, 12)] },
        1: { most: 100_000, score: 600, windows: [on(2, 10, 12)] },
      },
    })
    const assignment = assigned(goods('SEATS', 2, 2, 'EXCLUSIVE'), candidates)
    expect(told(assignment, candidates)).toEqual(['n0 of r0: 100000', 'n1 of r1: 100000'])
    expect(assignment).toMatchObject({ objective: 150_000_000n, bound: 150_000_000n, stoppedBy: 'PROVEN' })
  })

  test('is used by one after the other without a pause between', () => {
    const candidates = pairs({
      0: { 0: { most: 1000, score: 900, windows: [on(2, 9, 10)] } },
      1: { 0: { most: 1000, score: 950, windows: [on(2, 10, 12)] } },
    })
    expect(assigned(goods('SEATS', 2, 1, 'EXCLUSIVE'), candidates).assigned).toEqual([
      { candidate: 0, amount: 1000, windows: [on(2, 9, 10)] },
      { candidate: 1, amount: 1000, windows: [on(2, 10, 12)] },
    ])
  })

  test('is not shared if of many windows two overlap in one', () => {
    const candidates = pairs({
      0: { 0: { most: 1000, score: 900, windows: [on(2, 9, 10), on(9, 9, 10), on(16, 9, 10)] } },
      1: { 0: { most: 1000, score: 950, windows: [on(3, 9, 10), on(16, 9, 12)] } },
    })
    const assignment = assigned(goods('SEATS', 2, 1, 'EXCLUSIVE'), candidates)
    expect(told(assignment, candidates)).toEqual(['n1 of r0: 1000'])
  })

  test('is money for one term at a time, from its first moment to its last', () => {
    const candidates = pairs({
      0: { 0: { most: 1000, score: 900, windows: [on(2, 0, 10), on(5, 0, 10)] } },
      1: { 0: { most: 1000, score: 500, windows: [on(3, 0, 24)] } },
    })
    const assignment = assigned(goods('EUROS', 2, 1, 'EXCLUSIVE'), candidates)
    expect(assignment.assigned).toEqual([
      { candidate: 0, amount: 1000, windows: [[on(2, 0, 10)[0], on(5, 0, 10)[1]]] },
    ])
  })
})

describe('hours of what one need at a time uses', () => {
  const morning = [on(2, 9, 12)]

  test('are the first that are free', () => {
    const candidates = pairs({
      0: { 0: { most: 250, score: 900, windows: [on(2, 9, 11), on(3, 9, 11)] } },
    })
    expect(assigned(goods('HOURS', 1, 1, 'EXCLUSIVE'), candidates).assigned).toEqual([
      { candidate: 0, amount: 250, windows: [on(2, 9, 11), on(3, 9, 9.5)] },
    ])
  })

  test('are given so that all have their time, those first that have least to choose from', () => {
    const candidates = pairs({
      0: { 0: { most: 300, least: 300, score: 900, windows: [on(2, 9, 12), on(3, 9, 12)] } },
      1: { 0: { most: 300, least: 300, score: 100, windows: morning } },
    })
    expect(assigned(goods('HOURS', 2, 1, 'EXCLUSIVE'), candidates).assigned).toEqual([
      { candidate: 0, amount: 300, windows: [on(3, 9, 12)] },
      { candidate: 1, amount: 300, windows: morning },
    ])
  })

  test('are handed on where only a chain of changes makes room for all', () => {
    // Each has one hour to spare, so that whoever comes first may take what another one needs.
    const candidates = pairs({
      0: { 0: { most: 100, least: 100, score: 5, windows: [on(2, 9, 10), on(3, 9, 10)] } },
      1: { 0: { most: 100, least: 100, score: 5, windows: [on(3, 9, 10), on(4, 9, 10)] } },
      2: { 0: { most: 100, least: 100, score: 5, windows: [on(2, 9, 10), on(3, 9, 10)] } },
    })
    const { assigned: all } = assigned(goods('HOURS', 3, 1, 'EXCLUSIVE'), candidates)
    expect(all.map(({ amount }) => amount)).toEqual([100, 100, 100])
    expect(new Set(all.flatMap(({ windows }) => windows.map(([from]) => from))).size).toBe(3)
  })

  test('are no more than there is time for those who can only then, however much there is at other times', () => {
    const candidates = pairs({
      0: { 0: { most: 300, score: 900, windows: morning } },
      1: { 0: { most: 300, score: 800, windows: morning } },
      2: { 0: { most: 300, score: 100, windows: [on(2, 9, 12), on(20, 9, 24)] } },
    })
    const assignment = assigned(goods('HOURS', 3, 1, 'EXCLUSIVE'), candidates)
    expect(told(assignment, candidates)).toEqual(['n0 of r0: 300', 'n2 of r0: 300'])
    expect(assignment.assigned[1]?.windows).toEqual([on(20, 9, 12)])
    expect(assignment.stoppedBy).toBe('PROVEN')
  })

  test('of days are whole days, also for a part of one', () => {
    const days = [on(2, 9, 12), on(2, 14, 16), on(3, 9, 12), on(4, 9, 12)]
    const candidates = pairs({
      0: { 0: { most: 150, least: 150, score: 900, windows: days } },
      1: { 0: { most: 150, score: 800, windows: days } },
    })
    const assignment = assigned(goods('DAYS', 2, 1, 'EXCLUSIVE'), candidates)
    expect(assignment.assigned).toEqual([
      { candidate: 0, amount: 150, windows: days.slice(0, 3) },
      { candidate: 1, amount: 100, windows: days.slice(3) },
    ])
    expect(assignment.stoppedBy).toBe('PROVEN')
  })
})

describe('what several use at once', () => {
  test('is never more than there is at a moment, and may be more than that over time', () => {
    const candidates = pairs({
      0: { 0: { most: 60_000, score: 900, windows: [on(2, 9, 11)] } },
      1: { 0: { most: 60_000, score: 500, windows: [on(2, 10, 13)] } },
      2: { 0: { most: 60_000, score: 900, windows: [on(2, 12, 14)] } },
    })
    const assignment = assigned(goods('SEATS', 3, 1, 'POOLED'), candidates)
    expect(told(assignment, candidates)).toEqual(['n0 of r0: 60000', 'n1 of r0: 40000', 'n2 of r0: 60000'])
    expect(assignment.stoppedBy).toBe('PROVEN')
  })

  test('is less where some of it is promised', () => {
    const given = {
      ...goods('SEATS', 2, 1, 'POOLED'),
      allocations: [{ needId: 'n1', resourceId: 'r0', amount: 70_000, windows: [on(2, 10, 12)] }],
    }
    const candidates = pairs({ 0: { 0: { most: 60_000, score: 900, windows: [on(2, 9, 11)] } } })
    expect(told(assigned(given, candidates), candidates)).toEqual(['n0 of r0: 30000'])
  })

  test('is whole where there are no parts of one', () => {
    const given = problem({
      needs: [need({ id: 'n0', amount: 1000 })],
      resources: [resource({ id: 'r0', amount: 250 })],
    })
    const candidates = pairs({ 0: { 0: { most: 250, score: 900, windows: [on(2, 9, 11)] } } })
    expect(told(assigned(given, candidates), candidates)).toEqual(['n0 of r0: 200'])
  })

  test('is used up by hours and euros, whatever the time', () => {
    for (const unit of ['HOURS', 'EUROS']) {
      const candidates = pairs({
        0: { 0: { most: 60_000, score: 900, windows: [on(2, 0, 24), on(3, 0, 24), on(4, 0, 24)] } },
        1: { 0: { most: 60_000, score: 500, windows: [on(9, 0, 24)] } },
      })
      const room =
        unit === 'HOURS' ? ['n0 of r0: 7200', 'n1 of r0: 2400'] : ['n0 of r0: 60000', 'n1 of r0: 40000']
      expect(told(assigned(goods(unit, 2, 1, 'POOLED'), candidates), candidates)).toEqual(room)
    }
  })
})

describe('a need', () => {
  const windows = [on(2, 0, 24)]

  test('gets no more than it lacks, the best of it', () => {
    const given = {
      ...goods('EUROS', 1, 3, 'POOLED'),
      allocations: [{ needId: 'n0', resourceId: 'r2', amount: 10_000, windows }],
    }
    const candidates = pairs({
      0: { 0: { most: 60_000, score: 500, windows }, 1: { most: 60_000, score: 900, windows } },
    })
    expect(told(assigned(given, candidates), candidates)).toEqual(['n0 of r0: 30000', 'n0 of r1: 60000'])
  })

  test('gets it from no more resources than it wants, counting those it has', () => {
    const given = {
      ...goods('EUROS', 1, 3, 'POOLED'),
      allocations: [{ needId: 'n0', resourceId: 'r2', amount: 10_000, windows }],
    }
    const limited = { ...given, needs: given.needs.map((each) => ({ ...each, mostSources: 2 })) }
    const candidates = pairs({
      0: { 0: { most: 80_000, score: 500, windows }, 1: { most: 30_000, score: 900, windows } },
    })
    expect(told(assigned(limited, candidates), candidates)).toEqual(['n0 of r0: 80000'])
  })

  test('gets the whole from one or nothing, where it cannot be parted', () => {
    const given = goods('EUROS', 2, 1, 'POOLED')
    const candidates = pairs({
      0: { 0: { most: 100_000, least: 100_000, score: 500, windows } },
      1: { 0: { most: 60_000, score: 700, windows } },
    })
    expect(told(assigned(given, candidates), candidates)).toEqual(['n0 of r0: 100000'])
  })

  test('gets no less than its smallest lot', () => {
    const candidates = pairs({
      0: { 0: { most: 90_000, score: 900, windows } },
      1: { 0: { most: 50_000, least: 20_000, score: 800, windows } },
    })
    const assignment = assigned(goods('EUROS', 2, 1, 'POOLED'), candidates)
    expect(told(assignment, candidates)).toEqual(['n0 of r0: 80000', 'n1 of r0: 20000'])
  })
})

describe('assigning', () => {
  const windows = [on(2, 0, 24)]
  /** A ring: each need wants all of two resources next to each other, so that all of it has to do with all. */
  const size = 40
  const given = goods('EUROS', size, size, 'POOLED')
  const ring = pairs(
    Object.fromEntries(
      Array.from({ length: size }, (_, index) => [
        index,
        {
          [index]: { most: 70_000, least: 40_000, score: 500 + 10 * (index % 7), windows },
          [(index + 1) % size]: { most: 70_000, least: 40_000, score: 600 - 10 * (index % 5), windows },
        },
      ]),
    ),
  )

  test('tells how far it is, by parts that have nothing to do with each other', () => {
    const candidates = pairs({
      0: { 0: { most: 100, score: 1, windows } },
      1: { 1: { most: 100, score: 1, windows } },
    })
    const progress: unknown[] = []
    assigned(goods('EUROS', 2, 2, 'POOLED'), candidates, {
      ...unhurried,
      onProgress: (step) => progress.push(step),
    })
    expect(progress).toEqual([0, 1, 2].map((done) => ({ step: 'ASSIGN', done, total: 2 })))
  })

  test('of nothing is nothing', () => {
    expect(assigned(given, [])).toEqual({ assigned: [], objective: 0n, bound: 0n, stoppedBy: 'PROVEN' })
  })

  test('is the same for the same input, and worth the same for the candidates in another order', () => {
    const assignment = assigned(given, ring)
    expect(assigned(given, structuredClone(ring))).toEqual(assignment)
    const { objective, bound } = assigned(given, ring.toReversed())
    expect({ objective, bound }).toEqual({ objective: assignment.objective, bound: assignment.bound })
  })

  test('answers with what there is when the time is up or it is cancelled, with a bound that holds', () => {
    const { objective: best } = assigned(given, ring)
    for (const [limits, stoppedBy] of [
      [{ now: () => 0, timeMs: 0 }, 'TIME'],
      [{ ...unhurried, stop: () => true }, 'CANCELLED'],
    ] as const) {
      const early = assigned(given, ring, limits)
      expect(early.stoppedBy).toBe(stoppedBy)
      expect(early.objective).toBeGreaterThan(0n)
      expect(early.objective).toBeLessThanOrEqual(best)
      expect(early.bound).toBeGreaterThanOrEqual(best)
    }
  })
})
