import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { place } from '../../matching/assign/place.js'
import { daysOf } from '../../matching/days.js'
import { judgePair } from '../../matching/filter/judge-pair.js'
import { judgementOf } from '../../matching/filter/judgement.js'
import { leftOf } from '../../matching/filter/left.js'
import type { Need, Problem, Resource, UnitOfUse } from '../../matching/problem.js'
import { roomIn } from '../../matching/room.js'
import { difference, type Window } from '../../matching/windows.js'
import { anyProblem } from './kit/any-problem.js'
import { at, need, problem, resource, timeZone } from './kit/problem.js'

const hour = (time: string) => at(`2026-11-02T${time}+01:00`)
const hours = { use: 'TIME', counts: 'HOURS' } as const
const days = { use: 'TIME', counts: 'DAYS' } as const

function pairOf({ needs, resources, ...rest }: Problem): Problem | null {
  const [first, second] = [needs[0], resources[0]]
  return first && second && first.unit === second.unit
    ? { ...rest, needs: [first], resources: [second] }
    : null
}

describe('one need and one resource', () => {
  test('are told everything that stands between them', () => {
    const pair = problem({
      needs: [need({ deadline: '2020-01-01', skills: ['driving'] })],
      resources: [resource({ skills: [] })],
    })
    const judged = judgePair(pair, leftOf(pair))
    expect('rejections' in judged && judged.rejections.map(({ rule }) => rule)).toEqual([
      'DEADLINE',
      'SKILLS',
    ])
  })

  test('are judged as all others are, whatever they are', () => {
    let candidates = 0
    fc.assert(
      fc.property(anyProblem({ needs: 2, resources: 2 }), (whole) => {
        const pair = pairOf(whole)
        fc.pre(pair !== null)
        const left = leftOf(pair)
        fc.pre(left.ofNeed(0) > 0)
        const judged = judgePair(pair, left)
        const verdict = judgementOf(pair, left).of(0)(0)
        if (verdict === null) expect('rejections' in judged && judged.rejections.length).toBeGreaterThan(1)
        else if ('rule' in verdict) expect(judged).toEqual({ rejections: [verdict] })
        else expect(judged).toEqual({ candidate: verdict })
        if ('candidate' in judged) candidates += 1
      }),
      { numRuns: 1_000 },
    )
    expect(candidates).toBeGreaterThan(50)
  })

  test('go together at a time they were placed at, and not at one in which one of them is closed', () => {
    let placings = 0
    fc.assert(
      fc.property(anyProblem({ needs: 2, resources: 2 }), (whole) => {
        const pair = pairOf(whole)
        fc.pre(pair !== null)
        const left = leftOf(pair)
        const judged = judgePair(pair, left)
        fc.pre('candidate' in judged)
        const { least, most, windows } = judged.candidate
        fc.pre(least <= most)
        const [asks, offers] = [pair.needs[0] as Need, pair.resources[0] as Resource]
        const unit = pair.units[asks.unit] as UnitOfUse
        const reckoned = daysOf(pair.horizon, pair.timeZone)
        const placed = place(windows, least, unit, offers, reckoned)
        expect(roomIn(placed, unit, reckoned)).toBeGreaterThanOrEqual(least)
        if (unit.use !== 'SPENT') expect(difference(placed, windows)).toEqual([])
        const again = judgePair(pair, left, placed)
        expect(again).toMatchObject({ candidate: { windows: placed } })
        if ('candidate' in again) expect(again.candidate.most).toBeGreaterThanOrEqual(least)
        const after: Window[] = [[pair.horizon[1], pair.horizon[1] + 1]]
        expect(judgePair(pair, left, after)).toMatchObject({ rejections: [{ rule: 'AVAILABILITY' }] })
        placings += 1
      }),
      { numRuns: 1_000 },
    )
    expect(placings).toBeGreaterThan(50)
  })
})

describe('an amount is placed', () => {
  const windows: Window[] = [
    [hour('09:00'), hour('10:30')],
    [hour('12:00'), hour('18:00')],
  ]
  const alone = { sharing: 'EXCLUSIVE' } as const
  const onDays = daysOf([hour('00:00'), hour('23:00')], timeZone)

  test('in the first hours there are, the last of them cut', () => {
    expect(place(windows, 225, hours, alone, onDays)).toEqual([
      [hour('09:00'), hour('10:30')],
      [hour('12:00'), hour('12:45')],
    ])
    expect(place(windows, 150, hours, alone, onDays)).toEqual([[hour('09:00'), hour('10:30')]])
  })

  test('on the first days there are, also the one with 25 hours', () => {
    const span: Window = [at('2026-10-24T12:00+02:00'), at('2026-10-28T00:00+01:00')]
    expect(place([span], 150, days, alone, daysOf(span, timeZone))).toEqual([
      [at('2026-10-24T12:00+02:00'), at('2026-10-26T00:00+01:00')],
    ])
  })

  test('in all of the time where several share it, or it is held, and over the whole term where it is money', () => {
    expect(place(windows, 100, hours, { sharing: 'POOLED' }, onDays)).toEqual(windows)
    expect(place(windows, 100, { use: 'HELD' }, alone, onDays)).toEqual(windows)
    expect(place(windows, 100, { use: 'SPENT' }, alone, onDays)).toEqual([[hour('09:00'), hour('18:00')]])
  })
})
