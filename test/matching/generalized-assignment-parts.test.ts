import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Domain } from '../../matching/generalized-assignment/domain.js'
import { Exchange } from '../../matching/generalized-assignment/exchange.js'
import { instanceOf } from '../../matching/generalized-assignment/instance.js'
import { Knapsack } from '../../matching/generalized-assignment/knapsack.js'
import { Narrowing } from '../../matching/generalized-assignment/narrowing.js'
import type { GeneralizedAssignment } from '../../matching/generalized-assignment/problem.js'
import { Relaxation } from '../../matching/generalized-assignment/relaxation.js'
import { solve } from '../../matching/generalized-assignment/solve.js'

const unhurried = { now: () => 0, timeMs: 60_000 }
/** Rounding of sums of a few hundred. */
const digits = 6

interface Item {
  profit: number
  weight: number
}

/** The greatest profit of items that weigh `capacity` at most, by a table; -Infinity below 0. */
function mostProfit(items: readonly Item[], capacity: number): number {
  if (capacity < 0) return Number.NEGATIVE_INFINITY
  let row: number[] = new Array(capacity + 1).fill(0)
  for (const { profit, weight } of items) {
    row = row.map((best, room) => (room < weight ? best : Math.max(best, (row[room - weight] ?? 0) + profit)))
  }
  return row[capacity] ?? 0
}

function filled(items: readonly Item[], factor = 1): Knapsack {
  const knapsack = new Knapsack(items.length)
  knapsack.count = items.length
  for (const [at, { profit, weight }] of items.entries()) {
    knapsack.profit[at] = profit
    knapsack.weight[at] = weight * factor
  }
  return knapsack
}

const items = fc.array(
  fc.record({ profit: fc.integer({ min: 1, max: 200 }).map((tenths) => tenths / 10), weight: fc.nat(30) }),
  { minLength: 1, maxLength: 25 },
)

describe('a knapsack', () => {
  test.each([
    ['by a table', 1],
    ['by branching, where weights are large', 1e9],
  ])('is filled for the greatest profit %s', (_, factor) => {
    fc.assert(
      fc.property(items, fc.nat(150), (given, capacity) => {
        const knapsack = filled(given, factor)
        knapsack.solve(capacity * factor)
        expect(knapsack.value).toBeCloseTo(mostProfit(given, capacity), digits)
        const taken = given.filter((_item, at) => knapsack.taken[at])
        expect(taken.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(capacity)
        expect(taken.reduce((sum, { profit }) => sum + profit, 0)).toBeCloseTo(knapsack.value, digits)
        expect(knapsack.relaxed).toBeGreaterThanOrEqual(knapsack.value - 1e-9)
      }),
      { numRuns: 300 },
    )
  })

  test('falls as far as it says if it must take an item, or go without one', () => {
    fc.assert(
      fc.property(items, fc.nat(100), fc.nat(40), (given, capacity, room) => {
        const knapsack = filled(given)
        knapsack.solve(capacity)
        const exchange = new Exchange(knapsack)
        exchange.workOut(capacity, room)
        for (const [at, { profit, weight }] of given.entries()) {
          const others = given.filter((_item, other) => other !== at)
          // Beyond the room it may say less, but not less than the room.
          const exact = (fall: number) => Math.min(fall, room)
          const release = knapsack.value - mostProfit(others, capacity)
          expect(exact(exchange.release[at] ?? 0)).toBeCloseTo(exact(release), digits)
          const intake = knapsack.value - mostProfit(others, capacity - weight) - profit
          expect(exact(exchange.intake[at] ?? 0)).toBeCloseTo(exact(intake), digits)
        }
        const burden = knapsack.value - mostProfit(given, capacity - 7) + 2.5
        if (capacity >= 7)
          expect(Math.min(exchange.burden(2.5, 7), room)).toBeCloseTo(Math.min(burden, room), digits)
      }),
      { numRuns: 300 },
    )
  })
})

/** Three agents, jobs open to some of them, perhaps to one of them twice. */
interface Given {
  capacities: number[]
  jobs: { agent: number; cost: number; weight: number }[][]
}

const agents = 3
const given = (least: number, most: number): fc.Arbitrary<Given> =>
  fc.record({
    capacities: fc.array(fc.nat(14), { minLength: agents, maxLength: agents }),
    jobs: fc.array(
      fc.array(
        fc.record({ agent: fc.nat(agents - 1), cost: fc.nat(30), weight: fc.integer({ min: 0, max: 5 }) }),
        { minLength: 1, maxLength: 5 },
      ),
      { minLength: least, maxLength: most },
    ),
  })

function problemOf({ capacities, jobs }: Given, costs = 1, weights = 1): GeneralizedAssignment {
  const options = jobs.flat()
  let end = 0
  return {
    capacities: capacities.map((capacity) => capacity * weights),
    jobStart: [0, ...jobs.map((own) => (end += own.length))],
    optionAgent: options.map(({ agent }) => agent),
    optionCost: options.map(({ cost }) => cost * costs),
    optionWeight: options.map(({ weight }) => weight * weights),
  }
}

/** The least cost by what the agents have left after each job; infinite where nothing is possible. */
function leastCost({ capacities, jobs }: Given): number {
  let reached = new Map([[capacities.join(), { left: capacities, cost: 0 }]])
  for (const options of jobs) {
    const next: typeof reached = new Map()
    for (const { left, cost } of reached.values()) {
      for (const option of options) {
        const rest = left.with(option.agent, (left[option.agent] ?? 0) - option.weight)
        if ((rest[option.agent] ?? 0) < 0) continue
        const key = rest.join()
        const sum = cost + option.cost
        if (sum < (next.get(key)?.cost ?? Number.POSITIVE_INFINITY)) next.set(key, { left: rest, cost: sum })
      }
    }
    reached = next
  }
  return Math.min(...[...reached.values()].map(({ cost }) => cost))
}

describe('a problem of some size', () => {
  test.each([
    ['as it is', 1, 1],
    ['with weights too large for tables', 1, 1e9],
    ['with costs and weights as large as sums of money', 1e8, 1e11],
  ])('%s has the cost that a table of all loads finds', (_, costs, weights) => {
    fc.assert(
      fc.property(given(8, 18), (small) => {
        const { objective, bound, stoppedBy } = solve(problemOf(small, costs, weights), unhurried)
        const least = leastCost(small) * costs
        expect({ objective, bound, stoppedBy }).toEqual({
          objective: least,
          bound: least,
          stoppedBy: 'PROVEN',
        })
      }),
      { numRuns: 120 },
    )
  })
})

describe('narrowing', () => {
  test('leaves an assignment within the target, at whatever prices', () => {
    fc.assert(
      fc.property(given(6, 12), fc.array(fc.nat(40), { minLength: 12, maxLength: 12 }), (small, prices) => {
        const least = leastCost(small)
        fc.pre(least < Number.POSITIVE_INFINITY)
        const instance = instanceOf(problemOf(small))
        const domain = new Domain(instance)
        const knapsack = new Knapsack(instance.job.length)
        const relaxation = new Relaxation(domain, knapsack)
        const narrowing = new Narrowing(relaxation, new Exchange(knapsack))
        const price = Float64Array.from(prices.slice(0, instance.jobs))
        const target = least - instance.baseCost
        expect(narrowing.narrow(price, target + 1e-6).open).toBe(true)
        expect(relaxation.bound).toBeLessThanOrEqual(target + 1e-6)
        const rest = small.jobs.map((options, job) => {
          const own = domain.settled[job] ?? -1
          const open = own >= 0 ? [own] : [...domain.optionsOf(job)]
          const first = small.jobs.slice(0, job).flat().length
          const sources = open.map((option) => (instance.source[option] ?? 0) - first)
          return options.filter((_option, at) => sources.includes(at))
        })
        expect(leastCost({ ...small, jobs: rest })).toBe(least)
        domain.undo(0)
        expect(domain.openOptions()).toBe(instance.job.length)
      }),
      {
        numRuns: 300,
        // Two options with one agent, whose knapsack takes both of another job.
        examples: [
          [
            {
              capacities: [5, 4, 0],
              jobs: [
                [
                  { agent: 0, cost: 7, weight: 1 },
                  { agent: 0, cost: 0, weight: 5 },
                ],
                [
                  { agent: 0, cost: 0, weight: 0 },
                  { agent: 0, cost: 0, weight: 1 },
                ],
              ],
            },
            [8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
          ],
        ],
      },
    )
  })
})
