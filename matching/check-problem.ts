import type { Allocation, Amount, Goods, Need, Problem } from './problem.js'
import { mostAmount } from './problem.js'
import { mostPoints, terms } from './score/terms.js'
import type { Window } from './windows.js'

const mostWeight = 100

/**
 * Lets pass what can be matched.
 *
 * @throws TypeError with the first thing that is wrong: a programmer's mistake, for nobody types in a problem
 */
export function checkProblem(problem: Problem): void {
  const { needs, resources, allocations, horizon, policy } = problem
  demand(isWindow(horizon), 'horizon', 'must be two moments in order')
  for (const term of terms) {
    demand(
      isInteger(policy.weights[term], 0, mostWeight),
      `policy.weights.${term}`,
      `must be 0 to ${mostWeight}`,
    )
  }
  demand(
    terms.some((term) => policy.weights[term] > 0),
    'policy.weights',
    'must not all be 0',
  )
  checkIds('needs', needs)
  checkIds('resources', resources)
  for (const resource of resources) checkGoods(`resource "${resource.id}"`, resource, problem)
  for (const need of needs) checkNeed(`need "${need.id}"`, need, problem)
  for (const [index, allocation] of allocations.entries())
    checkAllocation(`allocations[${index}]`, allocation)
}

function checkGoods(path: string, goods: Goods, { units }: Problem): void {
  const { amount, smallestLot, unit, openness, place, radius } = goods
  demand(Object.hasOwn(units, unit), path, `has a unit that is not one of the problem's, "${unit}"`)
  const step = units[unit]?.whole ? 100 : 1
  const isAmount = (value: Amount) => isInteger(value, 1, mostAmount) && value % step === 0
  const kind = step === 1 ? 'an integer' : 'a multiple of 100'
  demand(isAmount(amount), `${path}: amount`, `must be ${kind} from 1 to ${mostAmount}`)
  demand(smallestLot === null || isAmount(smallestLot), `${path}: smallestLot`, `must be ${kind} from 1`)
  for (const day of ['validFrom', 'validTo'] as const) {
    demand(isDay(openness[day]), `${path}: ${day}`, 'must be a day, YYYY-MM-DD, or null')
  }
  demand(radius === null || radius >= 0, `${path}: radius`, 'must be a number from 0, or null')
  demand(
    place === null || (Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180),
    `${path}: place`,
    'must be on the earth, in degrees',
  )
}

function checkNeed(path: string, need: Need, problem: Problem): void {
  checkGoods(path, need, problem)
  demand(isDay(need.deadline), `${path}: deadline`, 'must be a day, YYYY-MM-DD, or null')
  demand(
    need.mostSources === null || isInteger(need.mostSources, 1, Number.MAX_SAFE_INTEGER),
    `${path}: mostSources`,
    'must be an integer from 1, or null',
  )
  for (const name of ['priority', 'received'] as const) {
    demand(
      isInteger(need[name], 0, mostPoints),
      `${path}: ${name}`,
      `must be an integer from 0 to ${mostPoints}`,
    )
  }
}

/** It may be for a need that is not to be matched now, or of a resource that is not. */
function checkAllocation(path: string, { amount, windows }: Allocation): void {
  demand(isInteger(amount, 1, mostAmount), `${path}: amount`, `must be an integer from 1 to ${mostAmount}`)
  const isInOrder = windows.every(
    (window, index) => isWindow(window) && (windows[index - 1]?.[1] ?? -Infinity) <= window[0],
  )
  demand(isInOrder, `${path}: windows`, 'must be in order and not overlap')
}

function checkIds(list: string, goods: readonly Goods[]): void {
  const seen = new Set<string>()
  for (const { id } of goods) {
    demand(!seen.has(id), list, `has "${id}" twice`)
    seen.add(id)
  }
}

function isInteger(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

function isWindow([from, to]: Window): boolean {
  return Number.isSafeInteger(from) && Number.isSafeInteger(to) && from < to
}

function isDay(day: string | null): boolean {
  return day === null || (/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)))
}

function demand(holds: boolean, path: string, says: string): void {
  if (!holds) throw new TypeError(`${path} ${says}`)
}
