import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { hundredths } from '../../../services/city/goods/amount.js'
import { ResourceKind, Unit, unitsOf } from '../../../services/city/goods/resource-kind.js'
import { periodIsInOrder } from '../../../services/city/goods/rules/period-order.js'
import { radiusHasCentre } from '../../../services/city/goods/rules/radius-has-centre.js'
import { smallestLotIsPart } from '../../../services/city/goods/rules/smallest-lot.js'
import { unitFitsKind } from '../../../services/city/goods/rules/unit-fits-kind.js'
import { wholeAmounts } from '../../../services/city/goods/rules/whole-amounts.js'
import { InitiativeStatus } from '../../../services/city/initiative/initiative-status.js'
import { takesNeeds } from '../../../services/city/need/initiative-takes-needs.js'
import { poolIsSplittable } from '../../../services/city/resource/pool-is-splittable.js'
import { Sharing } from '../../../services/city/resource/sharing.js'
import { skills } from '../../../services/city/skill/skills.js'

describe('an amount', () => {
  test('is counted in hundredths, exactly', () => {
    expect(hundredths('1250.5')).toBe(125_050n)
    expect(hundredths('0.01')).toBe(1n)
    expect(hundredths('7')).toBe(700n)
    expect(hundredths('99999999999999.99')).toBe(9_999_999_999_999_999n)
  })

  test('is refused if it is not more than 0, has too many digits, or is no decimal number', () => {
    for (const none of [
      ...['0', '0.00', '-1', '+1', '', ' 1', '1 ', '1.', '.5', '1,5', '1e3', '0x10', 'NaN', 'Infinity'],
      ...['1.001', '100000000000000', '١', '1\n'],
    ]) {
      expect([none, hundredths(none)]).toEqual([none, null])
    }
  })

  test('of any cents comes back as it went in', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 9_999_999_999_999_999n }), (cents) => {
        const written = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
        expect(hundredths(written)).toBe(cents)
      }),
    )
  })
})

describe('a unit', () => {
  const { SPACE, STAFF_HOURS, FUNDING, EQUIPMENT, DATA, EXPERTISE, VEHICLE } = ResourceKind
  const { HOURS, DAYS, EUROS, PIECES, SEATS, SQUARE_METRES } = Unit

  test('fits the kinds that are counted in it, and no others', () => {
    const fitting: Record<ResourceKind, Unit[]> = {
      [SPACE]: [SQUARE_METRES, SEATS, HOURS, DAYS],
      [STAFF_HOURS]: [HOURS],
      [FUNDING]: [EUROS],
      [EQUIPMENT]: [PIECES, HOURS, DAYS],
      [DATA]: [PIECES],
      [EXPERTISE]: [HOURS, DAYS],
      [VEHICLE]: [PIECES, SEATS, HOURS, DAYS],
    }
    for (const kind of Object.values(ResourceKind)) {
      for (const unit of Object.values(Unit)) {
        const fits = unitFitsKind({ kind, unit }).length === 0
        expect([kind, unit, fits]).toEqual([kind, unit, fitting[kind].includes(unit)])
      }
    }
  })

  test('that does not fit is answered with those that do', () => {
    expect(unitFitsKind({ kind: STAFF_HOURS, unit: EUROS })).toEqual([
      { path: 'unit', code: 'UNIT_DOES_NOT_FIT', limit: 'HOURS' },
    ])
    expect(unitFitsKind({ kind: EQUIPMENT, unit: EUROS })[0]?.limit).toBe(unitsOf.EQUIPMENT.join(', '))
  })

  test('of pieces and seats has no parts', () => {
    const check = (unit: Unit, amount: string, smallestLot: string | null = null) =>
      wholeAmounts({ unit, amount, smallestLot }).map(({ path }) => path)
    expect(check(PIECES, '2.5')).toEqual(['amount'])
    expect(check(SEATS, '2.00', '0.5')).toEqual(['smallestLot'])
    expect(check(PIECES, '1.5', '0.5')).toEqual(['amount', 'smallestLot'])
    expect(check(PIECES, '2.00', '1')).toEqual([])
    for (const unit of [HOURS, DAYS, EUROS, SQUARE_METRES]) expect(check(unit, '2.5', '0.25')).toEqual([])
  })
})

describe('a smallest lot', () => {
  const codes = (smallestLot: string | null, amount = '10', splittable = true) =>
    smallestLotIsPart({ smallestLot, amount, splittable }).map(({ code }) => code)

  test('is at most the whole amount, compared as numbers', () => {
    expect(codes('10')).toEqual([])
    expect(codes('9.99')).toEqual([])
    expect(codes('10.01')).toEqual(['MORE_THAN_THERE_IS'])
    expect(codes('9', '10')).toEqual([])
    expect(codes(null)).toEqual([])
  })

  test('is only one of what is splittable', () => {
    expect(codes('5', '10', false)).toEqual(['ONLY_SPLITTABLE'])
    expect(codes(null, '10', false)).toEqual([])
  })

  test('says nothing more of amounts that are none', () => {
    expect(codes('x')).toEqual([])
    expect(codes('5', 'x')).toEqual([])
  })
})

test('a period does not end before it begins; a day is one', () => {
  const check = (validFrom: string | null, validTo: string | null) =>
    periodIsInOrder({ validFrom, validTo }).map(({ path, code }) => [path, code])
  expect(check('2026-01-02', '2026-01-01')).toEqual([['validTo', 'PERIOD_REVERSED']])
  expect(check('2026-01-01', '2026-01-01')).toEqual([])
  expect(check(null, '2026-01-01')).toEqual([])
  expect(check('2026-01-01', null)).toEqual([])
})

test('a radius has a location in its middle', () => {
  expect(radiusHasCentre({ radius: 500, location: null })).toEqual([
    { path: 'location', code: 'NEEDS_LOCATION' },
  ])
  expect(radiusHasCentre({ radius: 500, location: { lat: 51, lon: 6 } })).toEqual([])
  expect(radiusHasCentre({ radius: null, location: null })).toEqual([])
})

test('only what is splittable can be pooled', () => {
  const { EXCLUSIVE, POOLED } = Sharing
  expect(poolIsSplittable({ sharing: POOLED, splittable: false })).toEqual([
    { path: 'sharing', code: 'ONLY_SPLITTABLE' },
  ])
  expect(poolIsSplittable({ sharing: POOLED, splittable: true })).toEqual([])
  expect(poolIsSplittable({ sharing: EXCLUSIVE, splittable: true })).toEqual([])
  expect(poolIsSplittable({ sharing: EXCLUSIVE, splittable: false })).toEqual([])
})

test('initiatives lack nothing any more once they are rejected or have ended', () => {
  const refused = Object.values(InitiativeStatus).filter((status) => !takesNeeds(status))
  expect(refused).toEqual(['REJECTED', 'ENDED'])
})

describe('the taxonomy of skills', () => {
  test('is a tree of six groups, written from the general to the special, in German and English', () => {
    const before = new Set<string>()
    for (const { id, parent_id: parent, label } of skills) {
      expect([id, parent === null || before.has(parent)]).toEqual([id, true])
      expect([id, before.has(id)]).toEqual([id, false])
      expect(label).toEqual(expect.objectContaining({ DE: expect.any(String), EN: expect.any(String) }))
      before.add(id)
    }
    expect(skills.filter(({ parent_id: parent }) => parent === null)).toHaveLength(6)
  })

  test('has the five areas of DigComp among the digital ones', () => {
    const areas = skills.filter(({ source }) => source !== null)
    expect(areas.map(({ source }) => source)).toEqual(
      [1, 2, 3, 4, 5].map((area) => `DigComp 2.2, area ${area}`),
    )
    expect(areas.every(({ parent_id: parent }) => parent === 'skill-digital')).toBe(true)
  })
})
