import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { match } from '../../matching/match.js'
import type { Plan } from '../../matching/plan.js'
import type { Problem } from '../../matching/problem.js'
import { anyProblem } from './kit/any-problem.js'
import { breachesOf } from './kit/breaches.js'
import { unhurried } from './kit/problem.js'

const small = anyProblem({ needs: 3, resources: 3 })
const middling = anyProblem({ needs: 8, resources: 6 })

function withoutTime({ ms: _, ...plan }: Plan) {
  return plan
}

describe('whatever the problem', () => {
  test('capacity is never exceeded, no rule broken, no need over-filled, nothing promised is moved', () => {
    fc.assert(
      fc.property(fc.oneof(small, middling), (given) => {
        const before = structuredClone(given)
        const plan = match(given, unhurried)
        expect(breachesOf(given, plan)).toEqual([])
        expect(given).toEqual(before)
      }),
      { numRuns: 400 },
    )
  })

  test('the objective is the sum of amount times score, and no more than the bound', () => {
    fc.assert(
      fc.property(middling, (given) => {
        const { proposals, objective, bound, stoppedBy } = match(given, unhurried)
        expect(proposals.reduce((sum, { amount, score }) => sum + BigInt(amount) * BigInt(score), 0n)).toBe(
          objective,
        )
        expect(objective).toBeLessThanOrEqual(bound)
        expect(stoppedBy === 'PROVEN').toBe(objective === bound)
      }),
      { numRuns: 200 },
    )
  })

  test('each need says what it still lacks, and of all resources offered why not', () => {
    fc.assert(
      fc.property(middling, (given) => {
        const { proposals, unmet } = match(given, unhurried)
        for (const { id, amount, kind, unit } of given.needs) {
          const parts = [...proposals, ...given.allocations].filter(({ needId }) => needId === id)
          const missing = amount - parts.reduce((sum, part) => sum + part.amount, 0)
          const told = unmet.find(({ needId }) => needId === id)
          expect(told?.missing ?? 0).toBe(Math.max(0, missing))
          if (told === undefined) continue
          const own = proposals.filter(({ needId }) => needId === id).length
          const inTheWay = told.obstacles.reduce((sum, { resources }) => sum + resources, 0)
          expect(told.givenToOthers.length + own + inTheWay + told.farOff).toBe(told.offered)
          expect(given.resources.filter((each) => each.kind === kind && each.unit === unit)).toHaveLength(
            told.offered,
          )
        }
      }),
      { numRuns: 200 },
    )
  })

  test('permuting the input changes nothing', () => {
    const permuted = middling.chain((given) =>
      fc
        .tuple(
          fc.shuffledSubarray([...given.needs], { minLength: given.needs.length }),
          fc.shuffledSubarray([...given.resources], { minLength: given.resources.length }),
        )
        .map(([needs, resources]): [Problem, Problem] => [
          given,
          { ...given, needs, resources, allocations: given.allocations.toReversed() },
        ]),
    )
    fc.assert(
      fc.property(permuted, ([given, other]) => {
        expect(withoutTime(match(other, unhurried))).toEqual(withoutTime(match(given, unhurried)))
      }),
      { numRuns: 200 },
    )
  })

  test('adding a resource never lowers the objective', () => {
    const two = fc
      .tuple(small, fc.nat(2))
      .filter(([given]) => given.resources.length > 0)
      .map(([given, index]): [Problem, Problem] => {
        const gone = given.resources[index % given.resources.length]?.id
        const rest = {
          ...given,
          resources: given.resources.filter(({ id }) => id !== gone),
          allocations: given.allocations.filter(({ resourceId }) => resourceId !== gone),
        }
        return [rest, { ...given, allocations: rest.allocations }]
      })
    fc.assert(
      fc.property(two, ([fewer, more]) => {
        expect(match(more, unhurried).objective).toBeGreaterThanOrEqual(match(fewer, unhurried).objective)
      }),
      { numRuns: 400 },
    )
  })
})
