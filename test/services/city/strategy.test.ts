import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { city } from '../../../services/city/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { answerTo, idsOf, now, walk } from './kit.js'

interface Statement {
  number: number
  de: string
  en: string
  easy: string
  source: string
  untranslated: string[]
}

describe('without example content', () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService(city, { now })
  })
  afterAll(() => service.stop())

  test('the five vision statements are there in three languages, each with its source', async () => {
    const { visionStatements } = await answerTo<{ visionStatements: Statement[] }>(
      service,
      `{ visionStatements { number de: text en: text(lang: EN) easy: text(lang: DE_EASY) source
         untranslated(lang: DE_EASY) } }`,
    )
    expect(visionStatements.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
    for (const { number, de, en, easy, source, untranslated } of visionStatements) {
      expect(source).toBe(`Stadt Erkelenz, A 10/186/2022, Aussage ${number}`)
      expect(new Set([de, en, easy]).size).toBe(3)
      expect(untranslated).toEqual([])
    }
  })

  test('easy German has short sentences', async () => {
    const { visionStatements } = await answerTo<{ visionStatements: Statement[] }>(
      service,
      '{ visionStatements { easy: text(lang: DE_EASY) } }',
    )
    const sentences = visionStatements.flatMap(({ easy }) => easy.split(/(?<=[.?!])\s+/))
    expect(sentences.filter((sentence) => sentence.split(' ').length > 10)).toEqual([])
  })

  test('the fields of action are there, in their order, with the statements they serve', async () => {
    const { fieldsOfAction } = await answerTo<{
      fieldsOfAction: {
        id: string
        title: string
        description: string
        visionStatements: { number: number }[]
      }[]
    }>(service, '{ fieldsOfAction { id title description(lang: EN) visionStatements { number } } }')
    expect(
      fieldsOfAction.map(({ id, visionStatements }) => [id, ...visionStatements.map(({ number }) => number)]),
    ).toEqual([
      ['foa-services', 1, 2],
      ['foa-access', 2, 5],
      ['foa-open-data', 3],
      ['foa-partners', 4],
      ['foa-skills', 5],
      ['foa-climate-mobility', 3, 4],
    ])
  })

  test('a field of action says what is given in German for want of a translation', async () => {
    expect(
      await service.entities(
        'FieldOfAction',
        ['foa-climate-mobility', 'foa-open-data', 'none'],
        'title(lang: DE_EASY) untranslated(lang: DE_EASY)',
      ),
    ).toEqual([
      { title: 'Klima, Umwelt und Mobilität', untranslated: ['title', 'description'] },
      { title: 'Daten für alle', untranslated: ['description'] },
      null,
    ])
  })

  test('roadmap, services, organizations, initiatives, resources and needs are empty', async () => {
    const lists = ['roadmap', 'municipalServices', 'organizations', 'initiatives', 'resources', 'needs']
    const data = await answerTo(service, `{ ${lists.map((list) => `${list} { totalCount }`).join(' ')} }`)
    expect(data).toEqual(Object.fromEntries(lists.map((list) => [list, { totalCount: 0 }])))
  })
})

describe('the roadmap', () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService(city, { now, example: true })
  })
  afterAll(() => service.stop())

  const items = async (filter: Record<string, unknown>) =>
    (await idsOf(service, 'roadmap', 'RoadmapFilter', filter)).ids
  const all = [
    'rm-terminvergabe',
    'rm-bindeglied',
    'rm-lotsen',
    'rm-infosaeulen',
    'rm-messnetz',
    'rm-lebenslagen',
    'rm-leichte-sprache',
    'rm-mobilstationen',
    'rm-baumkataster',
  ]

  test('has its items by quarter, also page by page', async () => {
    expect(await idsOf(service, 'roadmap', 'RoadmapFilter')).toEqual({ ids: all, totalCount: 9 })
    expect(await walk(service, 'roadmap', 'RoadmapFilter', { first: 2 })).toEqual(all)
  })

  test('is filtered by state, priority, field of action and day', async () => {
    expect(await items({ state: 'DONE' })).toEqual(['rm-terminvergabe'])
    expect(await items({ priority: 'LOW' })).toEqual(['rm-infosaeulen', 'rm-baumkataster'])
    expect(await items({ fieldOfAction: 'foa-open-data' })).toEqual(['rm-messnetz', 'rm-baumkataster'])
    expect(await items({ runningAt: '2028-04-01' })).toEqual([
      'rm-lebenslagen',
      'rm-leichte-sprache',
      'rm-mobilstationen',
      'rm-baumkataster',
    ])
    expect(await items({ runningAt: '2026-12-31', state: 'RUNNING', priority: 'HIGH' })).toEqual([
      'rm-bindeglied',
      'rm-lotsen',
    ])
  })

  test('an item says when, how urgent, what for, and which initiatives contribute', async () => {
    expect(
      await service.entities(
        'RoadmapItem',
        ['rm-lotsen', 'none'],
        `title(lang: EN) untranslated startQuarter endQuarter priority state fieldOfAction { id title }
         initiatives { totalCount edges { node { id } } }`,
      ),
    ).toEqual([
      {
        title: 'Digital guides in every district (example)',
        untranslated: [],
        startQuarter: '2026-Q2',
        endQuarter: '2028-Q1',
        priority: 'HIGH',
        state: 'RUNNING',
        fieldOfAction: { id: 'foa-skills', title: 'Digitale Fähigkeiten' },
        initiatives: {
          totalCount: 2,
          edges: [{ node: { id: 'ini-digitallotsen' } }, { node: { id: 'ini-lernwerkstatt' } }],
        },
      },
      null,
    ])
  })

  test('costs as many statements for nine items as for two', async () => {
    const countFor = async (first: number) => {
      const before = service.statements.length
      await answerTo(
        service,
        `query ($first: Int!) { roadmap(first: $first) { totalCount edges { node {
          fieldOfAction { visionStatements { text } } initiatives(first: 3) { totalCount edges { node { id } } } } } } }`,
        { first },
      )
      return service.statements.length - before
    }
    expect(await countFor(2)).toBe(6)
    expect(await countFor(9)).toBe(6)
  })
})
