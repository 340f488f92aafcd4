import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  between,
  evenShape,
  hubShape,
  type Shape,
  transportOf,
} from '../../bench/matching/transport-instances.js'
import { priceBound } from '../../matching/transport/price-bound.js'
import { solveTransport } from '../../matching/transport/solve.js'
import { mostValue, type Transport } from '../../matching/transport/transport.js'
import { dualOf, faultsOf, optimumByHighs, worthOf } from './kit/transport-oracle.js'

/** A clock that stands still: no search ends for want of time. */
const unlimited = { now: () => 0, timeMs: 1 }
const tens = { amount: () => 10, value: () => 7 }
const mixed: Shape = {
  sources: 20,
  sinks: 20,
  arcs: 5,
  amount: (random) => between(random, 0, 50),
  value: (random) => between(random, -20, 100),
}

const shapes: Record<string, Shape> = {
  'mixed values, some negative': mixed,
  'more sources than sinks': { ...mixed, sources: 40, sinks: 8 },
  'more sinks than sources': { ...mixed, sources: 6, sinks: 40, arcs: 4 },
  'a single source': { ...mixed, sources: 1, sinks: 15, arcs: 1 },
  'a single sink': { ...mixed, sources: 15, sinks: 1, arcs: 15 },
  'two arcs and more between the same two': { ...mixed, sources: 3, sinks: 5, arcs: 9 },
  'arcs of limited capacity, some of none': { ...mixed, most: (random) => between(random, 0, 12) },
  'a limit for some arcs': {
    ...mixed,
    most: (random) => (random.below(2) ? Infinity : between(random, 1, 9)),
  },
  'most sources and sinks empty': { ...mixed, amount: (random) => (between(random, -40, 10) > 0 ? 5 : 0) },
  'all arcs worth the same': { ...mixed, ...tens, amount: (random) => between(random, 0, 9) },
  'everything the same': { ...mixed, ...tens },
  'nothing worth anything': { ...mixed, value: (random) => -random.below(3) },
  'many apart from each other': { ...mixed, sources: 60, sinks: 30, arcs: 1 },
  dense: { ...mixed, sources: 12, sinks: 12, arcs: 24 },
  scarce: { ...mixed, amount: (random) => between(random, 1, 50), scarcity: 3 },
  plenty: { ...mixed, amount: (random) => between(random, 1, 50), scarcity: 0.3 },
  'huge amounts': { ...mixed, amount: (random) => 1_000_000_007 * between(random, 1, 1000) },
  'huge values': { ...mixed, value: (random) => between(random, 1, 1_000_000) },
  'as in a hub': hubShape(40, 6, 1),
  tiny: { ...mixed, sources: 2, sinks: 2, arcs: 2, amount: (random) => random.below(3) },
}

describe('the best flow', () => {
  test.each(Object.entries(shapes))('is as good as that of HiGHS: %s', (_, shape) => {
    for (let seed = 1; seed <= 10; seed++) {
      const problem = transportOf(shape, seed)
      const shipment = solveTransport(problem, unlimited)
      const expected = optimumByHighs(problem)
      expect({ seed, faults: faultsOf(problem, shipment.flow) }).toEqual({ seed, faults: [] })
      // HiGHS reckons in doubles: what is beyond a billion times a billionth may differ.
      const within = Math.max(1e-6, Math.abs(expected) * 1e-9)
      expect(Math.abs(Number(shipment.objective) - expected)).toBeLessThanOrEqual(within)
      expect({ seed, dual: dualOf(problem, shipment.prices) }).toEqual({ seed, dual: shipment.objective })
    }
  })

  test('is proven by its prices in large problems, too', () => {
    for (const shape of [evenShape(400, 10), hubShape(600, 10, 0.5), hubShape(600, 10, 2)]) {
      const problem = transportOf(shape, 3)
      const { flow, objective, bound, gap, stoppedBy, prices } = solveTransport(problem, unlimited)
      expect(faultsOf(problem, flow)).toEqual([])
      expect(objective).toBe(worthOf(problem, flow))
      expect({ bound, gap, stoppedBy }).toEqual({ bound: objective, gap: 0, stoppedBy: 'PROVEN' })
      expect(dualOf(problem, prices)).toBe(objective)
    }
  })

  test('is exact where its value is beyond the exact doubles', () => {
    const problem: Transport = {
      supply: Float64Array.of(1e12 - 1, 1e12 - 3),
      demand: Float64Array.of(1e12 - 7, 1e12),
      source: Int32Array.of(0, 0, 1),
      sink: Int32Array.of(0, 1, 1),
      value: Float64Array.of(999_999, 1_000_000, 999_983),
    }
    const { flow, objective, stoppedBy } = solveTransport(problem, unlimited)
    expect(flow).toEqual(Float64Array.of(1e12 - 7, 6, 1e12 - 6))
    expect(objective).toBe((10n ** 12n - 7n) * 999_999n + 6n * 1_000_000n + (10n ** 12n - 6n) * 999_983n)
    expect(stoppedBy).toBe('PROVEN')
  })

  test('comes again with the same problem', () => {
    const problem = transportOf(hubShape(300, 8, 1), 5)
    expect(solveTransport(problem, unlimited)).toEqual(solveTransport(problem, unlimited))
  })

  test('leaves the problem as it was', () => {
    const problem = transportOf({ ...mixed, most: (random) => between(random, 0, 12) }, 1)
    const before = structuredClone(problem)
    solveTransport(problem, unlimited)
    expect(problem).toEqual(before)
  })

  test('ends where all there is to do is done by the first arc', () => {
    const problem: Transport = {
      supply: Float64Array.of(2, 1),
      demand: Float64Array.of(0, 2),
      source: Int32Array.of(1, 0, 0),
      sink: Int32Array.of(0, 1, 1),
      value: Float64Array.of(73, -17, 90),
    }
    const { flow, prices } = solveTransport(problem, unlimited)
    expect(flow).toEqual(Float64Array.of(0, 0, 2))
    // Of the second source there is nothing to use.
    expect(prices[1]).toBe(0)
  })

  test('of nothing is nothing', () => {
    const nothing: Transport = {
      supply: Float64Array.of(3),
      demand: Float64Array.of(),
      source: Int32Array.of(),
      sink: Int32Array.of(),
      value: Float64Array.of(),
    }
    expect(solveTransport(nothing, unlimited)).toMatchObject({
      objective: 0n,
      bound: 0n,
      gap: 0,
      stoppedBy: 'PROVEN',
    })
  })

  test('is worth no less with a source more, and as much in any order', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (seed, sources, sinks) => {
          const problem = transportOf({ ...mixed, sources, sinks, arcs: 3 }, seed)
          const { objective } = solveTransport(problem, unlimited)
          const without = { ...problem, supply: problem.supply.with(sources - 1, 0) }
          expect(solveTransport(without, unlimited).objective <= objective).toBe(true)
          const turned: Transport = {
            supply: problem.supply.toReversed(),
            demand: problem.demand,
            source: problem.source.toReversed().map((source) => sources - 1 - source),
            sink: problem.sink.toReversed(),
            value: problem.value.toReversed(),
          }
          expect(solveTransport(turned, unlimited).objective).toBe(objective)
        },
      ),
    )
  })
})

describe('amounts that add up to more than exact doubles hold', () => {
  test('are flown all the same, next to the best', () => {
    const amount = (random: Parameters<Shape['amount']>[0]) => 8e15 + random.below(1_000_000)
    const problem = transportOf({ ...mixed, amount, value: (random) => between(random, 1, 1000) }, 1)
    const { flow, objective, bound, gap } = solveTransport(problem, unlimited)
    expect(faultsOf(problem, flow)).toEqual([])
    expect(objective).toBe(worthOf(problem, flow))
    expect(bound >= objective).toBe(true)
    expect(gap).toBeLessThan(1e-12)
  })
})

describe('a search that is stopped', () => {
  const problem = transportOf(evenShape(300, 10), 2)
  const { objective: best } = solveTransport(problem, unlimited)

  test('has a flow that may be and a bound that holds, however early it was', () => {
    let last = 0n
    for (const looks of [0, 1, 3, 10, 30, 100, 1000]) {
      let now = 0
      const { flow, objective, bound, gap, stoppedBy } = solveTransport(problem, {
        now: () => now++,
        timeMs: looks,
      })
      expect(faultsOf(problem, flow)).toEqual([])
      expect(objective).toBe(worthOf(problem, flow))
      expect(objective <= best && best <= bound).toBe(true)
      expect(Number(objective)).toBeGreaterThan(0.8 * Number(best))
      expect(gap === 0).toBe(stoppedBy === 'PROVEN')
      if (looks === 0) expect(stoppedBy).toBe('TIME')
      if (looks === 1000) expect(stoppedBy).toBe('PROVEN')
      expect(objective >= last).toBe(true)
      last = objective
    }
  })

  test('says that it was cancelled', () => {
    expect(solveTransport(problem, { ...unlimited, stop: () => true }).stoppedBy).toBe('CANCELLED')
  })
})

test('no prices give a bound that is too low', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.array(fc.nat(120), { minLength: 5, maxLength: 5 }), (seed, drawn) => {
      const problem = transportOf(
        { ...mixed, sources: 5, sinks: 5, arcs: 4, most: (random) => between(random, 0, 60) },
        seed,
      )
      const prices = Float64Array.from(drawn)
      expect(priceBound(problem, prices)).toBe(dualOf(problem, prices))
      expect(priceBound(problem, prices) >= solveTransport(problem, unlimited).objective).toBe(true)
    }),
  )
})

describe('what is no problem', () => {
  const problem = transportOf(mixed, 1)
  const most = problem.value.map(() => 1)

  test.each<[string, Partial<Transport>]>([
    ['supply[3] is -1', { supply: problem.supply.with(3, -1) }],
    ['supply[0] is 0.5', { supply: problem.supply.with(0, 0.5) }],
    ['demand[2] is NaN', { demand: problem.demand.with(2, NaN) }],
    ['demand[2] is 9007199254740992', { demand: problem.demand.with(2, 2 ** 53) }],
    ['source[5] is 20', { source: problem.source.with(5, 20) }],
    ['sink[5] is -1', { sink: problem.sink.with(5, -1) }],
    ['value[0] is 1.5', { value: problem.value.with(0, 1.5) }],
    [`value[0] is ${mostValue(problem) + 1}`, { value: problem.value.with(0, mostValue(problem) + 1) }],
    ['most[1] is -2', { most: most.with(1, -2) }],
    ['value has 99 entries, not 100', { value: problem.value.slice(1) }],
  ])('is refused: %s', (message, wrong) => {
    const solve = () => solveTransport({ ...problem, ...wrong }, unlimited)
    expect(solve).toThrow(TypeError)
    expect(solve).toThrow(message)
  })
})
