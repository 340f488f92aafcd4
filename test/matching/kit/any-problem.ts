import fc from 'fast-check'
import type { HoursOnDate } from '../../../matching/availability/availability.js'
import type { Openness } from '../../../matching/availability/open-windows.js'
import { Weekday, weekdays } from '../../../matching/availability/weekday.js'
import type { Allocation, Goods, Need, Problem, Resource } from '../../../matching/problem.js'
import { type TermWeights, terms } from '../../../matching/score/terms.js'
import { at, problem, timeZone } from './problem.js'

/** The week in which summer time ends, and the one after it: few days, few hours, few places, so that things meet and collide. */
export const horizon = [at('2026-10-22T00:00+02:00'), at('2026-11-05T00:00+01:00')] as const

const skillAncestors = { sign: ['interpreting', 'languages'], interpreting: ['languages'] }

/** Most of what may stand in the way does not, most of the time: with so many rules, little would be left to match otherwise. */
function seldom<T>(rare: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: rare })
}

const orEmpty = (values: string[]) => seldom(fc.subarray(values)).map((some) => some ?? [])

const day = fc.constantFrom(
  '2026-10-20',
  '2026-10-23',
  '2026-10-25',
  '2026-10-28',
  '2026-11-03',
  '2026-11-09',
)
const opens = fc.constantFrom('00:00', '02:00', '02:30', '09:00', '11:00', '23:00')
const closes = fc.constantFrom('02:30', '03:00', '11:00', '14:00', '24:00')

function hoursOf(days: fc.Arbitrary<Weekday[]>): fc.Arbitrary<Openness> {
  return fc.record({
    availability: fc.oneof(
      fc.constant(null),
      fc.record({
        timeZone: fc.constantFrom(timeZone, timeZone, 'Europe/London'),
        weekly: fc.array(
          fc.record({ days, from: opens, to: closes }).filter(({ from, to }) => from !== to),
          { minLength: 1, maxLength: 2 },
        ),
        dates: fc.constant<HoursOnDate[]>([]),
        closedOn: fc.constant<string[]>([]),
      }),
    ),
    validFrom: seldom(day),
    validTo: seldom(day),
  })
}

const someDays = fc.subarray<Weekday>([Weekday.MO, Weekday.SU, Weekday.FR], { minLength: 1 })
const mostDays = fc.oneof(fc.constant<Weekday[]>([...weekdays]), someDays)

/** Whole ones, so that every unit can have them, and few, so that sums meet. */
const amount = fc.constantFrom(100, 200, 300, 500, 1_000)

const goods = {
  organizationId: fc.constantFrom('a', 'b'),
  kind: fc.constant('SPACE'),
  unit: fc.constantFrom('EUROS', 'HOURS', 'HOURS', 'DAYS', 'SEATS', 'SEATS', 'SQUARE_METRES'),
  amount,
  splittable: fc.boolean(),
  smallestLot: seldom(fc.constantFrom(100, 200, 300)),
  place: seldom(fc.record({ lat: fc.constantFrom(52.2, 52.21, 52.3), lon: fc.constantFrom(10.5, 10.51) })),
  radius: fc.option(fc.constantFrom(1_000, 2_000, 20_000)),
}

function need(unit: fc.Arbitrary<string>): fc.Arbitrary<Omit<Need, 'id'>> {
  return fc.record({
    ...goods,
    unit,
    openness: hoursOf(someDays),
    skills: orEmpty(['interpreting', 'languages', 'driving']),
    deadline: seldom(fc.constantFrom('2026-10-21', '2026-10-22', '2026-11-20')),
    mostSources: seldom(fc.constantFrom(1, 2)),
    field: fc.constantFrom('EDUCATION', 'CLIMATE'),
    districts: orEmpty(['old-town', 'harbour']),
    organizationKind: fc.constantFrom('ASSOCIATION', 'SCHOOL'),
    priority: fc.constantFrom(0, 300, 1_000),
    received: fc.constantFrom(0, 500),
  })
}

function resource(unit: fc.Arbitrary<string>): fc.Arbitrary<Omit<Resource, 'id'>> {
  return fc.record({
    ...goods,
    unit,
    openness: hoursOf(mostDays),
    skills: fc.subarray(['sign', 'interpreting', 'languages', 'driving']),
    sharing: fc.constantFrom('EXCLUSIVE' as const, 'POOLED' as const),
    eligibility: fc.record({
      fields: orEmpty(['EDUCATION', 'CLIMATE']),
      organizationKinds: orEmpty(['ASSOCIATION', 'SCHOOL']),
      districts: orEmpty(['old-town', 'harbour']),
    }),
  })
}

const weights: fc.Arbitrary<TermWeights> = fc
  .tuple(...terms.map(() => fc.constantFrom(0, 1, 5)))
  .map((values) => Object.fromEntries(terms.map((term, index) => [term, values[index] ?? 0])) as TermWeights)
  .filter((given) => terms.some((term) => given[term] > 0))

function named<T extends Omit<Goods, 'id'>>(list: readonly T[], letter: string): (T & { id: string })[] {
  return list.map((each, index) => ({ ...each, id: `${letter}${index}` }))
}

/** Promises of anything to anybody at any time, as people may have made them. */
function allocations(needs: readonly Need[], resources: readonly Resource[]): fc.Arbitrary<Allocation[]> {
  if (needs.length === 0 || resources.length === 0) return fc.constant([])
  const span = fc.record({ from: fc.nat(13 * 24), length: fc.integer({ min: 1, max: 72 }) })
  return fc.array(
    fc
      .record({
        needId: fc.constantFrom(...needs.map(({ id }) => id)),
        resourceId: fc.constantFrom(...resources.map(({ id }) => id)),
        amount: fc.constantFrom(100, 200, 700),
        span,
      })
      .map(({ span: { from, length }, ...rest }) => ({
        ...rest,
        windows: [[horizon[0] + from * 3_600_000, horizon[0] + (from + length) * 3_600_000] as const],
      })),
    { maxLength: 2 },
  )
}

interface Size {
  needs: number
  resources: number
}

/** Any problem of up to so many needs and resources, all of one unit or of several. */
export function anyProblem(
  { needs, resources }: Size,
  unit: fc.Arbitrary<string> = goods.unit,
): fc.Arbitrary<Problem> {
  const lists = unit.chain((each) => {
    const units = fc.oneof({ weight: 4, arbitrary: fc.constant(each) }, unit)
    return fc.record({
      needs: fc
        .array(need(units), { minLength: Math.min(2, needs), maxLength: needs })
        .map((list) => named(list, 'n')),
      resources: fc
        .array(resource(units), { minLength: Math.min(1, resources), maxLength: resources })
        .map((list) => named(list, 'r')),
      weights,
    })
  })
  return lists.chain(({ weights, ...goods }) => {
    const pair = fc.record({ needId: fc.constantFrom('n0', 'n1'), resourceId: fc.constantFrom('r0', 'r1') })
    return fc
      .record({
        allocations: fc.oneof(fc.constant([]), allocations(goods.needs, goods.resources)),
        declined: fc.oneof(fc.constant([]), fc.array(pair, { maxLength: 1 })),
      })
      .map((rest) => problem({ ...goods, ...rest, skillAncestors, horizon, policy: { weights } }))
  })
}
