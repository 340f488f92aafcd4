import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { exampleInitiatives } from '../../../platform/service/example-ids.js'
import { districts } from '../../../platform/town/districts.js'
import { society } from '../../../services/society/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { calendar, event, type TestFolder, testFolder } from './calendars.js'

const now = new Date('2026-11-23T07:00:00Z')
const districtIds = districts.map(({ id }) => id)

interface Titles {
  totalCount?: number
  edges: { node: { title: string; startsAt?: string; location?: unknown } }[]
  pageInfo?: { hasNextPage: boolean; endCursor: string }
}

const titles = ({ edges }: Titles) => edges.map(({ node }) => node.title)

describe('the example content', () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService(society, { now, example: true })
  })
  afterAll(() => service.stop())

  test('has nothing an import finds fault with', async () => {
    const { rows } = await service.database.pool.query(
      'select id, skipped from society.feed where skipped > 0',
    )
    expect(rows).toEqual([])
  })

  test.each(['2026-11-23', '2027-02-28', '2028-12-24', '2030-07-01'])(
    'has upcoming events in order for every district on %s',
    async (day) => {
      const moment = new Date(`${day}T12:00:00Z`)
      service.setNow(moment)
      const found = await service.entities(
        'District',
        districtIds,
        'id events(first: 3) { edges { node { title startsAt location { lat lon } } } }',
      )
      for (const { id, events } of found as unknown as { id: string; events: Titles }[]) {
        const nodes = events.edges.map(({ node }) => node)
        expect(nodes.length).toBeGreaterThanOrEqual(2)
        const starts = nodes.map(({ startsAt }) => Date.parse(startsAt ?? ''))
        expect(starts).toEqual([...starts].sort((a, b) => a - b))
        for (const start of starts) expect(start).toBeGreaterThan(moment.getTime() - 2 * 86_400_000)
        for (const { location } of nodes) expect(location === null).toBe(id === '05370004-04')
        for (const { title } of nodes) expect(title).toContain('(Beispiel)')
      }
      service.setNow(now)
    },
  )

  test('has something to volunteer for in every district', async () => {
    const found = await service.entities(
      'District',
      districtIds,
      'volunteerOpportunities(first: 1) { totalCount }',
    )
    for (const { volunteerOpportunities } of found as unknown as { volunteerOpportunities: Titles }[])
      expect(volunteerOpportunities.totalCount).toBeGreaterThanOrEqual(1)
  })

  test('gives initiatives their events and opportunities', async () => {
    const found = (await service.entities(
      'Initiative',
      [exampleInitiatives.repairCafe, exampleInitiatives.neighbours, 'unknown'],
      'events(first: 10) { totalCount edges { node { title } } } volunteerOpportunities { totalCount edges { node { title initiative { id } district { id } } } }',
    )) as unknown as { events: Titles; volunteerOpportunities: Titles }[]
    expect(found.map(({ events }) => events.totalCount)).toEqual([3, 4, 0])
    expect(found.map(({ volunteerOpportunities: v }) => v.totalCount)).toEqual([1, 3, 0])
    expect(found[0]?.events && titles(found[0].events)).toContain('Fahrradwerkstatt (Beispiel)')
  })

  test('costs as many SQL statements for one district as for nine, and for one event as for ten', async () => {
    const cost = async (ids: string[], first: number) => {
      const before = service.statements.length
      await service.entities(
        'District',
        ids,
        `events(first: ${first}) { totalCount edges { node { title occurrences(first: 2) { startsAt } district { id } } } }
         volunteerOpportunities(first: ${first}) { edges { node { title } } }`,
      )
      return service.statements.length - before
    }
    const least = await cost(districtIds.slice(0, 1), 1)
    expect(least).toBe(4)
    expect(await cost(districtIds, 1)).toBe(least)
    expect(await cost(districtIds, 10)).toBe(least)
  })

  test('answers the district page with one statement', async () => {
    const before = service.statements.length
    await service.entities(
      'District',
      districtIds,
      'events(first: 3) { edges { node { title startsAt location { lat lon } } } }',
    )
    expect(service.statements.length - before).toBe(1)
  })

  test('is found by words in other forms and by parts of words, by place and by category', async () => {
    const found = async (args: string) => {
      const { data, errors } = await service.query(
        `{ events(first: 50, ${args}) { edges { node { title } } } }`,
      )
      expect(errors).toBeUndefined()
      return titles((data as unknown as { events: Titles }).events)
    }
    expect(await found('text: "spielen"')).toContain('Spieleabend (Beispiel)')
    expect(await found('text: "fahrrad"')).toEqual([
      'Reparaturcafé (Beispiel)',
      'Fahrradwerkstatt (Beispiel)',
    ])
    expect(await found('text: "100%_"')).toEqual([])
    expect(await found('category: "reparieren"')).toHaveLength(3)
    expect(await found('near: { lat: 51.0478, lon: 6.4056, radius: 500 }')).toEqual([
      'Nachbarschaftsstammtisch (Beispiel)',
      'Rund um Holzweiler (Beispiel)',
    ])
    expect(await found('from: "2027-06-18T00:00:00Z", to: "2027-06-21T00:00:00Z", category: "Fest"')).toEqual(
      ['Bürgerfest der Initiativen (Beispiel)'],
    )
  })

  test('is paged without gaps', async () => {
    const all: string[] = []
    let after = ''
    for (;;) {
      const { data } = await service.query(
        `{ events(first: 4${after}) { totalCount pageInfo { hasNextPage endCursor } edges { node { title } } } }`,
      )
      const page = (data as unknown as { events: Titles }).events
      all.push(...titles(page))
      if (!page.pageInfo?.hasNextPage) {
        expect(all).toHaveLength(page.totalCount ?? 0)
        break
      }
      after = `, after: "${page.pageInfo.endCursor}"`
    }
  })

  test('refuses arguments that make no sense with BAD_USER_INPUT', async () => {
    for (const asked of [
      'events(first: 0) { totalCount }',
      'events(after: "x") { totalCount }',
      'events(from: "2027-01-02T00:00:00Z", to: "2027-01-01T00:00:00Z") { totalCount }',
      'events(to: "2020-01-01T00:00:00Z") { totalCount }',
    ]) {
      const { errors } = await service.query(`{ ${asked} }`)
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT'])
    }
  })
})

describe('the events of a district', () => {
  let service: RunningService
  let folder: TestFolder
  beforeAll(async () => {
    service = await startService(society, { now })
    folder = await testFolder()
    await service.import('ical', await folder.write('events.ics', calendar(...content)))
  })
  afterEach(() => service.setNow(now))
  afterAll(async () => {
    await folder.remove()
    await service.stop()
  })

  const place = 'LOCATION:41812 Erkelenz-Gerderath'
  const content = [
    event(
      'UID:weekly',
      'SUMMARY:Wöchentlich',
      place,
      'DTSTART:20200107T180000Z',
      'DTEND:20200107T200000Z',
      'RRULE:FREQ=WEEKLY;UNTIL=20281231T000000Z',
    ),
    event('UID:once', 'SUMMARY:Einmal', place, 'DTSTART:20261124T120000Z', 'DTEND:20261124T130000Z'),
    event('UID:running', 'SUMMARY:Läuft', place, 'DTSTART:20261101T000000Z', 'DTEND:20261130T000000Z'),
    event('UID:over', 'SUMMARY:Vorbei', place, 'DTSTART:20261101T000000Z', 'DTEND:20261102T000000Z'),
    event('UID:off', 'SUMMARY:Fällt aus', place, 'DTSTART:20261125T000000Z', 'STATUS:CANCELLED'),
    event('UID:elsewhere', 'SUMMARY:Anderswo', 'LOCATION:Köln', 'DTSTART:20261125T000000Z'),
  ]

  async function listed(args = 'first: 10'): Promise<[string, string][]> {
    const [district] = (await service.entities(
      'District',
      ['05370004-02'],
      `events(${args}) { edges { node { title startsAt } } }`,
    )) as unknown as { events: Titles }[]
    return (district?.events.edges ?? []).map(({ node }) => [node.title, node.startsAt?.slice(0, 16) ?? ''])
  }

  async function next(uid: string): Promise<string | undefined> {
    const { data } = await service.query(`{ event(id: "test:${uid}") { startsAt } }`)
    return (data as unknown as { event: { startsAt: string } | null }).event?.startsAt.slice(0, 16)
  }

  test('are those that are not over, each once, by their next occurrence, without cancelled ones', async () => {
    expect(await listed()).toEqual([
      ['Läuft', '2026-11-01T00:00'],
      ['Einmal', '2026-11-24T12:00'],
      ['Wöchentlich', '2026-11-24T18:00'],
    ])
  })

  test('change with the clock, with no new import', async () => {
    service.setNow(new Date('2026-11-24T19:59:59Z'))
    expect(await next('weekly')).toBe('2026-11-24T18:00')
    service.setNow(new Date('2026-11-24T20:00:00Z'))
    expect(await next('weekly')).toBe('2026-12-01T18:00')
    service.setNow(new Date('2028-12-20T00:00:00Z'))
    expect(await listed()).toEqual([['Wöchentlich', '2028-12-26T18:00']])
    service.setNow(new Date('2035-01-01T00:00:00Z'))
    expect(await listed()).toEqual([])
    expect(await next('weekly')).toBe('2028-12-26T18:00')
  })

  test('of a period are in the order of their first occurrence in it', async () => {
    expect(
      (await listed('first: 10, from: "2026-11-02T00:00:00Z", to: "2026-11-24T13:00:00Z"')).map(
        ([title]) => title,
      ),
    ).toEqual(['Läuft', 'Wöchentlich', 'Einmal'])
    expect(await listed('first: 10, from: "2027-03-01T00:00:00Z", to: "2027-03-02T00:00:00Z"')).toEqual([])
    expect(await listed('first: 10, from: "2027-03-01T00:00:00Z"')).toEqual([
      ['Wöchentlich', '2026-11-24T18:00'],
    ])
  })

  test('say where they are, in a list as by id', async () => {
    const { data } = await service.query(
      '{ events(first: 1) { edges { node { place } } } event(id: "test:once") { place } }',
    )
    const place = '41812 Erkelenz-Gerderath'
    expect(data).toEqual({ events: { edges: [{ node: { place } }] }, event: { place } })
  })

  test('can be asked by id also when cancelled or over; what is not there is null', async () => {
    const found = (await service.entities(
      'Event',
      ['test:off', 'test:over', 'test:nothing'],
      'title status district { id }',
    )) as unknown[]
    expect(found).toEqual([
      { title: 'Fällt aus', status: 'CANCELLED', district: { id: '05370004-02' } },
      { title: 'Vorbei', status: 'CONFIRMED', district: { id: '05370004-02' } },
      null,
    ])
  })

  test('have their occurrences from now or in a period', async () => {
    const { data } = await service.query(
      '{ event(id: "test:weekly") { next: occurrences(first: 2) { startsAt } may: occurrences(from: "2027-05-01T00:00:00Z", to: "2027-05-12T00:00:00Z") { startsAt } } }',
    )
    const { event: found } = data as unknown as { event: Record<string, { startsAt: string }[]> }
    const days = (name: string) => found[name]?.map(({ startsAt }) => startsAt.slice(0, 10))
    expect(days('next')).toEqual(['2026-11-24', '2026-12-01'])
    expect(days('may')).toEqual(['2027-05-04', '2027-05-11'])
  })
})
