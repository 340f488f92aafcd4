import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { anonymous, type Caller } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { attempt, complete, done, initiativeIn, member, organization, stranger } from './initiatives-kit.js'
import { now } from './kit.js'

const hiddenStates = ['DRAFT', 'SUBMITTED', 'CHANGES_REQUESTED', 'SCHEDULED', 'REJECTED']
const publicStates = ['PUBLISHED', 'PAUSED', 'ENDED']
const everyState = [...hiddenStates, ...publicStates]

let service: RunningService
/** An initiative of the organization in each state, all called alike, with a need and a place on the roadmap. */
const ids = new Map<string, string>()
beforeAll(async () => {
  service = await startService(city, { now, example: true })
  for (const state of everyState) {
    const input = { ...complete, title: { de: `Zaubergarten ${state}` } }
    ids.set(state, (await initiativeIn(service, state, input)).id)
  }
  const written = sql.join([...ids.values()].map((id) => sql`(${id})`))
  await service.database.rows(
    sql`insert into city.roadmap_item_initiative select 'rm-mobilstationen', id from (values ${written}) as made(id)`,
  )
  await service.database.rows(
    sql`insert into city.need (id, title, kind, amount, unit, splittable, organization_id, initiative_id)
        select 'need-of-' || id, '{"DE": "Zaubererde"}', 'STAFF_HOURS', 1, 'HOURS', false, ${organization}, id
        from (values ${written}) as made(id)`,
  )
})
afterAll(() => service.stop())

/** States of what of the zaubergarten a caller finds, however it is asked for. */
async function seenBy(caller: Caller): Promise<Record<string, string[]>> {
  const list = `initiatives(first: 100, filter: { text: "Zaubergarten", status: [${everyState}] })`
  const { data, errors } = await service.query(
    `query ($references: [_Any!]!) {
      list: ${list} { totalCount edges { node { id } } }
      district(id: "05370004-01") { ${list} { totalCount edges { node { id } } } }
      organization(id: "${organization}") { ${list} { totalCount edges { node { id } } } }
      item: _entities(representations: [{ __typename: "RoadmapItem", id: "rm-mobilstationen" }]) {
        ... on RoadmapItem { ${list} { totalCount edges { node { id } } } } }
      references: _entities(representations: $references) { ... on Initiative { id } }
      ${[...ids.values()].map((id, index) => `i${index}: initiative(id: "${id}") { id }`).join('\n')}
    }`,
    { references: [...ids.values()].map((id) => ({ __typename: 'Initiative', id })) },
    caller,
  )
  expect(errors).toBeUndefined()
  const answer = data as unknown as Record<string, never>
  const stateOf = new Map([...ids].map(([state, id]) => [id, state]))
  const states = (found: ({ id: string } | null)[]) =>
    everyState.filter((state) => found.some((each) => each !== null && stateOf.get(each.id) === state))
  type Edges = { totalCount: number; edges: { node: { id: string } }[] }
  const inList = ({ totalCount, edges }: Edges) => {
    expect(totalCount).toBe(edges.length)
    return states(edges.map(({ node }) => node))
  }
  const parents = answer as unknown as Record<'district' | 'organization', { initiatives: Edges }>
  const [item] = answer.item as unknown as { initiatives: Edges }[]
  return {
    list: inList(answer.list as unknown as Edges),
    ofDistrict: inList(parents.district.initiatives),
    ofOrganization: inList(parents.organization.initiatives),
    ofRoadmapItem: inList(item?.initiatives as Edges),
    byReference: states(answer.references as never),
    byId: states([...ids.keys()].map((_, index) => answer[`i${index}`] as never)),
  }
}

const everywhere = (states: string[]) => ({
  list: states,
  ofDistrict: states,
  ofOrganization: states,
  ofRoadmapItem: states,
  byReference: states,
  byId: states,
})

describe('an initiative that is not public', () => {
  test.each([
    ['anybody', anonymous],
    ['a person', person],
    ['a member of another organization', stranger],
    ['a member of the town’s organization, which makes nobody the town', memberOf('org-town')],
    ['an administrator', administrator],
    ['a key that may not read', keyOf(organization, ['initiatives:write'])],
  ])('is found nowhere by %s', async (_who, caller) => {
    expect(await seenBy(caller)).toEqual(everywhere(publicStates))
  })

  test.each([
    ['a member', member],
    ['a key that may read', keyOf(organization, ['read'])],
    ['a coordinator', coordinator],
  ])('is found everywhere by %s', async (_who, caller) => {
    expect(await seenBy(caller)).toEqual(everywhere(everyState))
  })

  test('of the town is found by coordinators only', async () => {
    const { id } = await done(service, coordinator, 'draftInitiative', {
      organization: 'org-town',
      input: { title: { de: 'Rathausgarten' }, field: 'CLIMATE' },
    })
    for (const [caller, found] of [
      [anonymous, null],
      [memberOf('org-town'), null],
      [coordinator, { id }],
    ] as const) {
      const { data } = await service.query(`{ initiative(id: "${id}") { id } }`, {}, caller)
      expect(data).toEqual({ initiative: found })
    }
  })

  test('is not given away by what a mutation refuses', async () => {
    const there = await attempt(service, stranger, 'submitInitiative', { id: ids.get('DRAFT'), version: 1 })
    const nowhere = await attempt(service, stranger, 'submitInitiative', { id: 'ini-nowhere', version: 1 })
    expect([there.code, nowhere.code]).toEqual(['NOT_FOUND', 'NOT_FOUND'])
    expect(there.message?.replace(ids.get('DRAFT') ?? '', '')).toBe(
      nowhere.message?.replace('ini-nowhere', ''),
    )
  })

  test('is not given away by its needs', async () => {
    const { data } = await service.query(
      '{ needs(first: 100, filter: { text: "Zaubererde" }) { totalCount edges { node { initiative { status } } } } }',
    )
    const needs = data?.needs as unknown as { totalCount: number; edges: { node: { initiative: unknown } }[] }
    expect(needs.totalCount).toBe(3)
    expect(needs.edges.map(({ node }) => node.initiative)).not.toContain(null)
  })
})

test('whom to ask, reasons and times of an initiative are for its members and coordinators', async () => {
  const fields = ['contact { name }', 'decisionReason', 'submittedAt', 'publishAt', 'proposal { id }']
  const id = ids.get('ENDED')
  const codes = async (caller: Caller) => {
    const answers = await Promise.all(
      fields.map((field) => service.query(`{ initiative(id: "${id}") { ${field} } }`, {}, caller)),
    )
    return [...new Set(answers.map(({ errors }) => errors?.[0]?.extensions?.code))]
  }
  expect(await codes(anonymous)).toEqual(['UNAUTHENTICATED'])
  for (const caller of [person, stranger, memberOf('org-town'), keyOf(organization, ['initiatives:write'])]) {
    expect(await codes(caller)).toEqual(['FORBIDDEN'])
  }
  for (const caller of [member, keyOf(organization, ['read']), coordinator]) {
    expect(await codes(caller)).toEqual([undefined])
  }
})

test('what a suspended organization stands behind is shown to nobody but its members and coordinators', async () => {
  const suspend = (at: Date | null) =>
    service.database.rows(
      sql`update city.organization set suspended_at = ${at}, suspension_reason = ${at && 'weil'} where id = ${organization}`,
    )
  await suspend(now)
  try {
    expect((await seenByList(anonymous)).totalCount).toBe(0)
    expect((await seenByList(member)).totalCount).toBe(everyState.length)
    expect((await seenByList(coordinator)).totalCount).toBe(everyState.length)
    const { code } = await attempt(service, member, 'endInitiative', {
      id: ids.get('PUBLISHED'),
      version: 3,
      reason: 'weil',
    })
    expect(code).toBe('ORGANIZATION_SUSPENDED')
  } finally {
    await suspend(null)
  }
})

async function seenByList(caller: Caller): Promise<{ totalCount: number }> {
  const { data } = await service.query(
    `{ initiatives(filter: { text: "Zaubergarten", status: [${everyState}] }) { totalCount } }`,
    {},
    caller,
  )
  return data?.initiatives as unknown as { totalCount: number }
}

describe('the list of what waits for the town', () => {
  const query = `query ($first: Int! = 20, $after: String) { submissions(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { since initiative { id status contact { name } } proposal { id changes } } } } }`

  test('is for coordinators', async () => {
    for (const caller of [anonymous, person, member, administrator]) {
      const { data, errors } = await service.query(query, {}, caller)
      expect(data).toEqual({ submissions: null })
      expect(errors?.[0]?.extensions?.code).toMatch(/UNAUTHENTICATED|FORBIDDEN/)
    }
  })

  test('has initiatives and proposals, longest waiting first, page by page', async () => {
    service.setNow(new Date(now.getTime() + 60_000))
    const published = await initiativeIn(service, 'PUBLISHED')
    const { id } = await done(service, member, 'proposeChange', {
      id: published.id,
      version: published.version,
      input: { field: 'HEALTH' },
    })
    service.setNow(new Date(now.getTime() + 120_000))
    const last = await initiativeIn(service, 'SUBMITTED')
    const pages: { initiative: { id: string }; proposal: unknown }[] = []
    let after: string | null = null
    do {
      const { data } = await service.query(query, { first: 1, after }, coordinator)
      const page = data?.submissions as never as {
        totalCount: number
        pageInfo: { hasNextPage: boolean; endCursor: string }
        edges: { node: (typeof pages)[number] }[]
      }
      expect(page.totalCount).toBe(4)
      pages.push(...page.edges.map(({ node }) => node))
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    } while (after !== null)
    service.setNow(now)
    expect(
      pages
        .map(({ initiative }) => initiative.id)
        .slice(0, 2)
        .sort(),
    ).toEqual(['ini-buechertausch', ids.get('SUBMITTED')].sort())
    expect(pages.slice(2)).toMatchObject([
      { initiative: { id: published.id, status: 'PUBLISHED' }, proposal: { id, changes: ['field'] } },
      { initiative: { id: last.id, contact: { name: 'Ada Amsel' } }, proposal: null },
    ])
  })
})
