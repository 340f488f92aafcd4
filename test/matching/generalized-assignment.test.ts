import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readInstance } from '../../bench/matching/instance-file.js'
import type { Limits } from '../../matching/generalized-assignment/limits.js'
import type { GeneralizedAssignment } from '../../matching/generalized-assignment/problem.js'
import { Random } from '../../matching/generalized-assignment/random.js'
import { type Answer, solve } from '../../matching/generalized-assignment/solve.js'

const unhurried: Limits = { now: () => 0, timeMs: 60_000 }

/** A small problem with every job open to every agent. */
interface Small {
  capacities: number[]
  /** Of each job, for each agent. */
  costs: number[][]
  weights: number[][]
  outCost?: number[]
}

function problemOf({ capacities, costs, weights, outCost }: Small): GeneralizedAssignment {
  const agents = capacities.length
  return {
    capacities,
    jobStart: costs.map((_, job) => job * agents).concat(costs.length * agents),
    optionAgent: costs.flatMap(() => capacities.map((_, agent) => agent)),
    optionCost: costs.flat(),
    optionWeight: weights.flat(),
    ...(outCost && { outCost }),
  }
}

/** The least cost of all, by trying all; infinite where nothing is possible. */
function leastCost({ capacities, costs, weights, outCost }: Small): number {
  const left = [...capacities]
  function from(job: number): number {
    const row = costs[job]
    if (row === undefined) return 0
    let best = outCost === undefined ? Number.POSITIVE_INFINITY : (outCost[job] ?? 0) + from(job + 1)
    for (const [agent, cost] of row.entries()) {
      const weight = weights[job]?.[agent] ?? 0
      if ((left[agent] ?? 0) < weight) continue
      left[agent] = (left[agent] ?? 0) - weight
      best = Math.min(best, cost + from(job + 1))
      left[agent] = (left[agent] ?? 0) + weight
    }
    return best
  }
  return from(0)
}

/** What an answer's options cost, added up anew; throws where an agent carries too much or an option is another job's. */
function costOf(problem: GeneralizedAssignment, { option }: Answer): number {
  const left = [...Array.from(problem.capacities)]
  let cost = 0
  for (const [job, chosen] of (option ?? []).entries()) {
    if (chosen === -1) {
      cost += problem.outCost?.[job] ?? Number.NaN
      continue
    }
    if (chosen < (problem.jobStart[job] ?? 0) || chosen >= (problem.jobStart[job + 1] ?? 0)) {
      throw new Error(`job ${job} has the option ${chosen} of another one`)
    }
    const agent = problem.optionAgent[chosen] ?? -1
    left[agent] = (left[agent] ?? 0) - (problem.optionWeight[chosen] ?? 0)
    cost += problem.optionCost[chosen] ?? 0
  }
  if (left.some((rest) => rest < 0)) throw new Error(`an agent carries too much: ${left}`)
  return cost
}

const small = fc
  .record({
    agents: fc.integer({ min: 1, max: 4 }),
    jobs: fc.integer({ min: 0, max: 6 }),
    mayStayOut: fc.boolean(),
  })
  .chain(({ agents, jobs, mayStayOut }) => {
    const table = (value: fc.Arbitrary<number>) =>
      fc.array(fc.array(value, { minLength: agents, maxLength: agents }), {
        minLength: jobs,
        maxLength: jobs,
      })
    return fc.record<Small>({
      capacities: fc.array(fc.integer({ min: 0, max: 25 }), { minLength: agents, maxLength: agents }),
      costs: table(fc.integer({ min: -20, max: 40 })),
      weights: table(fc.integer({ min: 0, max: 15 })),
      ...(mayStayOut && {
        outCost: fc.array(fc.integer({ min: -5, max: 60 }), { minLength: jobs, maxLength: jobs }),
      }),
    } as { [Part in keyof Small]: fc.Arbitrary<Small[Part]> })
  })

/** A problem of the literature's hardest kind: what costs little weighs much. */
function hard(agents: number, jobs: number): GeneralizedAssignment {
  const random = new Random(agents * 31 + jobs)
  const weights = Array.from({ length: jobs }, () =>
    Array.from({ length: agents }, () => 1 + random.below(100)),
  )
  const costs = weights.map((row) => row.map((weight) => 111 - weight + random.below(21) - 10))
  const capacities = Array.from({ length: agents }, (_, agent) =>
    Math.floor((0.8 * weights.reduce((sum, row) => sum + (row[agent] ?? 0), 0)) / agents),
  )
  return problemOf({ capacities, costs, weights })
}

describe('a generalized assignment', () => {
  test('costs as little as trying everything finds, and is proven to, for small problems', () => {
    fc.assert(
      fc.property(small, (given) => {
        const problem = problemOf(given)
        const answer = solve(problem, unhurried)
        const least = leastCost(given)
        expect(answer).toMatchObject({ objective: least, bound: least, stoppedBy: 'PROVEN' })
        if (answer.option === null) expect(least).toBe(Number.POSITIVE_INFINITY)
        else expect(costOf(problem, answer)).toBe(least)
      }),
      { numRuns: 400 },
    )
  })

  test('keeps the capacities and its bound where there is no time to prove it', () => {
    const problem = hard(10, 200)
    const answer = solve(problem, { ...unhurried, work: 3e7 })
    expect(answer.stoppedBy).toBe('EXHAUSTED')
    expect(costOf(problem, answer)).toBe(answer.objective)
    expect(answer.bound).toBeLessThanOrEqual(answer.objective)
    expect((answer.objective - answer.bound) / answer.objective).toBeLessThan(0.02)
  })

  test('is the same every time', () => {
    const once = solve(hard(5, 60), { ...unhurried, work: 2e7 })
    expect(solve(hard(5, 60), { ...unhurried, work: 2e7 })).toEqual(once)
  })

  test('ends when the time is up or somebody asks it to, with what there is', () => {
    let looks = 0
    const late = solve(hard(10, 200), { now: () => 1_000 * looks++, timeMs: 4_500 })
    expect(late.stoppedBy).toBe('TIME')
    expect(late.bound).toBeLessThanOrEqual(late.objective)
    const stopped = solve(hard(10, 200), { ...unhurried, stop: () => ++looks > 30 })
    expect(stopped.stoppedBy).toBe('CANCELLED')
  })

  test('bears weights and costs as large as sums of money', () => {
    const given: Small = {
      capacities: [1e12, 2e12],
      costs: [
        [-8e14, -7e14],
        [-6e14, -5e14],
        [-4e14, -4e14],
      ],
      weights: [
        [9e11, 1e12],
        [8e11, 9e11],
        [7e11, 1e12],
      ],
      outCost: [0, 0, 0],
    }
    const answer = solve(problemOf(given), unhurried)
    expect(answer.objective).toBe(leastCost(given))
  })

  test('says what is wrong with a problem that is none', () => {
    const fine = { capacities: [5], jobStart: [0, 1], optionAgent: [0], optionCost: [1], optionWeight: [1] }
    expect(() => solve({ ...fine, optionCost: [0.5] }, unhurried)).toThrow(
      new TypeError('optionCost[0] is 0.5, not an integer from -9007199254740991 to 9007199254740991'),
    )
    expect(() => solve({ ...fine, optionAgent: [1] }, unhurried)).toThrow(/optionAgent\[0\] is 1/)
    expect(() => solve({ ...fine, jobStart: [0, 2] }, unhurried)).toThrow(/optionAgent has 1 entries/)
  })
})

// Public instances with known optima, where they are at hand (see ../shared/data/SOURCES.md).
const folder = '../shared/data/matching'
const known = existsSync(folder) ? test : test.skip
known.each([
  ['cattrysse1994/gap1-0', 261],
  ['cattrysse1994/gap12-0', 974],
  ['chu1997/a05100', 1698],
  ['chu1997/c05100', 1931],
])('the optimum of %s is proven', (path, optimum) => {
  const answer = solve(readInstance(readFileSync(`${folder}/${path}`, 'utf8')), unhurried)
  expect(answer).toMatchObject({ objective: optimum, bound: optimum, stoppedBy: 'PROVEN' })
})

describe('an instance file', () => {
  test('is read whatever lines its numbers stand on', () => {
    expect(readInstance(' 2 2\r\n 1 2 3\n4\n\n5 6 7 8 9\n10 ')).toMatchObject({
      capacities: [9, 10],
      optionCost: Float64Array.of(1, 3, 2, 4),
      optionWeight: Float64Array.of(5, 7, 6, 8),
    })
  })

  test('that is none says where', () => {
    expect(() => readInstance('1 1\n3 x\n')).toThrow('line 2: "x" is no number')
    expect(() => readInstance('1 1 3')).toThrow('holds 3 numbers; 1 agents and 1 jobs make 5')
  })
})
