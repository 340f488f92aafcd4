import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { questionId } from '../../../platform/suggestions/question.js'
import { fitOf, type Reason } from '../../../platform/suggestions/reason.js'
import { Field } from '../../../services/city/field.js'
import { LifeSituation } from '../../../services/city/municipal-service/life-situation.js'
import { city } from '../../../services/city/service.js'
import { coordinator } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { answerTo, now, refusalOf } from './kit.js'

interface Node {
  suggested: { id: string }
  reasons: { code: string; subject: string | null; text: string }[]
}
interface Page {
  totalCount: number
  edges: { node: Node; cursor: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}
interface Answer {
  suggestions: { id: string; municipalServices: Page; initiatives: Page }
}

const page = `totalCount pageInfo { hasNextPage endCursor }
  edges { cursor node { suggested { id } reasons { code subject text } } }`
const ask = `query ($l: [LifeSituation!], $d: ID, $i: [Field!], $first: Int! = 100, $after: String) {
  suggestions(lifeSituations: $l, district: $d, interests: $i) {
    id municipalServices(first: $first) { ${page} } initiatives(first: $first, after: $after) { ${page} }
  }
}`

const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.suggested.id)
const reasonsOf = ({ edges }: Page, id: string) =>
  edges.find(({ node }) => node.suggested.id === id)?.node.reasons.map(({ code, subject }) => [code, subject])

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

const suggestions = async (variables: Record<string, unknown>) =>
  (await answerTo<Answer>(service, ask, variables)).suggestions

describe('suggestions of services', () => {
  test('are those for the life situation, and why is said', async () => {
    const { municipalServices } = await suggestions({ l: ['MOVING'] })
    expect(idsOf(municipalServices)).toEqual(
      expect.arrayContaining(['svc-ummelden', 'svc-schulanmeldung', 'svc-sprechstunde-holzweiler']),
    )
    expect(reasonsOf(municipalServices, 'svc-ummelden')).toEqual([
      ['LIFE_SITUATION', 'MOVING'],
      ['WHOLE_TOWN', null],
    ])
    expect(municipalServices.edges[0]?.node.reasons[0]?.text).toBe('weil Sie umziehen oder umgezogen sind')
  })

  test('put what is in the district first, and leave out what only others can use', async () => {
    const here = await suggestions({ l: ['MOVING'], d: '05370004-09' })
    expect(idsOf(here.municipalServices)[0]).toBe('svc-sprechstunde-holzweiler')
    expect(reasonsOf(here.municipalServices, 'svc-sprechstunde-holzweiler')).toEqual([
      ['LIFE_SITUATION', 'MOVING'],
      ['DISTRICT', '05370004-09'],
    ])
    const elsewhere = await suggestions({ l: ['MOVING'], d: '05370004-02' })
    expect(idsOf(elsewhere.municipalServices)).toContain('svc-ummelden')
    expect(idsOf(elsewhere.municipalServices)).not.toContain('svc-sprechstunde-holzweiler')
  })

  test('count each situation that fits', async () => {
    const { municipalServices } = await suggestions({ l: ['AGEING', 'CARE'] })
    expect(idsOf(municipalServices)[0]).toBe('svc-pflegeberatung')
    expect(reasonsOf(municipalServices, 'svc-pflegeberatung')).toEqual([
      ['LIFE_SITUATION', 'CARE'],
      ['LIFE_SITUATION', 'AGEING'],
      ['WHOLE_TOWN', null],
    ])
  })

  test('for an interest are those about it; that something is for the whole town alone is no reason', async () => {
    const { municipalServices } = await suggestions({ i: ['SOCIETY'] })
    expect(idsOf(municipalServices)).toContain('svc-ehrenamt')
    expect(idsOf(municipalServices)).not.toContain('svc-gewerbe')
    expect((await suggestions({ i: ['CLIMATE'] })).municipalServices).toMatchObject({
      totalCount: 0,
      edges: [],
    })
  })
})

describe('suggestions of initiatives', () => {
  test('are published ones of the field, those in the district first', async () => {
    const { initiatives } = await suggestions({ i: ['EDUCATION'], d: '05370004-07' })
    expect(idsOf(initiatives)[0]).toBe('ini-lernwerkstatt')
    expect(reasonsOf(initiatives, 'ini-lernwerkstatt')).toEqual([
      ['INTEREST', 'EDUCATION'],
      ['DISTRICT', '05370004-07'],
    ])
    expect(idsOf(initiatives)).toContain('ini-digitallotsen')
    // One of them makes a pause.
    expect(idsOf(initiatives)).not.toContain('ini-lesepaten')
  })

  test('are the same for those who may read more', async () => {
    const variables = { l: Object.values(LifeSituation), i: Object.values(Field) }
    const { data } = await service.query(ask, variables, coordinator)
    expect((data as unknown as Answer).suggestions).toEqual(await suggestions(variables))
  })

  test('leave out what is over, from the day after its last one', async () => {
    await service.database.pool.query(
      `update city.initiative set ends_on = '2026-11-23' where id = 'ini-digitallotsen'`,
    )
    try {
      expect(idsOf((await suggestions({ i: ['EDUCATION'] })).initiatives)).toContain('ini-digitallotsen')
      // In the town it is the 24th already.
      service.setNow(new Date('2026-11-23T23:30:00Z'))
      expect(idsOf((await suggestions({ i: ['EDUCATION'] })).initiatives)).not.toContain('ini-digitallotsen')
    } finally {
      service.setNow(now)
      await service.database.pool.query(
        `update city.initiative set ends_on = null where id = 'ini-digitallotsen'`,
      )
    }
  })
})

describe('the order', () => {
  const everything = { l: Object.values(LifeSituation), i: Object.values(Field), d: '05370004-01' }

  test.each([
    ['everything', everything],
    ['a situation and a district', { l: ['MOVING'], d: '05370004-09' }],
    ['interests', { i: ['HEALTH', 'CLIMATE'] }],
  ])('is that of how well each fits, for %s', async (_what, variables) => {
    const found = await suggestions(variables)
    for (const list of [found.municipalServices, found.initiatives]) {
      const fits = list.edges.map(({ node }) => fitOf(node.reasons as Reason[]))
      expect(fits).toEqual([...fits].sort((a, b) => b - a))
      expect(list.totalCount).toBe(list.edges.length)
    }
  })

  test('is the same over pages, which together are the whole list', async () => {
    const whole = idsOf((await suggestions(everything)).initiatives)
    const walked: string[] = []
    let after: string | null = null
    do {
      const { initiatives }: Answer['suggestions'] = await suggestions({ ...everything, first: 2, after })
      walked.push(...idsOf(initiatives))
      after = initiatives.pageInfo.hasNextPage ? initiatives.pageInfo.endCursor : null
    } while (after !== null)
    expect(whole.length).toBeGreaterThan(4)
    expect(walked).toEqual(whole)
  })
})

describe('a question to the graph', () => {
  test('that names nothing is refused with what to name', async () => {
    expect(await refusalOf(service, '{ suggestions { id } }')).toEqual({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('at least one of "lifeSituations", "district" and "interests"'),
    })
  })

  test('with a district that is none, and pages that are none, is refused', async () => {
    for (const variables of [{ d: 'x' }, { i: ['HEALTH'], first: 101 }, { i: ['HEALTH'], after: 'x' }]) {
      expect(await refusalOf(service, ask, variables)).toMatchObject({ code: 'BAD_USER_INPUT' })
    }
  })

  test('says what was asked, and where its feed is', async () => {
    const query = `{ suggestions(lifeSituations: [WORK, BIRTH, WORK], district: "05370004-09", interests: [CLIMATE]) {
      id lifeSituations interests district { name } feedPath } }`
    expect(await answerTo(service, query)).toEqual({
      suggestions: {
        id: expect.stringMatching(/^[\w-]+$/),
        lifeSituations: ['BIRTH', 'WORK'],
        interests: ['CLIMATE'],
        district: { name: 'Holzweiler' },
        feedPath:
          '/feeds/interests?lifeSituation=BIRTH&lifeSituation=WORK&district=05370004-09&interest=CLIMATE',
      },
    })
  })

  test('is answered by a reference as by itself, and a reference that is none is refused by itself', async () => {
    const id = questionId({ lifeSituations: [], district: null, interests: [Field.HEALTH] })
    const selection = `... on Suggestions { interests }`
    const answer = await service.query(
      `query ($references: [_Any!]!) { _entities(representations: $references) { ${selection} } }`,
      { references: [id, 'x'].map((each) => ({ __typename: 'Suggestions', id: each })) },
    )
    expect(answer).toMatchObject({
      data: { _entities: [{ interests: ['HEALTH'] }, null] },
      errors: [{ path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } }],
    })
  })

  test('costs one statement for each part, however much there is', async () => {
    const lists = ask.replaceAll('totalCount', '')
    const statementsFor = async (first: number) => {
      const before = service.statements.length
      await answerTo(service, lists, { l: Object.values(LifeSituation), i: ['HEALTH'], first })
      return service.statements.length - before
    }
    expect(await statementsFor(1)).toBe(2)
    expect(await statementsFor(100)).toBe(2)
  })

  test('leaves nothing behind', async () => {
    const kept = () =>
      service.database.rows(sql`select (select count(*) from city.interest) as interests,
        (select count(*) from city.event) as events, (select count(*) from city.idempotent_answer) as answers,
        (select count(*) from audit.entry) as entries`)
    const before = await kept()
    await suggestions({ l: ['BEREAVEMENT'] })
    expect(await kept()).toEqual(before)
  })
})
