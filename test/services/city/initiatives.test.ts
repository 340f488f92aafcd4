import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { city } from '../../../services/city/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { answerTo, idsOf, now, refusalOf, walk } from './kit.js'

const published = [
  'ini-bewegungstreff',
  'ini-digitallotsen',
  'ini-dorfbus',
  'ini-fahrraeder-fuer-alle',
  'ini-gesundheitskiosk',
  'ini-klimastationen',
  'ini-nachbarschaft',
  'ini-lernwerkstatt',
  'ini-baumpaten',
  'ini-reparaturcafe',
]
const hidden = ['ini-solarberatung', 'ini-buechertausch']

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

const initiatives = async (filter: Record<string, unknown> | null) =>
  (await idsOf(service, 'initiatives', 'InitiativeFilter', filter)).ids

describe('the list of initiatives', () => {
  test('has the published ones by their German title, and counts them', async () => {
    expect(await idsOf(service, 'initiatives', 'InitiativeFilter')).toEqual({
      ids: published,
      totalCount: 10,
    })
  })

  test('is filtered by field', async () => {
    expect(await initiatives({ field: 'MOBILITY' })).toEqual(['ini-dorfbus', 'ini-fahrraeder-fuer-alle'])
  })

  test('is filtered by district', async () => {
    expect(await initiatives({ district: '05370004-04' })).toEqual([
      'ini-dorfbus',
      'ini-gesundheitskiosk',
      'ini-klimastationen',
      'ini-nachbarschaft',
    ])
    expect(await initiatives({ district: 'elsewhere' })).toEqual([])
  })

  test('is filtered by state, of those everybody may read', async () => {
    expect(await initiatives({ status: ['PAUSED'] })).toEqual(['ini-lesepaten'])
    expect(await initiatives({ status: ['PAUSED', 'ENDED'] })).toEqual([
      'ini-lesepaten',
      'ini-stadtradeln-2025',
    ])
    expect(await initiatives({ status: [] })).toEqual([])
  })

  test('is filtered by what is near a point', async () => {
    const gerderath = { lat: 51.1, lon: 6.2167 }
    expect(await initiatives({ near: gerderath })).toEqual(['ini-gesundheitskiosk'])
    expect(await initiatives({ near: { ...gerderath, radius: 4000 } })).toEqual([
      'ini-fahrraeder-fuer-alle',
      'ini-gesundheitskiosk',
    ])
  })

  test('is filtered by what runs on a day, its first and its last day included', async () => {
    const busOn = async (runningAt: string) => (await initiatives({ runningAt })).includes('ini-dorfbus')
    expect(await busOn('2026-01-11')).toBe(false)
    expect(await busOn('2026-01-12')).toBe(true)
    expect(await busOn('2028-12-31')).toBe(true)
    expect(await busOn('2029-01-01')).toBe(false)
    expect(await initiatives({ runningAt: '2024-12-24' })).toEqual(['ini-nachbarschaft'])
  })

  test('takes several filters at once', async () => {
    expect(
      await initiatives({
        field: 'MOBILITY',
        district: '05370004-05',
        text: 'Fahrrad',
        runningAt: '2026-11-23',
        near: { lat: 51.1, lon: 6.2667, radius: 500 },
      }),
    ).toEqual(['ini-fahrraeder-fuer-alle'])
    expect(await initiatives({ field: 'HEALTH', text: 'Fahrrad' })).toEqual([])
  })

  test.each([1, 3, 10])(
    'is walked page by page of %d, each initiative once, in the same order',
    async (first) => {
      expect(await walk(service, 'initiatives', 'InitiativeFilter', { first })).toEqual(published)
    },
  )

  test('refuses circles, days and pages that cannot be', async () => {
    const ask = (args: string) => refusalOf(service, `{ initiatives(${args}) { edges { cursor } } }`)
    for (const args of [
      'filter: { near: { lat: 91, lon: 6 } }',
      'filter: { near: { lat: 51, lon: 6, radius: 0 } }',
      'filter: { runningAt: "0000-01-01" }',
      'first: 0',
      'after: "bm9uZQ"',
    ]) {
      expect([args, await ask(args)]).toEqual([args, expect.objectContaining({ code: 'BAD_USER_INPUT' })])
    }
    expect((await ask('filter: { runningAt: "2026-02-30" }'))?.message).toContain('2026-02-30')
  })

  test('is counted only when asked for', async () => {
    const before = service.statements.length
    await answerTo(service, '{ initiatives { edges { node { id } } } }')
    expect(service.statements.length - before).toBe(1)
  })
})

describe('an initiative nobody may read yet', () => {
  test.each(hidden)('%s is not found by its id or by reference', async (id) => {
    expect(await answerTo(service, 'query ($id: ID!) { initiative(id: $id) { id } }', { id })).toEqual({
      initiative: null,
    })
    expect(await service.entities('Initiative', [id, 'ini-dorfbus'], 'id')).toEqual([
      null,
      { id: 'ini-dorfbus' },
    ])
  })

  test('is in no list, whatever is asked for', async () => {
    const everything = { status: ['DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED', 'REJECTED'] }
    expect(await idsOf(service, 'initiatives', 'InitiativeFilter', everything)).toEqual({
      ids: [],
      totalCount: 0,
    })
    expect(await initiatives({ text: 'Solarberatung' })).not.toContain('ini-solarberatung')
    expect(await initiatives({ text: 'Büchertausch' })).not.toContain('ini-buechertausch')
    const edges =
      'initiatives(first: 100, filter: { status: [DRAFT, SUBMITTED, PUBLISHED] }) { totalCount edges { node { id } } }'
    const [district] = await service.entities('District', ['05370004-09'], edges)
    const [organization] = await service.entities('Organization', ['org-klimawerk'], edges)
    expect(JSON.stringify([district, organization])).not.toMatch(/solar|buechertausch/)
    expect(organization).toMatchObject({ initiatives: { totalCount: 2 } })
  })

  test('hides its needs with it', async () => {
    const { ids } = await idsOf(service, 'needs', 'NeedFilter')
    expect(ids).not.toContain('need-solarkoffer')
    expect(await answerTo(service, '{ need(id: "need-solarkoffer") { id } }')).toEqual({ need: null })
    expect(await service.entities('Need', ['need-solarkoffer'], 'id')).toEqual([null])
  })
})

describe('an initiative', () => {
  test('says all about itself, in German unless asked otherwise', async () => {
    expect(
      await answerTo(
        service,
        `{ initiative(id: "ini-fahrraeder-fuer-alle") {
          title summary description field status location { lat lon } startsOn endsOn
          organization { id kind } districts { id name } untranslated
          roadmapItems { edges { node { id } } } needs { totalCount edges { node { id } } } } }`,
      ),
    ).toEqual({
      initiative: {
        title: 'Fahrräder für alle (Beispiel)',
        summary:
          'Gespendete Räder werden hergerichtet und kostenlos verliehen, auch Lastenräder und Räder für Kinder.',
        description:
          'Ausgeliehen wird für einen Tag bis drei Monate. Wer schrauben möchte, ist samstags in der Werkstatt willkommen.',
        field: 'MOBILITY',
        status: 'PUBLISHED',
        location: { lat: 51.1, lon: 6.2667 },
        startsOn: '2026-04-01',
        endsOn: null,
        organization: { id: 'org-radkreis', kind: 'ASSOCIATION' },
        districts: [
          { id: '05370004-01', name: 'Erkelenz' },
          { id: '05370004-03', name: 'Schwanenberg' },
          { id: '05370004-05', name: 'Granterath/Hetzerath' },
          { id: '05370004-07', name: 'Kückhoven' },
        ],
        untranslated: [],
        roadmapItems: { edges: [{ node: { id: 'rm-mobilstationen' } }] },
        needs: {
          totalCount: 2,
          edges: [{ node: { id: 'need-ersatzteile' } }, { node: { id: 'need-werkstattraum' } }],
        },
      },
    })
  })

  test('is read in English and easy German, and says what is not translated', async () => {
    expect(
      await answerTo(
        service,
        `query ($easy: Language!) { initiative(id: "ini-fahrraeder-fuer-alle") {
          en: title(lang: EN) easy: title(lang: $easy) easyDescription: description(lang: $easy)
          untranslated(lang: $easy) german: untranslated(lang: DE)
          analogAccess { hours(lang: EN) untranslated(lang: $easy) } } }`,
        { easy: 'DE_EASY' },
      ),
    ).toEqual({
      initiative: {
        en: 'Bicycles for everyone (example)',
        easy: 'Ein Fahrrad leihen (Beispiel)',
        easyDescription:
          'Ausgeliehen wird für einen Tag bis drei Monate. Wer schrauben möchte, ist samstags in der Werkstatt willkommen.',
        untranslated: ['description'],
        german: [],
        analogAccess: [
          { hours: 'Saturday, 10 am to 2 pm', untranslated: ['hours'] },
          { hours: 'Monday to Friday, 8 am to noon', untranslated: [] },
        ],
      },
    })
  })

  test('costs as many statements for ten as for four', async () => {
    const countFor = async (first: number) => {
      const before = service.statements.length
      await answerTo(
        service,
        `query ($first: Int!) { initiatives(first: $first) { totalCount edges { node {
          organization { name } districts { name }
          roadmapItems(first: 2) { totalCount edges { node { fieldOfAction { title } } } }
          needs(first: 2) { edges { node { id } } } } } } }`,
        { first },
      )
      return service.statements.length - before
    }
    expect(await countFor(4)).toBe(9)
    expect(await countFor(10)).toBe(9)
  })
})
