import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Language } from '../../../platform/graph/language.js'
import {
  type AskedQuestion,
  canonical,
  checkedQuestion,
  isEmpty,
  questionId,
  readQuestion,
} from '../../../platform/suggestions/question.js'
import {
  SuggestionReasonCode as Code,
  fitOf,
  isTelling,
  type Reason,
  reasonsOf,
} from '../../../platform/suggestions/reason.js'
import { reasonText } from '../../../platform/suggestions/reason-texts.js'
import { districts } from '../../../platform/town/districts.js'
import { Field } from '../../../platform/town/field.js'
import { LifeSituation } from '../../../platform/town/life-situation.js'

const situations = Object.values(LifeSituation)
const fields = Object.values(Field)
const districtIds = districts.map(({ id }) => id)

const asked = fc.record<AskedQuestion>({
  lifeSituations: fc.option(fc.array(fc.constantFrom(...situations))),
  district: fc.option(fc.constantFrom(...districtIds)),
  interests: fc.option(fc.array(fc.constantFrom(...fields))),
})

const everyReason: readonly Reason[] = [
  ...reasonsOf({ lifeSituations: situations, interests: fields, district: '05370004-08' }),
  ...([Code.SOON, Code.ONLINE, Code.WHOLE_TOWN] as const).map((code) => ({ code, subject: null })),
]

describe('a question', () => {
  test('is read from its id as it was asked, each part once and in the one order', () => {
    fc.assert(
      fc.property(asked, (question) => {
        fc.pre(!isEmpty(canonical(question)))
        const read = readQuestion(questionId(checkedQuestion(question)))
        expect(read).toEqual(canonical(question))
        expect(new Set(read.lifeSituations)).toEqual(new Set(question.lifeSituations ?? []))
        expect(new Set(read.interests)).toEqual(new Set(question.interests ?? []))
      }),
    )
  })

  test('has the same id however its parts are ordered or repeated', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(situations), fc.shuffledSubarray(fields), (some, others) => {
        const question = { lifeSituations: some, district: null, interests: others }
        const again = {
          lifeSituations: [...some, ...some].reverse(),
          district: null,
          interests: [...others].reverse(),
        }
        expect(questionId(canonical(again))).toBe(questionId(canonical(question)))
      }),
    )
  })

  test('that names nothing, or a district that is none, is refused', () => {
    expect(() => checkedQuestion({ lifeSituations: [], interests: null })).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining('Name at least one'),
      }),
    )
    expect(() => checkedQuestion({ district: 'x' })).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringContaining('"x"') }),
    )
  })

  const id = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url')
  test.each([
    ['nothing', ''],
    ['no JSON', 'abc'],
    ['another version', id({ v: 2, l: ['MOVING'], d: null, i: [] })],
    ['an unknown situation', id({ v: 1, l: ['FLYING'], d: null, i: [] })],
    ['an unknown district', id({ v: 1, l: [], d: 'x', i: [] })],
    ['an empty question', id({ v: 1, l: [], d: null, i: [] })],
    ['another order', id({ v: 1, l: ['MOVING', 'BIRTH'], d: null, i: [] })],
    ['a repetition', id({ v: 1, l: ['MOVING', 'MOVING'], d: null, i: [] })],
    ['more than there is', id({ v: 1, l: ['MOVING'], d: null, i: [], x: 1 })],
    ['something huge', id({ v: 1, l: Array(10_000).fill('MOVING'), d: null, i: [] })],
    ['padding', `${id({ v: 1, l: ['MOVING'], d: null, i: [] })}=`],
  ])('is refused as an id of suggestions where it is %s', (_what, bad) => {
    expect(() => readQuestion(bad)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
  })

  test('is never read from any other text, and never fails in another way', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => readQuestion(text)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
      }),
    )
  })
})

describe('how well something fits', () => {
  const someReasons = fc.subarray([...everyReason])

  test('is a whole number that grows with every further reason, whatever the order', () => {
    fc.assert(
      fc.property(someReasons, fc.constantFrom(...everyReason), (reasons, further) => {
        expect(Number.isInteger(fitOf(reasons))).toBe(true)
        expect(fitOf([...reasons].reverse())).toBe(fitOf(reasons))
        expect(fitOf([...reasons, further])).toBeGreaterThan(fitOf(reasons))
      }),
    )
  })

  test('is decided by what tells most: all that is only convenient never outweighs one telling reason', () => {
    const convenient = everyReason.filter((reason) => !isTelling(reason))
    expect(convenient).toHaveLength(3)
    for (const reason of everyReason.filter(isTelling))
      expect(fitOf([reason])).toBeGreaterThan(fitOf(convenient))
  })

  test('puts a life situation before an interest, and that before the district', () => {
    const of = (code: Code) => fitOf(everyReason.filter((reason) => reason.code === code).slice(0, 1))
    expect(of(Code.LIFE_SITUATION)).toBeGreaterThan(of(Code.INTEREST))
    expect(of(Code.INTEREST)).toBeGreaterThan(of(Code.DISTRICT))
  })
})

describe('a reason', () => {
  test.each(everyReason.map((reason) => [`${reason.code} ${reason.subject}`, reason] as const))(
    '%s is said in German, English and easy German, each in its own words',
    (_name, reason) => {
      const said = Object.values(Language).map((language) => reasonText(reason, language))
      expect(new Set(said).size).toBe(3)
      for (const text of said) expect(text).toMatch(/^\S.{5,}\S$/)
      // Easy language is made of short whole sentences.
      const sentences = reasonText(reason, Language.DE_EASY).split(/(?<=\.) /)
      for (const sentence of sentences) expect(sentence).toMatch(/^[A-ZÄÖÜ][^.]{3,80}\.$/)
    },
  )

  test('names the district as people know it', () => {
    expect(reasonText({ code: Code.DISTRICT, subject: '05370004-08' }, Language.DE)).toBe(
      'im Stadtbezirk Keyenberg/Venrath',
    )
  })
})
