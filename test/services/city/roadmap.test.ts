import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type GraphqlAnswer, type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

const addition = `mutation ($input: RoadmapItemInput!, $key: String!, $reason: String, $lang: Language! = EN) {
  item: addRoadmapItem(input: $input, idempotencyKey: $key, reason: $reason, lang: $lang) {
    id version title startQuarter endQuarter priority state fieldOfAction { id } initiatives { edges { node { id } } }
  }
}`
const update = `mutation ($id: ID!, $version: Int!, $input: RoadmapItemChanges!, $reason: String! = "because", $key: String!) {
  item: updateRoadmapItem(id: $id, version: $version, input: $input, reason: $reason, idempotencyKey: $key, lang: EN) {
    id version title(lang: EN) state endQuarter initiatives { edges { node { id } } }
  }
}`
const input = {
  title: { de: '  Neuer Punkt ', en: 'New item' },
  startQuarter: '2027-Q1',
  endQuarter: '2027-Q4',
  priority: 'HIGH',
  fieldOfAction: 'foa-access',
  initiatives: ['ini-reparaturcafe', 'ini-dorfbus', 'ini-reparaturcafe'],
}

const asked = (text: string, variables: Record<string, unknown>, caller: Caller = coordinator) =>
  service.query(text, { key: randomUUID(), ...variables }, caller)
const itemOf = ({ data, errors }: GraphqlAnswer) => {
  expect(errors).toBeUndefined()
  return (data as unknown as { item: { id: string; version: number } }).item
}
const refusal = ({ errors }: GraphqlAnswer) => errors?.[0]?.extensions as Record<string, unknown> | undefined

async function added(changes: Record<string, unknown> = {}) {
  return itemOf(await asked(addition, { input: { ...input, ...changes } }))
}

async function history(
  id: string,
  caller?: Caller,
  fields = 'version changes reason validFrom validTo state',
) {
  const [item] = (await service
    .query(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on RoadmapItem {
      history { totalCount edges { node { ${fields} } } } } } }`,
      { r: [{ __typename: 'RoadmapItem', id }] },
      caller,
    )
    .then(({ data }) => (data as unknown as { _entities: never[] })._entities)) as {
    history: { totalCount: number; edges: { node: Record<string, unknown> }[] }
  }[]
  return item?.history.edges.map(({ node }) => node) ?? []
}

describe('a coordinator', () => {
  test('adds an item, which everybody then sees with the initiatives that are public', async () => {
    const item = await added()
    expect(item).toEqual({
      id: expect.stringMatching(/^rm-/),
      version: 1,
      title: 'Neuer Punkt',
      startQuarter: '2027-Q1',
      endQuarter: '2027-Q4',
      priority: 'HIGH',
      state: 'PLANNED',
      fieldOfAction: { id: 'foa-access' },
      initiatives: { edges: [{ node: { id: 'ini-dorfbus' } }, { node: { id: 'ini-reparaturcafe' } }] },
    })
    const [seen] = await service.entities('RoadmapItem', [item.id], 'title version')
    expect(seen).toEqual({ title: 'Neuer Punkt', version: 1 })
  })

  test('links initiatives that are not public yet, which stay hidden from everybody else', async () => {
    const [draft] = await service.database.rows<{ id: string }>(
      sql`select id from city.initiative where status in ('DRAFT', 'SUBMITTED') order by id limit 1`,
    )
    const item = await added({ initiatives: [draft?.id, 'ini-dorfbus'] })
    const [seen] = await service.entities(
      'RoadmapItem',
      [item.id],
      `initiatives(filter: {status: [DRAFT, SUBMITTED, PUBLISHED]}) { totalCount edges { node { id } } }
       history { edges { node { initiatives { id } } } }`,
    )
    expect(seen).toEqual({
      initiatives: { totalCount: 1, edges: [{ node: { id: 'ini-dorfbus' } }] },
      history: { edges: [{ node: { initiatives: [{ id: 'ini-dorfbus' }] } }] },
    })
  })

  test('changes what is given and leaves the rest, also the languages of what is not given', async () => {
    const { id } = await added()
    const item = itemOf(await asked(update, { id, version: 1, input: { state: 'RUNNING' } }))
    expect(item).toMatchObject({ id, version: 2, title: 'New item', state: 'RUNNING', endQuarter: '2027-Q4' })
    expect(itemOf(await asked(update, { id, version: 2, input: { initiatives: [] } }))).toMatchObject({
      version: 3,
      initiatives: { edges: [] },
    })
  })

  test('who changes nothing gets the item as it is, with its version', async () => {
    const { id } = await added()
    const same = { initiatives: ['ini-dorfbus', 'ini-reparaturcafe'], priority: 'HIGH' }
    expect(itemOf(await asked(update, { id, version: 1, input: same }))).toMatchObject({ version: 1 })
    expect(await history(id)).toHaveLength(1)
  })

  test('with an old version is shown the current one', async () => {
    const { id } = await added()
    await asked(update, { id, version: 1, input: { state: 'RUNNING' } })
    expect(refusal(await asked(update, { id, version: 1, input: { state: 'DONE' } }))).toMatchObject({
      code: 'CONFLICT',
      current: { id, version: 2, state: 'RUNNING', fieldOfAction: 'foa-access' },
    })
  })

  test('of fifty at the same time one wins and the others are told', async () => {
    const { id } = await added()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        asked(update, { id, version: 1, input: { endQuarter: `20${30 + n}-Q1` } }),
      ),
    )
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1)
    expect(answers.filter((answer) => refusal(answer)?.code === 'CONFLICT')).toHaveLength(49)
    expect((await history(id)).map(({ version }) => version)).toEqual([2, 1])
  })

  test('who repeats a request gets the first answer, and one item', async () => {
    const variables = { input: { ...input, title: { de: 'Wiederholt' } }, key: randomUUID() }
    const first = itemOf(await asked(addition, variables))
    expect(itemOf(await asked(addition, variables))).toEqual(first)
    const [{ count } = { count: 0 }] = await service.database.rows<{ count: number }>(
      sql`select count(*)::int as count from city.roadmap_item where title ->> 'DE' = 'Wiederholt'`,
    )
    expect(count).toBe(1)
  })
})

describe('a change that cannot be', () => {
  const problemsOf = (answer: GraphqlAnswer) => {
    expect(refusal(answer)?.code).toBe('BAD_USER_INPUT')
    const problems = refusal(answer)?.problems as { path: unknown[]; code: string; message: string }[]
    return problems.map(({ path, code }) => `${path.join('.')} ${code}`)
  }

  test('is told everything that is wrong with the texts and quarters at once', async () => {
    const bad = {
      ...input,
      title: { de: ' ', en: 'a\u0007' },
      startQuarter: '2027-Q5',
      endQuarter: '1999-Q1',
      initiatives: Array.from({ length: 101 }, (_, n) => `i-${n}`),
    }
    expect(problemsOf(await asked(addition, { input: bad, reason: 'x'.repeat(1_001) }))).toEqual([
      'input.title.de MISSING',
      'input.title.en CONTROL_CHARACTER',
      'input.startQuarter NOT_A_QUARTER',
      'input.endQuarter NOT_A_QUARTER',
      'input.initiatives TOO_MANY',
      'reason TOO_LONG',
    ])
  })

  test('is told everything that is not there, and in which language it wants', async () => {
    const bad = {
      ...input,
      endQuarter: '2026-Q4',
      fieldOfAction: 'foa-none',
      initiatives: ['ini-dorfbus', 'ini-none'],
    }
    const answer = await asked(addition, { input: bad, lang: 'DE' })
    expect(problemsOf(answer)).toEqual([
      'input.endQuarter PERIOD_REVERSED',
      'input.fieldOfAction UNKNOWN',
      'input.initiatives.1 UNKNOWN',
    ])
    expect(refusal(answer)?.problems).toContainEqual({
      path: ['input', 'endQuarter'],
      code: 'PERIOD_REVERSED',
      message: 'Das Ende liegt vor dem Anfang.',
    })
  })

  test('of one quarter is held against the other one', async () => {
    const { id } = await added()
    expect(problemsOf(await asked(update, { id, version: 1, input: { startQuarter: '2028-Q1' } }))).toEqual([
      'input.endQuarter PERIOD_REVERSED',
    ])
    expect(problemsOf(await asked(update, { id, version: 1, input: { state: null }, reason: ' ' }))).toEqual([
      'input.state INVALID',
      'reason MISSING',
    ])
  })

  test('of an item that is not there is not found', async () => {
    const answer = await asked(update, { id: 'rm-none', version: 1, input: {} })
    expect(refusal(answer)).toEqual({ code: 'NOT_FOUND' })
  })

  test.each([
    ['nobody', undefined, 'UNAUTHENTICATED'],
    ['somebody', person, 'FORBIDDEN'],
    ['a partner', memberOf('org-radkreis', 'OWNER'), 'FORBIDDEN'],
    ["the town's own members", memberOf('org-town', 'OWNER'), 'FORBIDDEN'],
    ['an API key', keyOf('org-town'), 'FORBIDDEN'],
    ['an administrator', administrator, 'FORBIDDEN'],
  ])('is refused to %s', async (_who, caller, code) => {
    const adding = await service.query(addition, { input, key: randomUUID() }, caller)
    expect(refusal(adding)?.code).toBe(code)
    const updating = await service.query(
      update,
      { id: 'rm-lotsen', version: 1, input: { state: 'DONE' }, key: randomUUID() },
      caller,
    )
    expect(refusal(updating)?.code).toBe(code)
  })
})

describe('the history of an item', () => {
  let id: string
  const first = new Date('2026-12-01T10:00:00Z')
  const second = new Date('2027-02-01T10:00:00Z')
  beforeAll(async () => {
    service.setNow(first)
    id = (await added()).id
    service.setNow(second)
    const changes = { state: 'RUNNING', initiatives: ['ini-dorfbus'] }
    await asked(update, { id, version: 1, input: changes, reason: 'Der Rat hat es beschlossen.' })
  })
  afterAll(() => service.setNow(now))

  test('says what it was, what changed, when and why, the newest version first', async () => {
    expect(await history(id)).toEqual([
      {
        version: 2,
        changes: ['state', 'initiatives'],
        reason: 'Der Rat hat es beschlossen.',
        validFrom: second.toISOString(),
        validTo: null,
        state: 'RUNNING',
      },
      {
        version: 1,
        changes: [],
        reason: null,
        validFrom: first.toISOString(),
        validTo: second.toISOString(),
        state: 'PLANNED',
      },
    ])
  })

  test('says to coordinators who did it, and to nobody else', async () => {
    const fields = 'changedById changedBy { id }'
    const who = { changedById: 'coordinator', changedBy: { id: 'coordinator' } }
    expect(await history(id, coordinator, fields)).toEqual([who, who])
    const nobody = { changedById: null, changedBy: null }
    expect(await history(id, memberOf('org-radkreis'), fields)).toEqual([nobody, nobody])
    const [example] = await history('rm-lotsen', coordinator, fields)
    expect(example).toEqual({ changedById: 'system:example', changedBy: null })
  })

  test('goes page by page', async () => {
    const pageOf = async (after: string | null) => {
      const [item] = (await service.entities(
        'RoadmapItem',
        [id],
        `history(first: 1${after === null ? '' : `, after: "${after}"`}) {
          edges { node { version } } pageInfo { hasNextPage endCursor } }`,
      )) as never as {
        history: { edges: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      }[]
      return item?.history
    }
    const newest = await pageOf(null)
    expect(newest).toMatchObject({ edges: [{ node: { version: 2 } }], pageInfo: { hasNextPage: true } })
    expect(await pageOf(newest?.pageInfo.endCursor ?? '')).toMatchObject({
      edges: [{ node: { version: 1 } }],
      pageInfo: { hasNextPage: false },
    })
  })

  test('has what is changed past the hub, and raises the version for it', async () => {
    await service.database.rows(sql`delete from city.roadmap_item_initiative where roadmap_item_id = ${id}`)
    const [newest] = await history(id, coordinator, 'version changes changedById changedBy { id }')
    expect(newest).toEqual({
      version: 3,
      changes: ['initiatives'],
      changedById: expect.stringMatching(/^database:/),
      changedBy: null,
    })
    expect(refusal(await asked(update, { id, version: 2, input: { state: 'DONE' } }))?.code).toBe('CONFLICT')
    expect(itemOf(await asked(update, { id, version: 3, input: { state: 'DONE' } })).version).toBe(4)
  })

  test('is told with the change: an event for everybody, an entry of the audit trail with the reason', async () => {
    const events = await service.database.rows<{ type: string; data: unknown }>(
      sql`select type, audience, data from city.event where entity_id = ${id} order by seq`,
    )
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'roadmap-item.added', audience: 'PUBLIC' },
      { type: 'roadmap-item.changed', audience: 'PUBLIC', data: { changes: ['state', 'initiatives'] } },
    ])
    expect(JSON.stringify(events)).not.toContain('coordinator')
    const [entry] = await service.database.rows<{ content: string }>(
      sql`select content from audit.entry where entity = 'RoadmapItem' and entity_id = ${id}
          and action = 'updateRoadmapItem' order by seq limit 1`,
    )
    expect(JSON.parse(entry?.content ?? '{}')).toMatchObject({
      actor: 'coordinator',
      why: 'Der Rat hat es beschlossen.',
      before: { state: 'PLANNED', version: 1 },
      after: { state: 'RUNNING', version: 2 },
    })
  })
})
