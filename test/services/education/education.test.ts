import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { districts } from '../../../platform/town/districts.js'
import { education } from '../../../services/education/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { listed } from './kit.js'

const now = new Date('2026-11-23T07:00:00Z')
const districtIds = districts.map(({ id }) => id)

let service: RunningService
beforeAll(async () => {
  service = await startService(education, { now, example: true })
})
afterAll(() => service.stop())

interface Course {
  title: string
  skills: string[]
  startsAt: string | null
  provider: string | null
}

interface CoursesOf {
  courses: { totalCount: number; edges: { node: Course }[] }
}

describe('a district', () => {
  test.each(['2026-01-01', '2026-11-23', '2028-02-29', '2030-12-31', '2035-11-30'])(
    'shows at least two courses to come, soonest first, on %s',
    async (day) => {
      service.setNow(new Date(`${day}T12:00:00Z`))
      const answers = await service.entities(
        'District',
        districtIds,
        'courses(first: 3) { totalCount edges { node { title skills startsAt provider } } }',
      )
      service.setNow(now)
      expect(answers).toHaveLength(9)
      for (const { courses } of answers as unknown as CoursesOf[]) {
        const nodes = courses.edges.map(({ node }) => node)
        expect(nodes.length).toBeGreaterThanOrEqual(2)
        for (const { title, skills, provider } of nodes) {
          expect(title).toContain('(Beispiel)')
          expect(provider).toContain('(Beispiel)')
          expect(skills.length).toBeGreaterThan(0)
        }
        const starts = nodes.map(({ startsAt }) => startsAt ?? '')
        expect(starts).toEqual([...starts].sort())
        expect((starts[0] ?? '') >= day).toBe(true)
      }
    },
  )

  test('gives the course of the evening before what comes next as its start', async () => {
    const [golkrath] = await service.entities(
      'District',
      ['05370004-04'],
      'courses(first: 1) { edges { node { title startsAt mode isAccessibleForFree price currency digitalSkills sessions(first: 2) { startsAt endsAt location price } district { id } } } }',
    )
    expect(golkrath).toEqual({
      courses: {
        edges: [
          {
            node: {
              title: 'Sicher im Netz (Beispiel)',
              startsAt: '2026-11-23T17:00:00.000Z',
              mode: 'ON_SITE',
              isAccessibleForFree: true,
              price: '0',
              currency: 'EUR',
              digitalSkills: ['SAFETY'],
              sessions: ['2026-11-23', '2026-11-30'].map((day) => ({
                startsAt: `${day}T17:00:00.000Z`,
                endsAt: `${day}T18:30:00.000Z`,
                location: 'Alte Schule Golkrath (Beispiel), Beispielweg 4, 41812 Erkelenz-Golkrath',
                price: '0',
              })),
              district: { id: '05370004-04' },
            },
          },
        ],
      },
    })
  })

  test('shows only courses that start later, if asked to', async () => {
    const [answer] = await service.entities(
      'District',
      ['05370004-01'],
      'all: courses { totalCount } later: courses(startsAfter: "2035-12-30T00:00:00Z") { totalCount edges { node { title } } }',
    )
    expect(answer).toEqual({ all: { totalCount: 3 }, later: { totalCount: 0, edges: [] } })
  })
})

test('costs as many statements for nine districts and ten courses as for one of each', async () => {
  const countFor = async (ids: readonly string[], first: number) => {
    const before = service.statements.length
    await service.entities(
      'District',
      ids,
      `courses(first: ${first}) { totalCount edges { node { title skills sessions(first: 3) { startsAt } } } }`,
    )
    return service.statements.length - before
  }
  const least = await countFor(districtIds.slice(0, 1), 1)
  expect(least).toBe(3)
  expect(await countFor(districtIds, 10)).toBe(least)
})

describe('initiatives and organizations', () => {
  const selection = `courses(first: 1) { totalCount edges { node { organization { id } initiative { id } } } }
    learningResources(first: 1) { totalCount edges { node { title organization { id } initiative { id } } } }`

  test('show what their feeds hold', async () => {
    const [initiative] = await service.entities('Initiative', ['ini-digitallotsen'], selection)
    const [organization] = await service.entities('Organization', ['org-lernwerkstatt'], selection)
    const owners = { organization: { id: 'org-lernwerkstatt' }, initiative: { id: 'ini-digitallotsen' } }
    expect(initiative).toEqual({
      courses: { totalCount: 12, edges: [{ node: owners }] },
      learningResources: {
        totalCount: 5,
        edges: [{ node: { title: 'Film: der erste Videoanruf (Beispiel)', ...owners } }],
      },
    })
    expect(organization).toMatchObject({ courses: { totalCount: 23 }, learningResources: { totalCount: 5 } })
  })

  test('have none where they have no feed', async () => {
    const [initiative] = await service.entities('Initiative', ['ini-unbekannt'], 'courses { totalCount }')
    expect(initiative).toEqual({ courses: { totalCount: 0 } })
  })
})

describe('a course', () => {
  const id = 'example-digital-courses:https://lernwerkstatt.example/kurse/datenschutz-verwaltung'
  const selection =
    'title mode languages webAddress district { id } skills english: skills(lang: EN) easy: skills(lang: DE_EASY)'
  const expected = {
    title: 'Datenschutz im Verwaltungsalltag (Beispiel)',
    mode: 'ONLINE',
    languages: ['de'],
    webAddress: 'https://lernwerkstatt.example/kurse/datenschutz-verwaltung',
    district: null,
    skills: ['Persönliche Daten schützen', 'Betrug im Netz erkennen'],
    english: ['Protecting personal data', 'Recognizing fraud on the net'],
    easy: ['Persönliche Daten schützen', 'Betrug im Netz erkennen'],
  }

  test('is found by its id, and as a reference', async () => {
    const { data } = await service.query(`query ($id: ID!) { course(id: $id) { ${selection} } }`, { id })
    expect(data).toEqual({ course: expected })
    expect(await service.entities('Course', [id, 'example:none'], selection)).toEqual([expected, null])
  })

  test('is null where there is none', async () => {
    expect(await service.query('{ course(id: "none") { id } learningResource(id: "none") { id } }')).toEqual({
      data: { course: null, learningResource: null },
    })
  })
})

describe('courses', () => {
  test('stand in one order: to come, at any time, past; page by page, each once', async () => {
    service.setNow(new Date('2035-12-25T00:00:00Z'))
    const met: { id: string; startsAt: string | null }[] = []
    let after: string | null = null
    do {
      const { data } = await service.query(
        'query ($after: String) { courses(first: 4, after: $after) { edges { node { id startsAt } } pageInfo { hasNextPage endCursor } } }',
        { after },
      )
      const { courses } = data as unknown as {
        courses: {
          edges: { node: { id: string; startsAt: string | null } }[]
          pageInfo: { hasNextPage: boolean; endCursor: string }
        }
      }
      met.push(...courses.edges.map(({ node }) => node))
      after = courses.pageInfo.hasNextPage ? courses.pageInfo.endCursor : null
    } while (after !== null)
    service.setNow(now)
    expect(new Set(met.map(({ id }) => id)).size).toBe(23)
    const kinds = met.map(({ startsAt }) => (startsAt === null ? 1 : startsAt >= '2035-12-25' ? 0 : 2))
    expect(kinds).toEqual([...kinds].sort())
    expect(new Set(kinds)).toEqual(new Set([0, 1, 2]))
  })

  test.each([
    ['text: "fahrrad"', ['Fahrräder selbst reparieren (Beispiel)']],
    ['text: "Farräder reparieren"', ['Fahrräder selbst reparieren (Beispiel)']],
    ['text: "Tabelenkalkulation für Beruf"', ['Tabellenkalkulation für den Beruf (Beispiel)']],
    ['text: "Torf Saatgut"', ['Gärtnern ohne Torf (Beispiel)']],
    ['text: "Quantenfeldtheorie"', []],
    ['skill: "erste hilfe leisten"', ['Erste Hilfe auffrischen (Beispiel)']],
    ['skill: "Giving first aid"', ['Erste Hilfe auffrischen (Beispiel)']],
    ['skill: "Erste"', []],
    ['digitalSkill: SAFETY, district: "05370004-04"', ['Sicher im Netz (Beispiel)']],
    ['digitalSkill: SAFETY, district: "05370004-01"', []],
    ['mode: BLENDED, language: "de"', ['Programmieren zum Kennenlernen (Beispiel)']],
    ['isAccessibleForFree: false, district: "05370004-07"', ['Gärtnern ohne Torf (Beispiel)']],
    [
      'mode: ONLINE, startsAfter: "2035-12-20T00:00:00Z"',
      ['Kennwörter in einer Stunde (Beispiel)', 'Datenschutz im Verwaltungsalltag (Beispiel)'],
    ],
  ])('are found by %s', async (filter, titles) => {
    expect((await listed(service, `courses(${filter})`)).map(({ title }) => title).sort()).toEqual(
      titles.toSorted(),
    )
  })

  test.each([
    [`courses(text: "${'lang '.repeat(50)}")`, 'more than 200 characters'],
    ['courses(skill: "\\u0000")', 'An argument holds the character U+0000'],
    ['courses(first: 101)', 'ask for 1 to 100'],
    ['courses(after: "x")', 'no cursor of this list'],
    ['learningResources(text: "?!")', 'no word'],
  ])('%.40s is refused, saying what to do', async (list, message) => {
    const { errors } = await service.query(`{ ${list} { edges { node { id } } } }`)
    expect(errors?.[0]?.message).toContain(message)
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})

describe('learning resources', () => {
  test('are listed by title with all there is to know', async () => {
    const selection =
      'id title description kinds subjects skills(lang: EN) digitalSkills keywords languages creators license webAddress isAccessibleForFree'
    const [first] = await listed(service, 'learningResources(first: 1)', selection)
    expect(first).toEqual({
      id: 'example-resources:https://material.example/videoanruf-film',
      title: 'Film: der erste Videoanruf (Beispiel)',
      description: 'Vier Minuten, langsam gesprochen, mit Untertiteln.',
      kinds: ['Video'],
      subjects: ['Informatik'],
      skills: ['2.1 Interacting through digital technologies (DigComp 2.2)'],
      digitalSkills: ['COMMUNICATION_AND_COLLABORATION'],
      keywords: ['Videoanruf', 'Smartphone'],
      languages: ['de'],
      creators: ['Offene Lernwerkstatt (Beispiel)'],
      license: 'https://creativecommons.org/licenses/by/4.0/',
      webAddress: 'https://material.example/videoanruf-film',
      isAccessibleForFree: true,
    })
  })

  test.each([
    ['text: "Falschmeldung"', ['Übung: wem kann ich glauben? (Beispiel)']],
    ['text: "kennwot"', ['Merkblatt: ein gutes Kennwort (Beispiel)']],
    ['language: "en"', ['Guide: using town services online (Beispiel)']],
    ['digitalSkill: PROBLEM_SOLVING', ['Selbstlernkurs: rechnen mit Tabellen (Beispiel)']],
  ])('are found by %s', async (filter, titles) => {
    expect((await listed(service, `learningResources(${filter})`)).map(({ title }) => title)).toEqual(titles)
  })
})
