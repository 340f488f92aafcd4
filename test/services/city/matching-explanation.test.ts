import { describe, expect, test } from '@jest/globals'
import { type Miss, type Rule, rules } from '../../../matching/filter/rejection.js'
import { type TermVector, type TermWeights, terms } from '../../../matching/score/terms.js'
import { Language } from '../../../platform/graph/language.js'
import { ResourceKind, Unit, unitsOf } from '../../../services/city/goods/resource-kind.js'
import {
  explainMiss,
  explainObstacle,
  type Topic,
} from '../../../services/city/matching/explanation/explain-obstacle.js'
import { explainTerms } from '../../../services/city/matching/explanation/explain-terms.js'
import { explainUnmet } from '../../../services/city/matching/explanation/explain-unmet.js'
import { kindNouns } from '../../../services/city/matching/explanation/kind-nouns.js'
import { termTexts } from '../../../services/city/matching/explanation/term-texts.js'

const { DE, EN } = Language
const skills = new Map([
  ['s-1', { DE: 'Dolmetschen', EN: 'Interpreting' }],
  ['s-2', { DE: 'Schweißen', EN: 'Welding' }],
])
const rooms: Topic = { kind: ResourceKind.SPACE, unit: Unit.SQUARE_METRES, skills }
const funds: Topic = { kind: ResourceKind.FUNDING, unit: Unit.EUROS, skills }
const vehicles: Topic = { kind: ResourceKind.VEHICLE, unit: Unit.HOURS, skills }

function said(topic: Topic, rule: Rule, resources: number, miss: Miss): [string, string] {
  const obstacle = { rule, resources, nearest: [{ resourceId: 'r', miss }] }
  return [explainObstacle(obstacle, topic, DE), explainObstacle(obstacle, topic, EN)]
}

describe('an obstacle is told', () => {
  test('by how far the nearest is beyond the radius', () => {
    const miss: Miss = { by: 2_149, unit: 'METRES', lacking: ['need'] }
    expect(said(rooms, 'DISTANCE', 3, miss)).toEqual([
      'Drei Räume waren frei; der nächste liegt 2,1 km außerhalb Ihres Umkreises.',
      'Three rooms were free; the nearest is 2.1 km beyond your radius.',
    ])
    expect(said(rooms, 'DISTANCE', 1, { ...miss, by: 850 })).toEqual([
      'Ein Raum war frei; er liegt 850 m außerhalb Ihres Umkreises.',
      'One room was free; it is 850 m beyond your radius.',
    ])
    expect(said(funds, 'DISTANCE', 1_250, { ...miss, lacking: ['resource'] })).toEqual([
      '1.250 Förderungen waren frei; die nächste ist nur in einem Umkreis zu haben, der 2,1 km vor Ihnen endet.',
      '1,250 funds were free; the nearest is only offered within a radius that ends 2.1 km before your place.',
    ])
  })

  test('by what is lacking, by name where it has one', () => {
    const miss: Miss = { by: 2, unit: 'SKILLS', lacking: ['s-1', 's-2'] }
    expect(said(vehicles, 'SKILLS', 2, miss)).toEqual([
      'Zwei Fahrzeuge waren frei; dem passendsten fehlen die Fachkenntnisse „Dolmetschen“ und „Schweißen“.',
      'Two vehicles were free; the closest match lacks the skills “Interpreting” and “Welding”.',
    ])
    expect(said(funds, 'SKILLS', 1, { by: 1, unit: 'SKILLS', lacking: ['s-1'] })).toEqual([
      'Eine Förderung war frei; ihr fehlt die Fachkenntnis „Dolmetschen“.',
      'One fund was free; it lacks the skill “Interpreting”.',
    ])
    expect(said(vehicles, 'SKILLS', 1, { by: 1, unit: 'SKILLS', lacking: ['gone'] })).toEqual([
      'Ein Fahrzeug war frei; ihm fehlt eine Fachkenntnis.',
      'One vehicle was free; it lacks one skill.',
    ])
  })

  test('by the time it is short of, in minutes up to two hours', () => {
    expect(said(vehicles, 'AVAILABILITY', 4, { by: 90, unit: 'MINUTES' })).toEqual([
      'Vier Fahrzeuge waren da, aber nicht zur gewünschten Zeit; beim passendsten fehlen 90 Minuten.',
      'Four vehicles were there, but not at the time asked for; the closest match is 90 minutes short.',
    ])
    expect(said(funds, 'AVAILABILITY', 2, { by: 1, unit: 'DAYS' })).toEqual([
      'Zwei Förderungen waren da, aber nicht zur gewünschten Zeit; bei der passendsten fehlt 1 Tag.',
      'Two funds were there, but not at the time asked for; the closest match is 1 day short.',
    ])
    expect(said(vehicles, 'TAKEN', 1, { by: 150, unit: 'MINUTES' })).toEqual([
      'Ein Fahrzeug hätte gepasst, ist aber anderen zugesagt; es fehlen 2,5 Stunden.',
      'One vehicle would have done, but is promised to others; it is 2.5 hours short.',
    ])
  })

  test('by the amount it is short of', () => {
    expect(said(funds, 'SMALLEST_LOT', 2, { by: 125_050, unit: 'HUNDREDTHS' })).toEqual([
      'Zwei Förderungen waren frei; bei der passendsten fehlen 1.250,5 Euro an der kleinsten Menge, die etwas nützt.',
      'Two funds were free; the closest match is 1,250.5 euros short of the smallest amount that is of use.',
    ])
    const seat: Topic = { ...rooms, unit: Unit.SEATS }
    expect(said(seat, 'TAKEN', 13, { by: 100, unit: 'HUNDREDTHS' })).toEqual([
      '13 Räume hätten gepasst, sind aber anderen zugesagt; beim passendsten fehlt 1 Platz.',
      '13 rooms would have done, but are promised to others; the closest match is 1 seat short.',
    ])
  })

  test('by whom it is meant for, by the deadline, by decisions, and by how many sources there may be', () => {
    const conditions = ['fields', 'organizationKinds', 'districts']
    expect(said(rooms, 'ELIGIBILITY', 2, { by: 3, unit: 'CONDITIONS', lacking: conditions })).toEqual([
      'Zwei Räume waren frei; der passendste ist für andere Themen, andere Arten von Organisationen und andere Ortsteile bestimmt.',
      'Two rooms were free; the closest match is meant for other fields, other kinds of organizations and other districts.',
    ])
    expect(said(rooms, 'DEADLINE', 2, { by: 3, unit: 'DAYS' })).toEqual([
      'Die Frist liegt 3 Tage zurück; zwei Räume wären frei gewesen.',
      'The deadline was 3 days ago; two rooms would have been free.',
    ])
    expect(said(rooms, 'DECLINED', 1, { by: 1, unit: 'DECISIONS' })).toEqual([
      'Ein Raum wurde für diesen Bedarf schon abgelehnt.',
      'One room was declined for this need already.',
    ])
    expect(said(vehicles, 'SOURCES', 1, { by: 1, unit: 'SOURCES' })).toEqual([
      'Der Bedarf wird schon aus so vielen Quellen gedeckt, wie er zulässt; ein weiteres Fahrzeug wäre frei.',
      'The need is met from as many sources as it allows already; one more vehicle would be free.',
    ])
  })

  const misses: Record<Rule, readonly Miss[]> = {
    DECLINED: [{ by: 1, unit: 'DECISIONS' }],
    DEADLINE: [{ by: 1, unit: 'DAYS' }],
    SOURCES: [{ by: 1, unit: 'SOURCES' }],
    ELIGIBILITY: [{ by: 1, unit: 'CONDITIONS', lacking: ['districts'] }],
    SMALLEST_LOT: [{ by: 250, unit: 'HUNDREDTHS' }],
    DISTANCE: [
      { by: 1, unit: 'METRES', lacking: ['need', 'resource'] },
      { by: 1_000, unit: 'METRES', lacking: ['resource'] },
    ],
    SKILLS: [{ by: 1, unit: 'SKILLS', lacking: ['s-2'] }],
    AVAILABILITY: [
      { by: 1, unit: 'MINUTES' },
      { by: 2, unit: 'DAYS' },
    ],
    TAKEN: [
      { by: 600, unit: 'MINUTES' },
      { by: 2, unit: 'DAYS' },
      { by: 100, unit: 'HUNDREDTHS' },
    ],
  }
  const cases = Object.values(ResourceKind).flatMap((kind) => rules.map((rule) => [kind, rule] as const))

  test.each(cases)('in whole sentences of either language: %s, %s', (kind, rule) => {
    const whole = /^[A-ZÄÖÜ0-9][^{}]*[^ .]\.$/
    for (const unit of unitsOf[kind]) {
      for (const miss of misses[rule]) {
        for (const lang of [DE, EN]) {
          const topic = { kind, unit, skills }
          const tongue = lang === EN ? 'EN' : 'DE'
          const [one, many] = [1, 5].map((resources) =>
            explainObstacle({ rule, resources, nearest: [{ resourceId: 'r', miss }] }, topic, lang),
          )
          for (const sentence of [one, many, explainMiss(rule, miss, topic, lang)]) {
            expect(sentence).toMatch(whole)
            expect(sentence).not.toMatch(/undefined|null|NaN|\[object/)
          }
          expect(one?.includes(kindNouns[kind][tongue].one)).toBe(true)
          expect(many?.includes(kindNouns[kind][tongue].many)).toBe(true)
        }
      }
    }
  })

  test('by itself, for one of the resources', () => {
    expect(explainMiss('DISTANCE', { by: 400, unit: 'METRES' }, funds, DE)).toBe(
      'Sie liegt 400 m außerhalb Ihres Umkreises.',
    )
    expect(explainMiss('TAKEN', { by: 60, unit: 'MINUTES' }, rooms, EN)).toBe(
      'It is 60 minutes short, for that is promised to others.',
    )
  })
})

describe('why a need stays unmet is told', () => {
  const nothing = { offered: 0, givenToOthers: [], obstacles: [], farOff: 0 }

  test('where nothing of the kind is offered', () => {
    expect(explainUnmet(nothing, rooms, DE)).toEqual(['Es gibt zurzeit keinen Raum (Einheit: Quadratmeter).'])
    expect(explainUnmet(nothing, funds, DE)).toEqual(['Es gibt zurzeit keine Förderung.'])
    expect(explainUnmet(nothing, vehicles, EN)).toEqual(['There is no vehicle (unit: hours) at the moment.'])
  })

  test('by what others get, each rule, and what is far off, in this order', () => {
    const obstacles = [
      { rule: 'DISTANCE', resources: 2, nearest: [{ resourceId: 'r', miss: { by: 90, unit: 'METRES' } }] },
    ] as const
    const unmet = { offered: 6, givenToOthers: ['a'], obstacles, farOff: 3 }
    expect(explainUnmet(unmet, rooms, EN)).toEqual([
      'One room would do, but is proposed for other needs.',
      'Two rooms were free; the nearest is 90 m beyond your radius.',
      'Three rooms do not fit for more than one reason.',
    ])
    expect(explainUnmet({ ...unmet, givenToOthers: Array(10).fill('a') }, rooms, DE)).toEqual([
      'Mindestens zehn Räume würden passen, werden aber für anderen Bedarf vorgeschlagen.',
      'Zwei Räume waren frei; der nächste liegt 90 m außerhalb Ihres Umkreises.',
      'Drei Räume passen aus mehreren Gründen nicht.',
    ])
  })

  test('where there was no time to look', () => {
    expect(explainUnmet({ ...nothing, offered: 9 }, rooms, EN)).toEqual([
      'There was no time to look for something that fits.',
    ])
  })
})

describe('a score is explained', () => {
  const weights: TermWeights = {
    SKILLS: 25,
    DISTANCE: 15,
    OVERLAP: 15,
    PRIORITY: 20,
    URGENCY: 10,
    FAIRNESS: 10,
    COST: 5,
  }
  const points: TermVector = {
    SKILLS: 1000,
    DISTANCE: 713,
    OVERLAP: 1000,
    PRIORITY: 600,
    URGENCY: 0,
    FAIRNESS: 333,
    COST: 800,
  }

  test('by each term, with what it brought to the score', () => {
    const explained = explainTerms(points, weights)
    expect(explained.map(({ term }) => term)).toEqual(terms)
    // 25·1000 + 15·713 + 15·1000 + 20·600 + 10·333 + 5·800 = 70,025 of 100.
    expect(explained.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(700)
    expect(explained[0]).toEqual({
      term: 'SKILLS',
      points: 1000,
      weight: 25,
      contribution: 250,
      texts: {
        text: {
          DE: 'Die Fachkenntnisse passen genau, oder es sind keine nötig.',
          EN: 'The skills are just what is asked for, or none are.',
        },
      },
    })
  })

  test.each(terms)('with a sentence for all points there can be, in either language: %s', (term) => {
    const levels = termTexts[term].map(([from]) => from)
    expect(levels[0]).toBe(1000)
    expect(levels.at(-1)).toBe(0)
    expect(levels).toEqual(levels.toSorted((one, other) => other - one))
    for (const [, text] of termTexts[term]) {
      expect(text.DE).toMatch(/^[A-ZÄÖÜ].*\.$/)
      expect(text.EN).toMatch(/^[A-Z].*\.$/)
    }
    for (const some of [0, 1, 333, 500, 999, 1000]) {
      const explained = explainTerms({ ...points, [term]: some }, weights).find((each) => each.term === term)
      const expected = termTexts[term].find(([from]) => some >= from)?.[1]
      expect(explained?.texts.text).toEqual(expected)
    }
  })
})
