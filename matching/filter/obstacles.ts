import { mostNearest, type Obstacle } from '../plan.js'
import type { Problem } from '../problem.js'
import { type Miss, type Rule, rules } from './rejection.js'

interface Near {
  resource: number
  miss: Miss
}

/** Counts what stood in a need's way, and keeps what came nearest. */
export class Obstacles {
  readonly #found = new Map<Rule, { resources: number; nearest: Near[] }>()

  /** Resources are told by their places in the problem's list, in this order. */
  add(rule: Rule, resource: number, miss: Miss): void {
    const found = this.#found.get(rule) ?? { resources: 0, nearest: [] }
    if (found.resources++ === 0) this.#found.set(rule, found)
    const { nearest } = found
    const last = nearest.at(-1)
    if (nearest.length === mostNearest && last !== undefined && compare(last.miss, miss) <= 0) return
    const place = nearest.findIndex((near) => compare(near.miss, miss) > 0)
    nearest.splice(place === -1 ? nearest.length : place, 0, { resource, miss })
    nearest.length = Math.min(nearest.length, mostNearest)
  }

  /** In the order of the rules. */
  toList(resources: Problem['resources']): Obstacle[] {
    return rules.flatMap((rule) => {
      const found = this.#found.get(rule)
      if (found === undefined) return []
      const nearest = found.nearest.map(({ resource, miss }) => ({
        resourceId: resources[resource]?.id ?? '',
        miss,
      }))
      return [{ rule, resources: found.resources, nearest }]
    })
  }
}

/** A rule may count misses in several units: what is short of minutes comes before what is short of amounts. */
const unitOrder = ['MINUTES', 'DAYS', 'HUNDREDTHS']

function compare(one: Miss, other: Miss): number {
  return unitOrder.indexOf(one.unit) - unitOrder.indexOf(other.unit) || one.by - other.by
}
