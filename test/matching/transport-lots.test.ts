import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { between, hubShape, type Shape, transportOf } from '../../bench/matching/transport-instances.js'
import { Random } from '../../matching/generalized-assignment/random.js'
import { type LotTransport, solveLots } from '../../matching/transport/lots.js'
import { solveTransport } from '../../matching/transport/solve.js'
import { faultsOf, optimumByHighs, worthOf } from './kit/transport-oracle.js'

const unlimited = { now: () => 0, timeMs: 1 }
const small: Shape = {
  sources: 5,
  sinks: 5,
  arcs: 4,
  amount: (random) => between(random, 0, 12),
  value: (random) => between(random, -3, 20),
}

/** Every second arc or so has a least amount, some more than there can be. */
function lotsOf(shape: Shape, seed: number, largest: number): LotTransport {
  const random = new Random(seed + 1)
  const problem = transportOf(shape, seed)
  return { ...problem, least: problem.value.map(() => (random.below(2) ? between(random, 2, largest) : 0)) }
}

function lotFaultsOf(problem: LotTransport, flow: Float64Array): string[] {
  const tooLittle = [...flow.keys()].filter(
    (arc) => (flow[arc] as number) > 0 && (flow[arc] as number) < (problem.least[arc] as number),
  )
  return [...faultsOf(problem, flow), ...tooLittle.map((arc) => `arc ${arc} carries too little`)]
}

describe('the best flow with least amounts', () => {
  test('is as good as that of HiGHS, and proven', () => {
    const shapes: Shape[] = [
      small,
      { ...small, sources: 2, sinks: 7 },
      { ...small, sources: 8, sinks: 2, arcs: 9 },
      { ...small, most: (random) => between(random, 0, 9) },
      { ...small, value: () => 5 },
      { ...small, sources: 10, sinks: 10 },
    ]
    for (const [index, shape] of shapes.entries()) {
      for (let seed = 1; seed <= 15; seed++) {
        const problem = lotsOf(shape, seed, 10)
        const { flow, objective, bound, gap, stoppedBy } = solveLots(problem, unlimited)
        expect({ index, seed, faults: lotFaultsOf(problem, flow) }).toEqual({ index, seed, faults: [] })
        expect(objective).toBe(worthOf(problem, flow))
        expect({ index, seed, objective }).toEqual({
          index,
          seed,
          objective: BigInt(Math.round(optimumByHighs(problem))),
        })
        expect({ bound, gap, stoppedBy }).toEqual({ bound: objective, gap: 0, stoppedBy: 'PROVEN' })
      }
    }
  })

  test('is that without them where they ask for nothing', () => {
    const problem = transportOf(hubShape(60, 6, 1), 1)
    const free = solveLots({ ...problem, least: problem.value.map((_, arc) => arc % 2) }, unlimited)
    expect(free.objective).toBe(solveTransport(problem, unlimited).objective)
    expect(free.stoppedBy).toBe('PROVEN')
  })

  test('is worth no less with a source more', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        (seed, sources, sinks) => {
          const problem = lotsOf({ ...small, sources, sinks }, seed, 8)
          const without = { ...problem, supply: problem.supply.with(sources - 1, 0) }
          const { objective, stoppedBy } = solveLots(problem, unlimited)
          expect(stoppedBy).toBe('PROVEN')
          expect(solveLots(without, unlimited).objective <= objective).toBe(true)
        },
      ),
    )
  })

  test('comes again with the same problem, also where the search is not ended', () => {
    const problem = lotsOf(hubShape(60, 6, 1), 4, 200)
    const limits = { ...unlimited, relaxations: 20 }
    expect(solveLots(problem, limits)).toEqual(solveLots(problem, limits))
  })
})

describe('a search for it that is stopped', () => {
  const problem = lotsOf({ ...hubShape(80, 8, 1), value: (random) => between(random, 1, 1000) }, 2, 300)

  test('has a flow that may be and a bound that holds', () => {
    const { objective: best } = solveLots(problem, { ...unlimited, relaxations: 2000 })
    let tightest: bigint | null = null
    for (const relaxations of [0, 1, 5, 50]) {
      const { flow, objective, bound, stoppedBy } = solveLots(problem, { ...unlimited, relaxations })
      expect(lotFaultsOf(problem, flow)).toEqual([])
      expect(objective).toBe(worthOf(problem, flow))
      expect(objective <= best && best <= bound).toBe(true)
      expect(stoppedBy).toBe(objective === bound ? 'PROVEN' : 'EXHAUSTED')
      if (tightest !== null) expect(bound <= tightest).toBe(true)
      tightest = bound
    }
  })

  test('says why', () => {
    let now = 0
    expect(solveLots(problem, { now: () => now++, timeMs: 0 }).stoppedBy).toBe('TIME')
    now = 0
    const late = solveLots(problem, { now: () => now++, timeMs: 30 })
    expect(late.stoppedBy).toBe('TIME')
    expect(lotFaultsOf(problem, late.flow)).toEqual([])
    expect(solveLots(problem, { ...unlimited, stop: () => true }).stoppedBy).toBe('CANCELLED')
  })
})

test('a least amount that is none is refused', () => {
  const problem = lotsOf(small, 1, 5)
  const solve = () => solveLots({ ...problem, least: problem.least.with(2, 1.5) }, unlimited)
  expect(solve).toThrow(TypeError)
  expect(solve).toThrow('least[2] is 1.5')
})
