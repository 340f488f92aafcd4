import { describe, expect, test } from '@jest/globals'
import { leftOf } from '../../matching/filter/left.js'
import { mostAlternatives, mostGivenToOthers } from '../../matching/plan.js'
import type { Problem } from '../../matching/problem.js'
import { propose } from '../../matching/propose/propose.js'
import { scoringOf } from '../../matching/score/score.js'
import { filtered, need, problem, resource } from './kit/problem.js'

/** What is proposed if of each resource named so much is given to the need, or to the first of them. */
function proposed(given: Problem, amounts: Record<string, number>) {
  const { findings } = filtered(given)
  const { scored } = scoringOf(given)
  const candidates = findings.flatMap((finding) => finding?.candidates ?? []).map(scored)
  const assigned = Object.entries(amounts).map(([id, amount]) => {
    const candidate = candidates.findIndex(({ resource }) => given.resources[resource]?.id === id)
    return { candidate, amount, windows: candidates[candidate]?.windows ?? [] }
  })
  return propose(given, findings, candidates, assigned, leftOf(given))
}

const place = { lat: 52, lon: 10 }
const away = (metres: number) => ({ lat: 52 + metres / 111_195, lon: 10 })
const rooms = [3_000, 1_000, 5_000, 2_000, 4_000].map((metres, index) =>
  resource({ id: `room ${index}`, place: away(metres), amount: 4_000 }),
)

describe('what is proposed', () => {
  const given = problem({ needs: [need({ place })], resources: rooms })

  test('names need, resource, amount, time, and why', () => {
    const { proposals } = proposed(given, { 'room 1': 4_000 })
    expect(proposals).toMatchObject([
      {
        needId: 'need',
        resourceId: 'room 1',
        amount: 4_000,
        windows: [given.horizon],
        score: 707,
        terms: { DISTANCE: 950, SKILLS: 1_000, PRIORITY: 0 },
      },
    ])
  })

  test('comes with the best others that are not proposed for the need, too', () => {
    const { proposals } = proposed(given, { 'room 3': 4_000, 'room 1': 2_000 })
    expect(proposals.map(({ resourceId }) => resourceId)).toEqual(['room 1', 'room 3'])
    for (const { alternatives } of proposals) {
      expect(alternatives).toHaveLength(mostAlternatives)
      expect(alternatives.map(({ resourceId }) => resourceId)).toEqual(['room 0', 'room 4', 'room 2'])
      expect(alternatives[0]).toMatchObject({ amount: 4_000, score: 693, terms: { DISTANCE: 850 } })
    }
  })
})

describe('a need that stays without', () => {
  test('all is missing nothing', () => {
    const given = problem({ needs: [need({ amount: 4_000 })], resources: rooms })
    expect(proposed(given, { 'room 0': 4_000 }).unmet).toEqual([])
  })

  test('a part says how much, and who would have done but gives to others', () => {
    const given = problem({
      needs: [need(), need({ id: 'promised', amount: 100 })],
      resources: rooms,
      allocations: [{ needId: 'promised', resourceId: 'room 4', amount: 100, windows: [] }],
    })
    const { unmet } = proposed(given, { 'room 0': 4_000, 'room 1': 4_000 })
    expect(unmet).toEqual([
      {
        needId: 'need',
        missing: 2_000,
        offered: 5,
        givenToOthers: ['room 2', 'room 3', 'room 4'],
        obstacles: [],
        farOff: 0,
      },
    ])
  })

  test('anything, for there is nothing of its kind, says just that', () => {
    expect(proposed(problem({ needs: [need()] }), {}).unmet).toEqual([
      { needId: 'need', missing: 10_000, offered: 0, givenToOthers: [], obstacles: [], farOff: 0 },
    ])
  })

  test('names at most ten who give to others, the best first', () => {
    const resources = Array.from({ length: 15 }, (_, index) =>
      resource({ id: String.fromCharCode(97 + index), place: away(1_500 - 100 * index) }),
    )
    const [unmet] = proposed(problem({ needs: [need({ place })], resources }), {}).unmet
    expect(unmet?.givenToOthers).toHaveLength(mostGivenToOthers)
    expect(unmet?.givenToOthers.slice(0, 3)).toEqual(['o', 'n', 'm'])
  })
})
