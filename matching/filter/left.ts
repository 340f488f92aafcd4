import type { Allocation, Amount, Problem } from '../problem.js'
import { joined, type Window } from '../windows.js'

/**
 * What the allocations of a problem leave. Needs and resources are told by their places in its lists. Nothing is less
 * than 0, also where people promised more than there is.
 */
export interface Left {
  /** What a need still lacks. */
  ofNeed(need: number): Amount
  /** From how many more resources a need may be met; each allocation counts as one, `Infinity` where any number may. */
  sourcesOf(need: number): number
  /** What is left of a resource that is used up; of one that is held: all of it. */
  ofResource(resource: number): Amount
  /** Of a resource that is held: what is free at every moment of some windows. Of others: what is left. */
  ofResourceWithin(resource: number, windows: readonly Window[]): Amount
  /** Whether anything of a resource is promised. */
  isPromised(resource: number): boolean
  /** When a resource is promised. Where one at a time uses it, it is not to be had then. */
  booked(resource: number): readonly Window[]
}

/** Windows, each with what is promised in it; in order, apart from each other. */
type Profile = readonly { window: Window; amount: Amount }[]

/** What is left of each need and resource. */
export function leftOf({ needs, resources, allocations, units }: Problem): Left {
  const given = Map.groupBy(allocations, ({ needId }) => needId)
  const promised = Map.groupBy(allocations, ({ resourceId }) => resourceId)
  const booked = resources.map(({ id }) => joined((promised.get(id) ?? []).flatMap(({ windows }) => windows)))
  const profiles = resources.map(({ id }) => profileOf(promised.get(id) ?? []))
  const isPromised = resources.map(({ id }) => promised.has(id))
  const isHeld = resources.map(({ unit }) => units[unit]?.use === 'HELD')
  const needsLeft = needs.map(({ id, amount }) => Math.max(0, amount - sumOf(given.get(id))))
  const sources = needs.map(({ id, splittable, mostSources }) => {
    const most = splittable ? (mostSources ?? Infinity) : 1
    return Math.max(0, most - (given.get(id)?.length ?? 0))
  })
  const resourcesLeft = resources.map(({ id, amount }, index) =>
    isHeld[index] ? amount : Math.max(0, amount - sumOf(promised.get(id))),
  )
  return {
    ofNeed: (need) => needsLeft[need] ?? 0,
    sourcesOf: (need) => sources[need] ?? 0,
    ofResource: (resource) => resourcesLeft[resource] ?? 0,
    ofResourceWithin: (resource, windows) => {
      const left = resourcesLeft[resource] ?? 0
      return isHeld[resource] ? Math.max(0, left - mostWithin(profiles[resource] ?? [], windows)) : left
    },
    isPromised: (resource) => isPromised[resource] ?? false,
    booked: (resource) => booked[resource] ?? [],
  }
}

function sumOf(allocations: readonly Allocation[] = []): Amount {
  return allocations.reduce((sum, { amount }) => sum + amount, 0)
}

function profileOf(allocations: readonly Allocation[]): Profile {
  const steps = allocations
    .flatMap(({ windows, amount }) =>
      windows.flatMap(([from, to]) => [
        { at: from, by: amount },
        { at: to, by: -amount },
      ]),
    )
    .toSorted((one, other) => one.at - other.at)
  const profile: { window: Window; amount: Amount }[] = []
  let amount = 0
  for (const [index, { at, by }] of steps.entries()) {
    amount += by
    const until = steps[index + 1]?.at ?? at
    if (amount > 0 && at < until) profile.push({ window: [at, until], amount })
  }
  return profile
}

function mostWithin(profile: Profile, windows: readonly Window[]): Amount {
  let most = 0
  for (let i = 0, j = 0; i < profile.length && j < windows.length; ) {
    const { window, amount } = profile[i] as Profile[number]
    const [from, to] = windows[j] as Window
    if (Math.max(window[0], from) < Math.min(window[1], to)) most = Math.max(most, amount)
    if (window[1] <= to) i++
    else j++
  }
  return most
}
