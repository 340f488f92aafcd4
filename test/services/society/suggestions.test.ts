import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AskedQuestion, canonical, questionId } from '../../../platform/suggestions/question.js'
import { fitOf, type Reason } from '../../../platform/suggestions/reason.js'
import { Field } from '../../../platform/town/field.js'
import { LifeSituation } from '../../../platform/town/life-situation.js'
import { society } from '../../../services/society/service.js'
import { type RunningService, startService } from '../../kit/service.js'

const now = new Date('2026-11-23T07:00:00Z')

interface Node {
  suggested: { title: string }
  reasons: { code: string; subject: string | null }[]
}

let service: RunningService
beforeAll(async () => {
  service = await startService(society, { now, example: true })
})
afterAll(() => service.stop())

async function found(list: 'events' | 'volunteerOpportunities', question: AskedQuestion): Promise<Node[]> {
  const id = questionId(canonical(question))
  const selection = `${list}(first: 100) { edges { node { suggested { title } reasons { code subject text } } } }`
  const [answer] = (await service.entities('Suggestions', [id], selection)) as unknown as Record<
    string,
    { edges: { node: Node }[] }
  >[]
  return (answer?.[list]?.edges ?? []).map(({ node }) => node)
}

const titles = (nodes: readonly Node[]) => nodes.map(({ suggested }) => suggested.title)
const codes = (node: Node | undefined) => node?.reasons.map(({ code }) => code)

describe('suggestions of events', () => {
  test('are those whose words or categories speak of the life situation', async () => {
    const events = await found('events', { lifeSituations: [LifeSituation.CHILDHOOD] })
    expect(events.length).toBeGreaterThan(0)
    for (const event of events) expect(codes(event)).toContain('LIFE_SITUATION')
    const { rows } = await service.database.pool.query(
      `select title from society.event where 'Familie' = any(categories)`,
    )
    expect(titles(events)).toEqual(expect.arrayContaining(rows.map(({ title }) => title)))
  })

  test('put those in the district first, which are enough by themselves', async () => {
    const events = await found('events', { interests: [Field.CLIMATE], district: '05370004-09' })
    const there = events.filter((event) => codes(event)?.includes('DISTRICT'))
    expect(there.length).toBeGreaterThan(0)
    const fits = events.map(({ reasons }) => fitOf(reasons as Reason[]))
    expect(fits).toEqual([...fits].sort((a, b) => b - a))
    for (const event of events)
      expect(codes(event)?.some((code) => ['INTEREST', 'DISTRICT'].includes(code))).toBe(true)
  })

  test('for who is interested in society are all to come, as many as the list of events has', async () => {
    const events = await found('events', { interests: [Field.SOCIETY] })
    const { data } = await service.query('{ events { totalCount } }')
    expect(events).toHaveLength((data as unknown as { events: { totalCount: number } }).events.totalCount)
  })

  test('say what starts within 14 days, and only that', async () => {
    const events = await found('events', { interests: [Field.SOCIETY] })
    const soon = events.filter((event) => codes(event)?.includes('SOON'))
    const { data } = await service.query(
      '{ events(first: 100, from: "2026-11-23T07:00:00Z", to: "2026-12-07T07:00:00Z") { edges { node { title startsAt } } } }',
    )
    const within = (
      data as unknown as { events: { edges: { node: { title: string; startsAt: string } }[] } }
    ).events.edges.filter(({ node }) => Date.parse(node.startsAt) >= now.getTime())
    expect(titles(soon).sort()).toEqual(within.map(({ node }) => node.title).sort())
    expect(soon.length).toBeLessThan(events.length)
  })

  test('leave out cancelled and past ones', async () => {
    service.setNow(new Date('2099-01-01T00:00:00Z'))
    expect(await found('events', { interests: [Field.SOCIETY] })).toEqual([])
    service.setNow(now)
    const [{ suggested } = { suggested: { title: '' } }] = await found('events', {
      interests: [Field.SOCIETY],
    })
    await service.database.pool.query(
      `update society.event set status = 'CANCELLED' where title = '${suggested.title}'`,
    )
    expect(titles(await found('events', { interests: [Field.SOCIETY] }))).not.toContain(suggested.title)
    await service.database.pool.query(
      `update society.event set status = 'CONFIRMED' where title = '${suggested.title}'`,
    )
  })

  test('cost one statement', async () => {
    const before = service.statements.length
    await found('events', { lifeSituations: Object.values(LifeSituation), interests: Object.values(Field) })
    expect(service.statements.length - before).toBe(1)
  })
})

describe('suggestions of opportunities to volunteer', () => {
  test('are for those who want to do something, near ones first', async () => {
    const opportunities = await found('volunteerOpportunities', {
      lifeSituations: [LifeSituation.ENGAGEMENT],
      district: '05370004-03',
    })
    expect(opportunities).toHaveLength(10)
    expect(opportunities[0]).toMatchObject({
      suggested: { title: 'Spieleabend vorbereiten (Beispiel)' },
      reasons: [{ code: 'LIFE_SITUATION', subject: 'ENGAGEMENT' }, { code: 'DISTRICT' }],
    })
  })

  test('are none for those who have asked for something else', async () => {
    expect(await found('volunteerOpportunities', { lifeSituations: [LifeSituation.CARE] })).toEqual([])
  })
})
