import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Weekday } from '../../matching/availability/weekday.js'
import type { Need, Problem, Resource } from '../../matching/problem.js'
import { contributionsOf, scoreOf, scoringOf } from '../../matching/score/score.js'
import { type Term, type TermVector, terms } from '../../matching/score/terms.js'
import { filtered, need, problem, resource, timeZone } from './kit/problem.js'

/** The terms of the one pair there is. */
function termsOf(
  wanted: Partial<Need>,
  offered: Partial<Resource> = {},
  rest: Partial<Problem> = {},
): TermVector {
  const given = problem({ needs: [need(wanted)], resources: [resource(offered)], ...rest })
  const [candidate] = filtered(given).findings[0]?.candidates ?? []
  if (candidate === undefined) throw new Error('the two are no pair')
  return scoringOf(given).scored(candidate).terms
}

function vector(points: Partial<TermVector>): TermVector {
  return { SKILLS: 0, DISTANCE: 0, OVERLAP: 0, PRIORITY: 0, URGENCY: 0, FAIRNESS: 0, COST: 0, ...points }
}

describe('the terms', () => {
  test('SKILLS: all points for the very skill, fewer the more special it is; the mean of those asked for', () => {
    const skillAncestors = {
      special: ['plain', 'general'],
      plain: ['general'],
      deep: ['1', '2', '3', '4', '5', '6'],
    }
    const points = (asked: string[], had: string[]) =>
      termsOf({ skills: asked }, { skills: had }, { skillAncestors }).SKILLS
    expect(points([], ['special'])).toBe(1_000)
    expect(points(['general'], ['special'])).toBe(600)
    expect(points(['general'], ['special', 'plain'])).toBe(800)
    expect(points(['general', 'special'], ['special'])).toBe(800)
    expect(points(['6'], ['deep'])).toBe(200)
  })

  test('DISTANCE: all points at the same place, none at the smaller radius or at 20 km, half where one is not known', () => {
    const place = { lat: 52, lon: 10 }
    // 1,111.95 m
    const there = { lat: 52.01, lon: 10 }
    const points = (one: number | null, other: number | null, where = there) =>
      termsOf({ place, radius: one }, { place: where, radius: other }).DISTANCE
    expect(points(null, null)).toBe(944)
    expect(points(2_224, null)).toBe(500)
    expect(points(5_000, 2_224)).toBe(500)
    expect(points(1, 1, place)).toBe(1_000)
    expect(points(null, null, { lat: 53, lon: 10 })).toBe(0)
    expect(termsOf({ place }).DISTANCE).toBe(500)
  })

  test('OVERLAP: the part of the time the need is open in which the resource is to be had', () => {
    const openness = (from: string, to: string) => ({
      availability: { timeZone, weekly: [{ days: [Weekday.MO], from, to }], dates: [], closedOn: [] },
      validFrom: null,
      validTo: null,
    })
    const hours = { unit: 'HOURS', amount: 100 }
    const points = (wanted: Partial<Need>, offered: Partial<Resource>) =>
      termsOf({ ...hours, ...wanted }, { ...hours, ...offered }).OVERLAP
    expect(points({}, {})).toBe(1_000)
    const morning = { openness: openness('09:00', '12:00') }
    expect(points(morning, { openness: openness('10:00', '18:00') })).toBe(667)
    expect(points(morning, {})).toBe(1_000)
    // Twelve hours of four weeks.
    expect(points({}, morning)).toBe(18)
    const euros = { unit: 'EUROS', amount: 100 }
    expect(
      termsOf({ ...euros, ...morning }, { ...euros, openness: openness('20:00', '21:00') }).OVERLAP,
    ).toBe(1_000)
  })

  test('PRIORITY and FAIRNESS: what the roadmap wants, and what the organization did not get', () => {
    expect(termsOf({ priority: 350, received: 200 })).toMatchObject({ PRIORITY: 350, FAIRNESS: 800 })
  })

  test('URGENCY: all points in the first week, none after 180 days, by the earlier of deadline and first day', () => {
    const points = (deadline: string | null, validFrom: string | null = null) =>
      termsOf({ deadline, openness: { availability: null, validFrom, validTo: null } }).URGENCY
    expect(points('2026-11-02')).toBe(1_000)
    expect(points('2026-11-09')).toBe(1_000)
    expect(points('2026-11-10')).toBe(994)
    expect(points('2027-04-30')).toBe(6)
    expect(points('2027-05-01')).toBe(0)
    expect(points(null)).toBe(0)
    expect(points('2027-05-01', '2026-11-12')).toBe(points('2026-11-12'))
    expect(points('2026-11-12', '2026-11-20')).toBe(points('2026-11-12'))
    expect(points(null, '2026-01-01')).toBe(1_000)
  })

  test('COST: how little is tied up without use, of what is held and not for several', () => {
    const points = (offered: Partial<Resource>) => termsOf({ amount: 2_500 }, offered).COST
    expect(points({ sharing: 'EXCLUSIVE' })).toBe(250)
    expect(points({ splittable: false })).toBe(250)
    expect(points({})).toBe(1_000)
    expect(termsOf({ unit: 'HOURS', amount: 100 }, { unit: 'HOURS', sharing: 'EXCLUSIVE' }).COST).toBe(1_000)
  })
})

describe('the score', () => {
  const weights = vector({ SKILLS: 1, DISTANCE: 2 })

  test('is the mean by the weights, half a point rounded up, and at least 1', () => {
    expect(scoreOf(vector({ SKILLS: 1_000, DISTANCE: 1 }), weights)).toBe(334)
    expect(scoreOf(vector({ SKILLS: 1, DISTANCE: 0 }), vector({ SKILLS: 1, DISTANCE: 1 }))).toBe(1)
    expect(scoreOf(vector({ SKILLS: 500, DISTANCE: 501 }), vector({ SKILLS: 1, DISTANCE: 1 }))).toBe(501)
    expect(scoreOf(vector({ PRIORITY: 1_000 }), weights)).toBe(1)
  })

  test('is the same whether its terms are told or not', () => {
    const given = problem({
      needs: [need({ priority: 123 })],
      resources: [resource({ sharing: 'EXCLUSIVE' })],
    })
    const [candidate] = filtered(given).findings[0]?.candidates ?? []
    if (candidate === undefined) throw new Error('the two are no pair')
    const { scoreOf: score, scored } = scoringOf(given)
    expect(scored(candidate)).toMatchObject({ ...candidate, score: score(candidate) })
    // 1000 + 500 + 1000 + 123 + 0 + 1000 + 1000 points in seven terms.
    expect(score(candidate)).toBe(660)
  })

  test('is what its terms bring, which bring it by their weights and points', () => {
    const points = fc.record(
      Object.fromEntries(terms.map((term) => [term, fc.nat(1_000)])),
    ) as fc.Arbitrary<TermVector>
    const anyWeights = fc.record(
      Object.fromEntries(terms.map((term) => [term, fc.nat(100)])),
    ) as fc.Arbitrary<TermVector>
    fc.assert(
      fc.property(points, anyWeights, (given, weighed) => {
        const total = terms.reduce((sum, term) => sum + weighed[term], 0)
        fc.pre(total > 0)
        const parts = contributionsOf(given, weighed)
        const exact = (term: Term) => (weighed[term] * given[term]) / total
        expect(terms.reduce((sum, term) => sum + parts[term], 0)).toBe(scoreOf(given, weighed))
        for (const term of terms) {
          expect(Number.isInteger(parts[term])).toBe(true)
          expect(parts[term]).toBeGreaterThanOrEqual(Math.floor(exact(term)))
          expect(parts[term]).toBeLessThanOrEqual(Math.floor(exact(term)) + 1)
          if (weighed[term] === 0) expect(parts[term]).toBe(0)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})
