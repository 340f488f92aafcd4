import type { Openness } from '../../matching/availability/open-windows.js'
import { dayMs } from '../../matching/availability/wall-clock.js'
import { Weekday, weekdays } from '../../matching/availability/weekday.js'
import { Random } from '../../matching/generalized-assignment/random.js'
import type { Goods, Need, Problem, Resource, UnitOfUse } from '../../matching/problem.js'

const timeZone = 'Europe/Berlin'
const start = Date.parse('2026-11-23T00:00:00+01:00')
const horizonDays = 182

const units: Record<string, UnitOfUse> = {
  EUROS: { use: 'SPENT' },
  HOURS: { use: 'TIME', counts: 'HOURS' },
  DAYS: { use: 'TIME', counts: 'DAYS' },
  PIECES: { use: 'HELD', whole: true },
  SEATS: { use: 'HELD', whole: true },
  SQUARE_METRES: { use: 'HELD' },
}

/** Kinds with their units and largest amounts, as often as they are listed. */
const wares = [
  { kind: 'SPACE', unit: 'SEATS', most: 300 },
  { kind: 'SPACE', unit: 'SEATS', most: 60 },
  { kind: 'SPACE', unit: 'SQUARE_METRES', most: 400 },
  { kind: 'SPACE', unit: 'HOURS', most: 40 },
  { kind: 'STAFF_HOURS', unit: 'HOURS', most: 60 },
  { kind: 'STAFF_HOURS', unit: 'HOURS', most: 200 },
  { kind: 'FUNDING', unit: 'EUROS', most: 20_000 },
  { kind: 'EQUIPMENT', unit: 'PIECES', most: 30 },
  { kind: 'EQUIPMENT', unit: 'DAYS', most: 10 },
  { kind: 'EXPERTISE', unit: 'HOURS', most: 30 },
  { kind: 'VEHICLE', unit: 'DAYS', most: 8 },
]
const fields = ['EDUCATION', 'MOBILITY', 'HEALTH', 'SOCIETY', 'CLIMATE']
const organizationKinds = ['TOWN', 'PUBLIC_BODY', 'ASSOCIATION', 'COMPANY', 'SCHOOL', 'INFORMAL_GROUP']
const districts = Array.from({ length: 9 }, (_, index) => `district-${index}`)

/** Five areas of four skills with two more special ones each. */
const skillAncestors: Record<string, readonly string[]> = {}
for (let skill = 0; skill < 60; skill++) {
  const [area, parent] = [`area-${Math.floor(skill / 12)}`, `skill-${Math.floor(skill / 3) * 3}`]
  skillAncestors[`skill-${skill}`] = skill % 3 === 0 ? [area] : [parent, area]
}

/**
 * A problem as a town may have it: made up, and the same for the same seed.
 *
 * @param size how many needs, and how many resources
 * @param ofOneKind all are seats, so that each need could be met by each resource
 */
export function townProblem(size: number, seed: number, ofOneKind: boolean): Problem {
  const random = new Random(seed)
  const some = <T>(list: readonly T[]): T => list[random.below(list.length)] as T
  const oneIn = (times: number) => random.below(times) === 0
  const list = (values: readonly string[]) => (oneIn(3) ? [some(values), some(values)] : [])

  const goodsOf = (id: string, forNeed: boolean): Goods => {
    const { kind, unit, most } = ofOneKind ? (wares[0] as (typeof wares)[number]) : some(wares)
    const amount = 100 * (1 + random.below(forNeed ? Math.ceil(most / 3) : most))
    const splittable = !oneIn(3)
    const place = oneIn(10)
      ? null
      : { lat: 52.16 + random.fraction() * 0.2, lon: 10.38 + random.fraction() * 0.3 }
    return {
      id,
      organizationId: `organization-${random.below(200)}`,
      kind,
      unit,
      amount,
      splittable,
      smallestLot: splittable && oneIn(4) ? Math.min(amount, 500) : null,
      openness: openness(forNeed),
      place,
      radius: place !== null && oneIn(2) ? 1_000 + random.below(8_000) : null,
      skills: ['STAFF_HOURS', 'EXPERTISE'].includes(kind) ? [`skill-${random.below(60)}`] : [],
    }
  }

  const openness = (forNeed: boolean): Openness => {
    const from = random.below(forNeed ? 120 : 30)
    const hour = (least: number, span: number) => String(least + random.below(span)).padStart(2, '0')
    const hours = forNeed
      ? { days: [some(weekdays)], from: `${hour(14, 5)}:00`, to: `${hour(19, 3)}:00` }
      : { days: someDays(), from: `${hour(8, 4)}:00`, to: `${hour(20, 3)}:30` }
    return {
      availability: oneIn(3) ? null : { timeZone, weekly: [hours], dates: [], closedOn: [] },
      validFrom: oneIn(2) ? null : dayAfter(from),
      validTo: oneIn(2) ? null : dayAfter(from + 30 + random.below(120)),
    }
  }

  const someDays = (): Weekday[] =>
    some([weekdays, weekdays.slice(0, 5), weekdays.slice(5), [Weekday.TU, Weekday.TH]]).slice()

  const needOf = (index: number): Need => {
    const goods = goodsOf(`need-${index}`, true)
    return {
      ...goods,
      skills: goods.skills.flatMap((skill) => (oneIn(2) ? (skillAncestors[skill] ?? []).slice(-1) : [skill])),
      deadline: oneIn(2) ? dayAfter(random.below(150)) : null,
      mostSources: goods.splittable && oneIn(5) ? 1 + random.below(3) : null,
      field: some(fields),
      districts: [some(districts)],
      organizationKind: some(organizationKinds),
      priority: 100 * random.below(11),
      received: 100 * random.below(11),
    }
  }

  const resourceOf = (index: number): Resource => ({
    ...goodsOf(`resource-${index}`, false),
    sharing: oneIn(2) ? 'EXCLUSIVE' : 'POOLED',
    eligibility: {
      fields: list(fields),
      organizationKinds: list(organizationKinds),
      districts: list(districts),
    },
  })

  return {
    needs: Array.from({ length: size }, (_, index) => needOf(index)),
    resources: Array.from({ length: size }, (_, index) => resourceOf(index)),
    allocations: [],
    declined: [],
    units,
    skillAncestors,
    horizon: [start, start + horizonDays * dayMs],
    timeZone,
    policy: {
      weights: { SKILLS: 20, DISTANCE: 20, OVERLAP: 10, PRIORITY: 20, URGENCY: 15, FAIRNESS: 10, COST: 5 },
    },
  }
}

function dayAfter(days: number): string {
  return new Date(start + (days + 0.5) * dayMs).toISOString().slice(0, 10)
}
