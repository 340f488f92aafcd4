/// <reference lib="esnext.temporal" />
import { openWindows } from '../../../matching/availability/open-windows.js'
import type { Plan, Proposal } from '../../../matching/plan.js'
import type { Allocation, Goods, Need, Place, Problem, Resource } from '../../../matching/problem.js'
import type { Window } from '../../../matching/windows.js'

type Use = Pick<Allocation, 'needId' | 'resourceId' | 'amount' | 'windows'>

/**
 * What a plan does that it must not, in sentences; nothing if it is in order. It knows nothing of how the engine works: it
 * asks the rules again, of each proposal and at each moment something begins.
 */
export function breachesOf(problem: Problem, plan: Pick<Plan, 'proposals'>): string[] {
  const { needs, resources, allocations } = problem
  const { proposals } = plan
  return [
    ...proposals.flatMap((proposal) => {
      const need = needs.find(({ id }) => id === proposal.needId)
      const resource = resources.find(({ id }) => id === proposal.resourceId)
      if (!need || !resource) return [`proposes what is not there: ${nameOf(proposal)}`]
      return rulesBroken(problem, need, resource, proposal).map((rule) => `${nameOf(proposal)}: ${rule}`)
    }),
    ...needs.flatMap((need) => needBreaches(need, proposals, allocations)),
    ...resources.flatMap((resource) => resourceBreaches(problem, resource, proposals)),
  ]
}

function nameOf({ needId, resourceId, amount }: Use): string {
  return `${amount} of ${resourceId} for ${needId}`
}

function rulesBroken(problem: Problem, need: Need, resource: Resource, proposal: Use): string[] {
  const { declined, horizon, timeZone, units } = problem
  const unit = units[need.unit]
  const zoned = Temporal.Instant.fromEpochMilliseconds(horizon[0]).toZonedDateTimeISO(timeZone)
  const { fields, organizationKinds, districts } = resource.eligibility
  const isFor = (list: readonly string[], ...of: readonly string[]) =>
    list.length === 0 || of.some((each) => list.includes(each))
  const metres = need.place && resource.place ? haversine(need.place, resource.place) : 0
  const isConsumed = unit?.use !== 'HELD'
  const kept: [string, boolean][] = [
    ['kind', need.kind === resource.kind],
    ['unit', need.unit === resource.unit],
    ['declined', !declined.some((pair) => pair.needId === need.id && pair.resourceId === resource.id)],
    ['deadline', need.deadline === null || need.deadline >= zoned.toPlainDate().toString()],
    ['fields', isFor(fields, need.field)],
    ['organizationKinds', isFor(organizationKinds, need.organizationKind)],
    ['districts', isFor(districts, ...need.districts)],
    ['smallest lot of the need', proposal.amount >= (need.smallestLot ?? 1)],
    ['smallest lot of the resource', proposal.amount >= (resource.smallestLot ?? 1)],
    ['whole units', !unit?.whole || proposal.amount % 100 === 0],
    ['integer', Number.isInteger(proposal.amount) && proposal.amount > 0],
    ['as a whole', resource.splittable || !isConsumed || proposal.amount === resource.amount],
    // A tenth of a millimetre for the rounding of the two ways to reckon.
    ['radius of the need', metres <= (need.radius ?? Infinity) + 1e-4],
    ['radius of the resource', metres <= (resource.radius ?? Infinity) + 1e-4],
    ['skills', need.skills.every((skill) => resource.skills.some((had) => isOrBelow(problem, had, skill)))],
  ]
  return [
    ...kept.filter(([, holds]) => !holds).map(([rule]) => rule),
    ...hoursBroken(problem, need, resource, proposal),
  ]
}

function isOrBelow({ skillAncestors }: Problem, had: string, asked: string): boolean {
  return had === asked || (skillAncestors[had] ?? []).includes(asked)
}

function haversine(one: Place, other: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const half = (angle: number) => Math.sin(radians(angle) / 2) ** 2
  const a =
    half(other.lat - one.lat) +
    Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * half(other.lon - one.lon)
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(a))
}

function hoursBroken(problem: Problem, need: Need, resource: Resource, { amount, windows }: Use): string[] {
  const { horizon, timeZone, units } = problem
  const unit = units[need.unit]
  const openOf = ({ openness }: Goods) =>
    openWindows(unit?.use === 'SPENT' ? { ...openness, availability: null } : openness, horizon, timeZone)
  const wanted = openOf(need)
  const offered = openOf(resource)
  const moments = startsOf(wanted, offered, windows)
  const isDuring = (moment: number) => isIn(windows, moment)
  const broken: string[] = []
  if (windows.length === 0) broken.push('no windows')
  if (windows.some(([from, to], index) => from >= to || from < (windows[index - 1]?.[1] ?? -Infinity))) {
    broken.push('windows out of order')
  }
  if (moments.some((moment) => isDuring(moment) && !(isIn(wanted, moment) && isIn(offered, moment)))) {
    broken.push('not open')
  }
  if (unit?.use === 'HELD' && need.openness.availability !== null) {
    if (moments.some((moment) => isIn(wanted, moment) && !isDuring(moment))) broken.push('hours of the need')
  }
  if (unit?.use !== 'SPENT' && resource.sharing === 'POOLED') {
    const areBoth = (moment: number) => isIn(wanted, moment) && isIn(offered, moment)
    if (moments.some((moment) => areBoth(moment) && !isDuring(moment))) broken.push('not all of the time')
  }
  if (unit?.use === 'TIME') {
    const dayOf = (moment: number) =>
      Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate().toString()
    const days = new Set<string>()
    for (const [from, to] of windows) {
      for (let moment = from; moment < to; moment += 3_600_000) days.add(dayOf(moment))
      days.add(dayOf(to - 1))
    }
    const length = windows.reduce((sum, [from, to]) => sum + to - from, 0)
    const isAtOnce = resource.sharing === 'POOLED'
    if (unit.counts === 'DAYS') {
      const asked = Math.ceil(amount / 100)
      if (isAtOnce ? days.size < asked : days.size !== asked) broken.push(`${days.size} days`)
    } else if (isAtOnce ? length < amount * 36_000 : length !== amount * 36_000) broken.push(`${length} ms`)
  }
  return broken
}

function needBreaches(
  need: Need,
  proposals: readonly Proposal[],
  allocations: readonly Allocation[],
): string[] {
  const own = proposals.filter(({ needId }) => needId === need.id)
  const fixed = allocations.filter(({ needId }) => needId === need.id)
  const lacking = Math.max(0, need.amount - sumOf(fixed))
  const given = sumOf(own)
  const broken: string[] = []
  if (own.length === 0) return broken
  if (given > lacking) broken.push(`${need.id} is given ${given} and lacks ${lacking}`)
  if (new Set(own.map(({ resourceId }) => resourceId)).size < own.length)
    broken.push(`${need.id}: a pair twice`)
  if (!need.splittable && (given !== lacking || own.length + fixed.length > 1))
    broken.push(`${need.id} is parted`)
  if (need.mostSources !== null && own.length + fixed.length > need.mostSources) {
    broken.push(`${need.id} has ${own.length + fixed.length} sources`)
  }
  return broken
}

function resourceBreaches(problem: Problem, resource: Resource, proposals: readonly Proposal[]): string[] {
  const own = proposals.filter(({ resourceId }) => resourceId === resource.id)
  const fixed = problem.allocations.filter(({ resourceId }) => resourceId === resource.id)
  const all: Use[] = [...own, ...fixed]
  const isHeld = problem.units[resource.unit]?.use === 'HELD'
  const broken: string[] = []
  if (own.length > 0 && !isHeld && sumOf(all) > resource.amount)
    broken.push(`${resource.id} gives more than it has`)
  for (const moment of startsOf(...all.map(({ windows }) => windows))) {
    // What people promised beyond what there is, is theirs.
    if (!own.some(({ windows }) => isIn(windows, moment))) continue
    const using = all.filter(({ windows }) => isIn(windows, moment))
    if (isHeld && sumOf(using) > resource.amount) broken.push(`${resource.id} is full at ${moment}`)
    if (resource.sharing === 'EXCLUSIVE' && using.length > 1)
      broken.push(`${resource.id} is double-booked at ${moment}`)
  }
  return broken
}

function sumOf(uses: readonly Use[]): number {
  return uses.reduce((sum, { amount }) => sum + amount, 0)
}

function startsOf(...lists: readonly (readonly Window[])[]): number[] {
  // Beginnings and ends: whatever is true of a stretch of time is so at its beginning.
  return [...new Set(lists.flat(2))]
}

function isIn(windows: readonly Window[], moment: number): boolean {
  return windows.some(([from, to]) => from <= moment && moment < to)
}
