import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { education } from '../../../services/education/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { describeWithRealFiles, fileWith, fixture, listed, realFolder } from './kit.js'

const now = new Date('2026-11-23T07:00:00Z')

let service: RunningService
beforeAll(async () => {
  service = await startService(education, { now })
})
beforeEach(() => service.import('schemaorg', fixture('empty.json')))
afterAll(() => service.stop())

const everything = `id title description skills subjects prerequisites languages provider isAccessibleForFree price currency
  webAddress mode startsAt district { id } sessions { startsAt endsAt wholeDays location mode price currency }`

describe('a file of schema.org courses', () => {
  test('is read with all that is linked; what is no course, or has no name, is listed', async () => {
    const report = await service.import('schemaorg', fixture('courses.jsonld'))
    expect(report.problems).toEqual([
      { location: 'courses.jsonld, record 6', reason: 'the course has no name' },
      { location: 'courses.jsonld, record 5', reason: 'is of the type Event, not a Course' },
    ])
    expect(report.warnings).toEqual([
      { location: 'courses.jsonld, record 1', reason: 'price auf Anfrage is no number; left out' },
    ])
    expect(await listed(service, 'courses', everything)).toEqual([
      {
        id: 'test:https://kurse.example/1',
        title: 'Nähen',
        description: 'Zeile eins\nZeile zwei',
        skills: ['Knöpfe annähen', 'Säumen'],
        subjects: ['Handarbeit', 'Kleidung'],
        prerequisites: ['Geduld'],
        languages: ['de', 'en-GB'],
        provider: 'Nähstube (Beispiel)',
        isAccessibleForFree: false,
        price: '9',
        currency: 'EUR',
        webAddress: 'https://kurse.example/1.html',
        mode: 'ON_SITE',
        startsAt: '2027-03-01T17:00:00.000Z',
        district: { id: '05370004-04' },
        sessions: [
          {
            startsAt: '2027-03-01T17:00:00.000Z',
            endsAt: null,
            wholeDays: false,
            location: 'Halle',
            mode: 'ON_SITE',
            price: null,
            currency: null,
          },
          {
            startsAt: '2026-10-01T16:00:00.000Z',
            endsAt: '2026-10-01T18:00:00.000Z',
            wholeDays: false,
            location: 'Stube, 41812 Erkelenz-Golkrath',
            mode: 'ON_SITE',
            price: '9',
            currency: 'EUR',
          },
        ],
      },
      {
        id: 'test:K7',
        title: 'Plattdeutsch von zu Hause',
        description: null,
        skills: [],
        subjects: [],
        prerequisites: [],
        languages: [],
        provider: null,
        isAccessibleForFree: true,
        price: null,
        currency: null,
        webAddress: null,
        mode: 'ONLINE',
        startsAt: null,
        district: null,
        sessions: [
          {
            startsAt: null,
            endsAt: null,
            wholeDays: false,
            location: null,
            mode: 'ONLINE',
            price: null,
            currency: null,
          },
        ],
      },
    ])
  })

  test('puts a course into every district it is held in', async () => {
    await service.import('schemaorg', fixture('courses.jsonld'))
    const selection = 'courses { edges { node { title } } }'
    const answers = await service.entities(
      'District',
      ['05370004-04', '05370004-06', '05370004-01'],
      selection,
    )
    const sewing = { courses: { edges: [{ node: { title: 'Nähen' } }] } }
    expect(answers).toEqual([sewing, sewing, { courses: { edges: [] } }])
  })

  test('imported again gives the same ids, and drops what it no longer has', async () => {
    const course = { '@type': 'Course', name: 'Kurs', provider: { name: 'P' } }
    const first = await fileWith([
      course,
      { ...course, description: 'ein anderer' },
      { ...course, name: 'Weg' },
    ])
    const report = await service.import('schemaorg', first)
    expect(report).toMatchObject({ skipped: 0, doubtful: 1 })
    const before = await listed(service, 'courses')
    expect(before).toHaveLength(3)
    await service.import('schemaorg', first)
    expect(await listed(service, 'courses')).toEqual(before)
    await service.import('schemaorg', await fileWith([course]))
    const [left, ...others] = await listed(service, 'courses')
    expect(others).toEqual([])
    expect(before).toContainEqual(left)
  })

  test.each<[string, unknown, string]>([
    ['an object', { '@type': 'Course', name: 'Kurs' }, 'Kurs'],
    ['an array', [{ '@type': ['Thing', 'https://schema.org/Course'], name: 'Kurs' }], 'Kurs'],
    [
      'a list',
      {
        '@type': 'ItemList',
        itemListElement: [{ '@type': 'ListItem', item: { '@type': 'schema:Course', 'schema:name': 'Kurs' } }],
      },
      'Kurs',
    ],
    [
      'a data feed',
      {
        '@type': 'DataFeed',
        dataFeedElement: { '@type': 'DataFeedItem', item: { '@type': 'Course', name: 'Kurs' } },
      },
      'Kurs',
    ],
    [
      'an instance that names its course',
      { '@type': 'CourseInstance', name: 'Kurs', instanceOfCourse: { '@type': 'Course', name: 'Andere' } },
      'Kurs',
    ],
  ])('may be %s', async (_, content, title) => {
    expect(await service.import('schemaorg', await fileWith(content))).toMatchObject({ skipped: 0 })
    expect((await listed(service, 'courses')).map((course) => course.title)).toEqual([title])
  })

  test.each<[string, unknown]>([
    ['no JSON', 'BEGIN:VCALENDAR'],
    ['broken off', '{"@type": "Course", "name": "Ku'],
    ['JSON of another kind', { type: 'FeatureCollection', features: [] }],
    ['an array of something else', [1, 'Kurs', null]],
  ])('that is %s changes nothing', async (_, content) => {
    await service.import('schemaorg', fixture('courses.jsonld'))
    await expect(service.import('schemaorg', await fileWith(content))).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
    })
    expect(await listed(service, 'courses')).toHaveLength(2)
  })
})

describe('a hostile record', () => {
  const good = { '@type': 'Course', name: 'Guter Kurs' }

  test.each<[string, unknown]>([
    ['a NUL character', { '@type': 'Course', name: 'Ku\u0000rs' }],
    ['half a character', { '@type': 'Course', name: 'Kurs', teaches: '\ud800' }],
    ['a name that is too long', { '@type': 'Course', name: 'x'.repeat(401) }],
    ['a name of spaces', { '@type': 'Course', name: '   ' }],
    ['a description that is too long', { '@type': 'Course', name: 'Kurs', description: 'x'.repeat(20_001) }],
    [
      'too many skills',
      { '@type': 'Course', name: 'Kurs', teaches: Array.from({ length: 201 }, (_, i) => `Können ${i}`) },
    ],
    ['the same course again, word for word', good],
    ['no object', 'Kurs'],
    ['an object for a name', { '@type': 'Course', name: { '@value': { name: 'Kurs' } } }],
  ])('with %s is listed, and the good one is kept', async (_, hostile) => {
    const report = await service.import('schemaorg', await fileWith([good, hostile]))
    expect(report).toMatchObject({ skipped: 1, problems: [{ location: 'feed.json, record 2' }] })
    expect((await listed(service, 'courses')).map(({ title }) => title)).toEqual(['Guter Kurs'])
  })

  test.each<[string, Record<string, unknown>]>([
    ['a price beyond all numbers', { offers: { price: 1e300, priceCurrency: 'EUR' } }],
    ['a price that is none', { offers: { price: 'NaN' } }],
    ['a date PostgreSQL refuses', { hasCourseInstance: { startDate: '0000-01-01' } }],
    ['a date that is none', { hasCourseInstance: { startDate: '2026-02-30T25:00' } }],
    [
      'an endless schedule of nothing',
      {
        hasCourseInstance: {
          courseSchedule: {
            startDate: '2026-01-01',
            endDate: '2199-12-31',
            repeatFrequency: 'P1D',
            startTime: '10:00',
          },
        },
      },
    ],
    ['an address of 5000 characters', { '@id': `https://example.org/${'x'.repeat(5_000)}`, name: 'Kurs' }],
  ])('with %s is kept without it', async (what, members) => {
    const hostile = { '@type': 'Course', name: 'Kurs', ...members }
    const report = await service.import('schemaorg', await fileWith([good, hostile]))
    expect(report).toMatchObject({ skipped: 0, doubtful: what.startsWith('an address') ? 0 : 1 })
    const courses = await listed(service, 'courses', 'title price')
    expect(courses).toHaveLength(2)
    expect(courses.every(({ price }) => price === null)).toBe(true)
  })

  test('with more sessions than anyone can hold keeps the first five thousand', async () => {
    const subEvent = Array.from({ length: 200_000 }, () => ({ startDate: '2027-01-01' }))
    const hostile = { '@type': 'Course', name: 'Kurs', hasCourseInstance: { subEvent } }
    const report = await service.import('schemaorg', await fileWith([hostile]))
    expect(report).toMatchObject({ skipped: 0, doubtful: 1, written: { 'education.course_session': 5_000 } })
  })

  test('that links to itself without end is read', async () => {
    const content = {
      '@graph': [
        { '@id': '#c', '@type': 'Course', name: 'Kurs', provider: { '@id': '#p' } },
        { '@id': '#p', '@type': 'Organization', name: { '@id': '#p' }, legalName: 'Anbieter' },
      ],
    }
    expect(await service.import('schemaorg', await fileWith(content))).toMatchObject({ skipped: 0 })
    expect(await listed(service, 'courses', 'provider')).toEqual([{ provider: 'Anbieter' }])
  })
})

describeWithRealFiles('the examples of schema.org', () => {
  test('are all taken but the one without a name', async () => {
    const report = await service.import('schemaorg', `${realFolder}schemaorg-course`)
    expect(report.problems).toEqual([{ location: 'course-01.jsonld', reason: 'the course has no name' }])
    expect(report.written['education.course']).toBe(6)
    expect(report.warnings.map(({ location }) => location)).toEqual(['course-04.jsonld', 'course-05.jsonld'])
    const courses = await listed(
      service,
      'courses',
      'title provider mode startsAt isAccessibleForFree sessions { startsAt price currency mode location }',
    )
    const byTitle = Map.groupBy(courses, ({ title }) => title)
    expect([...byTitle].map(([title, all]) => [title, all.length]).sort()).toEqual([
      ['Basic Proofreading', 2],
      ['HNC Accounting', 2],
      ['Physics', 1],
      ["The Data Scientist's Toolbox", 1],
    ])
    expect(byTitle.get("The Data Scientist's Toolbox")).toEqual([
      {
        title: "The Data Scientist's Toolbox",
        provider: 'Johns Hopkins University',
        mode: 'ONLINE',
        startsAt: null,
        isAccessibleForFree: true,
        sessions: [{ startsAt: null, price: '0', currency: null, mode: 'ONLINE', location: null }],
      },
    ])
    expect(byTitle.get('HNC Accounting')?.find(({ startsAt }) => startsAt !== null)).toMatchObject({
      startsAt: '2016-08-28T22:00:00.000Z',
      sessions: [
        { startsAt: '2016-08-30T22:00:00.000Z', location: 'St Brycedale Campus Kirkcaldy', mode: 'ON_SITE' },
        { startsAt: '2016-08-28T22:00:00.000Z' },
        { startsAt: '2016-08-28T22:00:00.000Z' },
      ],
    })
    expect(byTitle.get('Basic Proofreading')?.map(({ sessions }) => sessions)).toContainEqual([
      { startsAt: null, price: '395', currency: 'GBP', mode: 'ONLINE', location: null },
      { startsAt: null, price: '440', currency: 'GBP', mode: null, location: null },
    ])
  })
})

describeWithRealFiles('the examples of OpenActive', () => {
  test('give the course instances; all else is listed with what it is', async () => {
    const report = await service.import('schemaorg', `${realFolder}openactive`)
    expect(report.problems.map(({ reason }) => reason).sort()).toEqual([
      'is of the type Event, not a Course',
      'is of the type FacilityUse, not a Course',
      'is of the type Place, not a Course',
      'is of the type ScheduledSession, not a Course',
      'is of the type Slot, not a Course',
    ])
    expect(report.warnings.filter(({ reason }) => reason.includes('goes on at http'))).toHaveLength(7)
    const courses = await listed(
      service,
      'courses',
      'title provider price currency subjects sessions { startsAt endsAt }',
    )
    expect(courses).toEqual([
      expect.objectContaining({
        title: 'Netball Youth Camp',
        provider: 'England Netball',
        price: '124',
        currency: 'GBP',
        subjects: ['Netball'],
        sessions: [
          { startsAt: '2018-10-09T19:15:00.000Z', endsAt: '2018-10-09T19:45:00.000Z' },
          { startsAt: '2018-10-02T19:15:00.000Z', endsAt: '2018-10-02T19:45:00.000Z' },
        ],
      }),
      expect.objectContaining({
        sessions: ['2018-08-03', '2018-08-02', '2018-08-01'].map((day) => ({
          startsAt: `${day}T08:00:00.000Z`,
          endsAt: `${day}T16:00:00.000Z`,
        })),
      }),
    ])
  })

  test.each(['event', 'facilityuse', 'place', 'scheduledsession', 'slot'])(
    '%s alone is refused with what it is',
    async (name) => {
      await expect(
        service.import('schemaorg', `${realFolder}openactive/${name}_example_1.json`),
      ).rejects.toMatchObject({ code: 'IMPORT_EMPTY', message: expect.stringContaining('not a Course') })
    },
  )
})
