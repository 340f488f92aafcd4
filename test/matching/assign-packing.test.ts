import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Answer, once, type Packing, worthOf } from '../../matching/assign/packing.js'
import { solve } from '../../matching/assign/solve.js'
import { watchOf } from '../../matching/assign/watch.js'
import { anyPacking } from './kit/any-packing.js'
import { faultsOf, optimumOf } from './kit/packing-oracle.js'

const unhurried = () => watchOf({ now: () => 0, timeMs: 1 })
const overAlready = () => watchOf({ now: () => 0, timeMs: 0 })

/** HiGHS computes with rounded numbers. */
function rounding(worth: number): number {
  return 0.5 + 1e-6 * worth
}

function checked(packing: Packing, answer: Answer): Answer & { worth: bigint } {
  const worth = worthOf(packing, answer.amounts)
  expect(faultsOf(packing, answer.amounts)).toEqual([])
  expect(worth).toBeLessThanOrEqual(answer.bound)
  return { ...answer, worth }
}

/** So many needs want one of twelve things, or some of it, of so many resources at two of four times. */
function largePacking(needs: number, resources: number, whole: boolean): Packing {
  let state = 1
  const below = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % limit
  }
  const items: Packing['items'][number][] = []
  const rows: Packing['rows'][number][] = []
  const using = Array.from({ length: resources * 4 }, (): number[] => [])
  for (let need = 0; need < needs; need++) {
    const amount = 5 + below(40)
    const own: number[] = []
    for (let option = 0; option < 12; option++) {
      const isWhole = whole || below(3) === 0
      const item = items.push({ score: 1 + below(1000), least: isWhole ? amount : 1, most: amount }) - 1
      const resource = below(resources)
      for (const time of new Set([below(4), below(4)])) using[resource * 4 + time]?.push(item)
      own.push(item)
    }
    rows.push({ of: 'NEED', capacity: amount, per: 1, items: own })
    if (below(2) === 0) rows.push({ of: 'NEED', capacity: 2, per: once, items: own })
  }
  for (const [index, own] of using.entries()) {
    const isExclusive = Math.floor(index / 4) % 2 === 0
    rows.push({ of: 'RESOURCE', capacity: isExclusive ? 1 : 60, per: isExclusive ? once : 1, items: own })
  }
  return { items, rows }
}

describe('the amounts chosen of some dozen items', () => {
  test('are worth as much as those HiGHS finds, and proven to be', () => {
    fc.assert(
      fc.property(anyPacking(12, 6), (packing) => {
        const { worth, bound } = checked(packing, solve(packing, unhurried()))
        const optimum = optimumOf(packing)
        expect(Math.abs(Number(worth) - optimum)).toBeLessThanOrEqual(rounding(optimum))
        expect(bound).toBe(worth)
      }),
      { numRuns: 250 },
    )
  })

  test('keep all limits and have a bound that holds, if there is no time at all', () => {
    fc.assert(
      fc.property(anyPacking(12, 6), (packing) => {
        const { bound } = checked(packing, solve(packing, overAlready()))
        const optimum = optimumOf(packing)
        expect(Number(bound)).toBeGreaterThanOrEqual(optimum - rounding(optimum))
      }),
      { numRuns: 100 },
    )
  })

  test('are exact where they are as large as can be', () => {
    const items = [
      { score: 1000, least: 1e12, most: 1e12 },
      { score: 999, least: 1, most: 1e12 },
    ]
    const packing: Packing = { items, rows: [{ of: 'RESOURCE', capacity: 1e12, per: 1, items: [0, 1] }] }
    const { worth, bound } = checked(packing, solve(packing, unhurried()))
    expect({ worth, bound }).toEqual({ worth: 10n ** 15n, bound: 10n ** 15n })
  })
})

describe('the amounts chosen of thousands of items', () => {
  test.each([
    ['some wholes, some parts', false, 0.03],
    ['wholes', true, 0.08],
  ])('are within some hundredths of the bound: %s', (_, whole, most) => {
    const packing = largePacking(45, 12, whole)
    const { worth, bound } = checked(packing, solve(packing, unhurried()))
    expect(Number(bound - worth) / Number(bound)).toBeLessThan(most)
  })

  test('are the same for the same items', () => {
    const packing = largePacking(30, 8, false)
    expect(solve(packing, unhurried())).toEqual(solve(packing, unhurried()))
  })

  test('keep all limits and have a bound that holds, wherever the search is broken off', () => {
    const packing = largePacking(30, 8, false)
    const { worth: best } = checked(packing, solve(packing, unhurried()))
    for (const looks of [0, 1, 10, 100, 1000]) {
      let looked = 0
      const broken = watchOf({ now: () => 0, timeMs: 1, stop: () => looked++ >= looks })
      const { bound } = checked(packing, solve(packing, broken))
      expect(bound).toBeGreaterThanOrEqual(best)
      expect(broken.why()).toBe('CANCELLED')
    }
  })
})
