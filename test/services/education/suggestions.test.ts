import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AskedQuestion, canonical, questionId } from '../../../platform/suggestions/question.js'
import { fitOf, type Reason } from '../../../platform/suggestions/reason.js'
import { Field } from '../../../platform/town/field.js'
import { LifeSituation } from '../../../platform/town/life-situation.js'
import { education } from '../../../services/education/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { fileWith } from './kit.js'

const now = new Date('2026-11-23T07:00:00Z')
const holzweiler = '05370004-09'

interface Node {
  suggested: { title: string; startsAt: string | null }
  reasons: { code: string; subject: string | null }[]
}

let service: RunningService
beforeAll(async () => {
  service = await startService(education, { now })
})
afterAll(() => service.stop())

async function courses(question: AskedQuestion): Promise<Node[]> {
  const id = questionId(canonical(question))
  const selection =
    'courses(first: 100) { edges { node { suggested { title startsAt } reasons { code subject text } } } }'
  const [found] = (await service.entities('Suggestions', [id], selection)) as unknown as {
    courses: { edges: { node: Node }[] }
  }[]
  return (found?.courses.edges ?? []).map(({ node }) => node)
}

const titles = (nodes: readonly Node[]) => nodes.map(({ suggested }) => suggested.title)
const why = (nodes: readonly Node[], title: string) =>
  nodes.find(({ suggested }) => suggested.title === title)?.reasons.map(({ code }) => code)

function course(name: string, start: string | null, more: Record<string, unknown> = {}) {
  return {
    '@type': 'Course',
    '@id': `https://kurse.example/${encodeURIComponent(name)}`,
    name,
    hasCourseInstance: {
      '@type': 'CourseInstance',
      ...(start && { startDate: start }),
      location: { '@type': 'Place', address: 'Dorfraum, 41812 Erkelenz-Holzweiler' },
      courseMode: 'onsite',
      ...(more.instance as object),
    },
    ...(more.course as object),
  }
}

describe('suggestions of courses', () => {
  beforeAll(async () => {
    await service.import(
      'schemaorg',
      await fileWith({
        '@context': 'https://schema.org',
        '@graph': [
          course('Fahrrad fahren lernen', '2026-12-20T10:00:00+01:00'),
          course('Radtour planen', '2026-11-30T10:00:00+01:00', {
            course: { description: 'Sicher mit dem Fahrrad in die Stadt.' },
          }),
          course('Pflege zu Hause', '2026-11-25T10:00:00+01:00'),
          course('Pflege im Netz', null, {
            instance: { courseMode: 'online', location: { '@type': 'VirtualLocation' } },
          }),
          course('Pflege von gestern', '2026-11-20T10:00:00+01:00'),
          course('Töpfern', '2027-03-01T10:00:00+01:00'),
        ],
      }),
    )
  })

  test('are those whose words speak of the life situation and that can still be taken, soon ones first', async () => {
    const found = await courses({ lifeSituations: [LifeSituation.CARE] })
    expect(titles(found)).toEqual(['Pflege zu Hause', 'Pflege im Netz'])
    expect(why(found, 'Pflege zu Hause')).toEqual(['LIFE_SITUATION', 'SOON'])
    expect(why(found, 'Pflege im Netz')).toEqual(['LIFE_SITUATION', 'ONLINE'])
  })

  test('for who is interested in education are all, for another interest those about it', async () => {
    expect(titles(await courses({ interests: [Field.EDUCATION] })).sort()).toEqual([
      'Fahrrad fahren lernen',
      'Pflege im Netz',
      'Pflege zu Hause',
      'Radtour planen',
      'Töpfern',
    ])
    const found = await courses({ interests: [Field.MOBILITY] })
    expect(titles(found)).toEqual(['Radtour planen', 'Fahrrad fahren lernen'])
    expect(why(found, 'Radtour planen')).toEqual(['INTEREST', 'SOON'])
  })

  test('say that they are in the district, and order by how well they fit, then by time', async () => {
    const found = await courses({
      lifeSituations: [LifeSituation.CARE],
      interests: [Field.MOBILITY],
      district: holzweiler,
    })
    expect(titles(found)).toEqual([
      'Pflege zu Hause',
      'Radtour planen',
      'Pflege im Netz',
      'Fahrrad fahren lernen',
      'Töpfern',
    ])
    expect(why(found, 'Töpfern')).toEqual(['DISTRICT'])
    const fits = found.map(({ reasons }) => fitOf(reasons as Reason[]))
    expect(fits).toEqual([...fits].sort((a, b) => b - a))
  })

  test('are none for a situation nothing speaks of', async () => {
    expect(await courses({ lifeSituations: [LifeSituation.MARRIAGE] })).toEqual([])
  })

  test('cost one statement', async () => {
    const before = service.statements.length
    await courses({ lifeSituations: Object.values(LifeSituation), interests: Object.values(Field) })
    expect(service.statements.length - before).toBe(1)
  })
})
