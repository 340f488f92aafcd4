import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { anonymous, type Caller } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import {
  hours,
  makeMatches,
  makeNeeds,
  makeProposal,
  makeResources,
  makeRun,
  matchIn,
  provider,
  providerId,
  seeker,
  seekerId,
  stranger,
} from './match-kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

async function ask<Data>(query: string, variables: object, caller: Caller = coordinator): Promise<Data> {
  const { data, errors } = await service.query(query, { ...variables }, caller)
  expect({ query, errors }).toEqual({ query, errors: undefined })
  return data as Data
}

interface Listed {
  list: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
}

async function idsOf(filter: object, caller = coordinator, first = 100): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = null
  for (;;) {
    const { list }: Listed = await ask(
      `query ($filter: MatchFilter, $first: Int!, $after: String) {
        list: matches(filter: $filter, first: $first, after: $after) {
          edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
      { filter, first, after },
      caller,
    )
    ids.push(...list.edges.map(({ node }) => node.id))
    if (!list.pageInfo.hasNextPage) return ids
    after = list.pageInfo.endCursor
  }
}

describe('a match', () => {
  test('is seen by coordinators, and by members of both sides once it was accepted', async () => {
    const proposed = await makeProposal(service)
    const accepted = await matchIn(service, 'ACCEPTED')
    const refused = await matchIn(service, 'REFUSED')
    const declined = await matchIn(service, 'DECLINED')
    const made = [proposed, accepted, refused, declined].map(({ id }) => id)
    const seenBy = async (caller: Caller) => {
      const seen: string[] = []
      for (const id of made) {
        const { match } = await ask<{ match: object | null }>(
          'query ($id: ID!) { match(id: $id) { id } }',
          { id },
          caller,
        )
        if (match !== null) seen.push(id)
      }
      const listed = (await idsOf({}, caller)).filter((id) => made.includes(id))
      expect(listed.sort()).toEqual([...seen].sort())
      return seen
    }
    expect(await seenBy(coordinator)).toEqual(made)
    const sides = [accepted.id, refused.id]
    for (const caller of [provider, seeker, keyOf(providerId, ['read'])])
      expect(await seenBy(caller)).toEqual(sides)
    const townMember = memberOf('org-town', 'OWNER')
    for (const caller of [anonymous, person, stranger, townMember, keyOf(seekerId, ['goods:write'])]) {
      expect(await seenBy(caller)).toEqual([])
    }
  })

  test('tells what it is of, when it is used, and how its score came about', async () => {
    const other = await makeResources(service, {})
    const { id, needId, resourceId } = await makeProposal(service, {
      during: [hours('2026-12-01', 9, 12), hours('2026-12-08', 9, 12), hours('2027-03-01', 9, 12)],
    })
    const alternative = {
      resourceId: other[0],
      amount: 4000,
      score: 700,
      terms: Object.fromEntries(
        ['SKILLS', 'DISTANCE', 'OVERLAP', 'PRIORITY', 'URGENCY', 'FAIRNESS', 'COST'].map((term) => [
          term,
          700,
        ]),
      ),
    }
    await service.database.rows(
      sql`update city.match set alternatives = ${JSON.stringify([alternative])}::jsonb where id = ${id}`,
    )
    const { match } = await ask<{ match: Record<string, never> }>(
      `query ($id: ID!) { match(id: $id) {
        need { id title } resource { id title } score quantity { amount unit } span { from to }
        windows(from: "2026-12-01T10:00:00Z", to: "2027-01-01T00:00:00Z") { from to }
        explanation { term points weight contribution text(lang: EN) }
        alternatives { resource { id } quantity { amount unit } score explanation { contribution } } } }`,
      { id },
    )
    expect(match).toMatchObject({
      need: { id: needId },
      resource: { id: resourceId },
      score: 800,
      span: { from: '2026-12-01T09:00:00.000Z', to: '2027-03-01T12:00:00.000Z' },
      windows: [
        { from: '2026-12-01T10:00:00.000Z', to: '2026-12-01T12:00:00.000Z' },
        { from: '2026-12-08T09:00:00.000Z', to: '2026-12-08T12:00:00.000Z' },
      ],
      alternatives: [{ resource: { id: other[0] }, quantity: { amount: '40', unit: 'SEATS' }, score: 700 }],
    })
    const explained = match.explanation as unknown as { contribution: number; text: string }[]
    expect(explained.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(800)
    expect(explained.every(({ text }) => text.endsWith('.'))).toBe(true)
    const { errors } = await service.query(
      'query ($id: ID!) { match(id: $id) { windows(from: "2026-12-01T00:00:00Z", to: "2027-06-01T00:00:00Z") { from } } }',
      { id },
      coordinator,
    )
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  test('does not tell members what else could have been given', async () => {
    const { id } = await matchIn(service, 'ACCEPTED')
    const { match } = await ask<{ match: object }>(
      'query ($id: ID!) { match(id: $id) { id alternatives { score } } }',
      { id },
      provider,
    )
    expect(match).toEqual({ id, alternatives: null })
  })
})

describe('matches', () => {
  test('of a run, and open proposals, come best first, on every page', async () => {
    const run = await makeRun(service)
    const [resource = ''] = await makeResources(service, {})
    const needs = await makeNeeds(service, ...Array.from({ length: 9 }, () => ({})))
    const scores = [300, 900, 500, 900, 1, 1000, 700, 900, 20]
    const ids = await makeMatches(
      service,
      ...needs.map((need, index) => ({ need, resource, run, score: scores[index] ?? 0 })),
    )
    const sorted = ids
      .map((id, index) => ({ id, score: scores[index] ?? 0 }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
      .map(({ id }) => id)
    expect(await idsOf({ run }, coordinator, 2)).toEqual(sorted)
    expect(await idsOf({ resource, status: ['PROPOSED'] }, coordinator, 4)).toEqual(sorted)
  })

  test('are found by status, sides, initiative, kind and run, and what-ifs only if they are asked for', async () => {
    const made = await matchIn(service, 'CONFIRMED', {
      need: { kind: 'VEHICLE' },
      resource: { kind: 'VEHICLE' },
    })
    const whatIf = await makeProposal(service, { status: 'WHAT_IF', resource: made.resourceId })
    const { id, needId: need, resourceId: resource } = made
    const of = { resource }
    expect(await idsOf(of)).toEqual([id])
    expect(await idsOf({ ...of, status: ['WHAT_IF'] })).toEqual([whatIf.id])
    expect(await idsOf({ need })).toEqual([id])
    for (const [filter, found] of [
      [{ status: ['CONFIRMED', 'ACCEPTED'] }, true],
      [{ status: ['RELEASED'] }, false],
      [{ organization: providerId }, true],
      [{ organization: seekerId }, true],
      [{ organization: 'org-radkreis' }, false],
      [{ initiative: 'ini-klimastationen' }, true],
      [{ initiative: 'ini-solarberatung' }, false],
      [{ kind: 'VEHICLE' }, true],
      [{ kind: 'SPACE' }, false],
    ] as const) {
      expect({ filter, ids: await idsOf({ ...of, ...filter }) }).toEqual({ filter, ids: found ? [id] : [] })
    }
  })

  test('stand with their need and their resource, newest first, for who may see them', async () => {
    const { id, needId, resourceId } = await matchIn(service, 'ACCEPTED')
    const [open = ''] = await makeMatches(service, {
      need: needId,
      resource: resourceId,
      createdAt: new Date(now.getTime() + 1000),
    })
    const query = `query ($needId: ID!, $resourceId: ID!) {
      need(id: $needId) { matches { edges { node { id } } totalCount } }
      resource(id: $resourceId) { matches { edges { node { id } } totalCount } } }`
    const shown = async (caller: Caller) => {
      const data = await ask<
        Record<string, { matches: { edges: { node: { id: string } }[]; totalCount: number } }>
      >(query, { needId, resourceId }, caller)
      const [ofNeed, ofResource] = [data.need, data.resource].map((each) =>
        each?.matches.edges.map(({ node }) => node.id),
      )
      expect(ofNeed).toEqual(ofResource)
      expect(data.need?.matches.totalCount).toBe(ofNeed?.length)
      return ofNeed
    }
    expect(await shown(coordinator)).toEqual([open, id])
    expect(await shown(seeker)).toEqual([id])
    expect(await shown(anonymous)).toEqual([])
  })
})

describe('what has been received', () => {
  test('is public with the need: confirmed, waiting, and missing', async () => {
    const pooled = { splittable: true, unit: 'HOURS', kind: 'STAFF_HOURS' }
    const [needId = ''] = await makeNeeds(service, { ...pooled, amount: '100.5' })
    const during = [hours('2026-12-01', 0, 24 * 60)]
    const given = { need: needId, resource: { ...pooled, sharing: 'POOLED' }, during }
    await matchIn(service, 'CONFIRMED', { ...given, amount: '20' })
    await matchIn(service, 'CONFIRMED', { ...given, amount: '10.25' })
    await matchIn(service, 'ACCEPTED', { ...given, amount: '5' })
    await matchIn(service, 'RELEASED', { ...given, amount: '40' })
    const { need } = await ask<{ need: object }>(
      `query ($id: ID!) { need(id: $id) { received {
        confirmed { amount unit } accepted { amount } missing { amount } } } }`,
      { id: needId },
      anonymous,
    )
    expect(need).toEqual({
      received: {
        confirmed: { amount: '30.25', unit: 'HOURS' },
        accepted: { amount: '5' },
        missing: { amount: '65.25' },
      },
    })
  })

  test('is summed up for an initiative, by kind and unit, of what is open', async () => {
    const id = 'ini-summed'
    await service.database.rows(
      sql`insert into city.initiative (id, title, summary, field, status, analog_access, organization_id)
          values (${id}, '{"DE": "A"}', '{"DE": "A"}', 'CLIMATE', 'PUBLISHED', '[{}]', ${seekerId})`,
    )
    const need = { initiative_id: id }
    await matchIn(service, 'CONFIRMED', { need })
    await matchIn(service, 'ACCEPTED', { need })
    await makeNeeds(service, { ...need, amount: '7' }, { ...need, amount: '5', unit: 'SQUARE_METRES' })
    await makeNeeds(service, { ...need, amount: '9', status: 'WITHDRAWN', withdrawal_reason: 'x' })
    const { initiative } = await ask<{ initiative: object }>(
      `query ($id: ID!) { initiative(id: $id) { received {
        kind needs needsMet needed { amount unit } confirmed { amount } accepted { amount } missing { amount } } } }`,
      { id },
      anonymous,
    )
    expect(initiative).toEqual({
      received: [
        {
          kind: 'SPACE',
          needs: 3,
          needsMet: 1,
          needed: { amount: '87', unit: 'SEATS' },
          confirmed: { amount: '40' },
          accepted: { amount: '40' },
          missing: { amount: '7' },
        },
        {
          kind: 'SPACE',
          needs: 1,
          needsMet: 0,
          needed: { amount: '5', unit: 'SQUARE_METRES' },
          confirmed: { amount: '0' },
          accepted: { amount: '0' },
          missing: { amount: '5' },
        },
      ],
    })
  })
})

test('the statements do not grow with the matches', async () => {
  const [resource = ''] = await makeResources(service, { sharing: 'POOLED', splittable: true, amount: '900' })
  const run = await makeRun(service)
  const propose = async (count: number) => {
    const needs = await makeNeeds(service, ...Array.from({ length: count }, () => ({})))
    await makeMatches(service, ...needs.map((need) => ({ need, resource, run })))
  }
  const query = `query ($filter: MatchFilter) { matches(filter: $filter, first: 50) { totalCount edges { node {
    windows(from: "2026-12-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { from }
    explanation { points } alternatives { resource { id } }
    need { received { missing { amount } } matches(first: 3) { edges { node { id } } } initiative { received { needs } } }
    resource { organization { name } matches(first: 3) { edges { node { id } } } } } } } }`
  const statements = async () => {
    const before = service.statements.length
    const { matches } = await ask<{ matches: { totalCount: number } }>(query, { filter: { run } })
    return { total: matches.totalCount, statements: service.statements.length - before }
  }
  await propose(2)
  const few = await statements()
  await propose(20)
  expect(await statements()).toEqual({ total: 22, statements: few.statements })
})
