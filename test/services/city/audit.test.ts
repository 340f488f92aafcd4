import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import pg from 'pg'
import type { Caller } from '../../../platform/caller/caller.js'
import { change } from '../../../platform/changes/change.js'
import { auditList } from '../../../services/city/audit/audit.queries.js'
import { city } from '../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

interface Entry {
  id: string
  entityId: string
  [field: string]: unknown
}
interface Trail {
  totalCount: number
  edges: { node: Entry }[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

/** Turns Kysely's SQL into text and parameters, on no database. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const coordinators = { ...coordinator, subject: 'account-1' }

async function trail(
  filter: Record<string, unknown>,
  {
    caller = coordinators as Caller,
    fields = 'id entityId',
    first = 100,
    after = null as string | null,
  } = {},
): Promise<Trail> {
  const { data, errors } = await service.query(
    `query ($filter: AuditFilter, $first: Int!, $after: String) {
      auditTrail(filter: $filter, first: $first, after: $after) {
        totalCount edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`,
    { filter, first, after },
    caller,
  )
  expect(errors).toBeUndefined()
  return (data as unknown as { auditTrail: Trail }).auditTrail
}

/** Changes something as a caller, at a moment. */
async function renamed(id: string, name: string, { caller = coordinators as Caller, at = now } = {}) {
  const requestId = randomUUID()
  const context = { caller, database: service.database, requestId, now: at }
  await change(context, { action: 'rename', input: name, why: 'spelled wrongly' }, ({ rows }) =>
    rows(sql`update city.organization set name = ${name} where id = ${id}`),
  )
  return requestId
}

describe('a coordinator', () => {
  test('reads who did what to what, when, why, on which request, before and after', async () => {
    const requestId = await renamed('org-radkreis', 'Radkreis neu (Beispiel)')
    const { edges } = await trail(
      { requestId },
      {
        fields: `at actorId actor { id } action operation entity entityId organization { id name } why requestId
          before after hash`,
      },
    )
    expect(edges.map(({ node }) => node)).toEqual([
      {
        at: now.toISOString(),
        actorId: 'account-1',
        actor: { id: 'account-1' },
        action: 'rename',
        operation: 'UPDATE',
        entity: 'Organization',
        entityId: 'org-radkreis',
        organization: { id: 'org-radkreis', name: 'Radkreis neu (Beispiel)' },
        why: 'spelled wrongly',
        requestId,
        before: { name: expect.stringContaining('(Beispiel)') },
        after: { name: 'Radkreis neu (Beispiel)' },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ])
  })

  test('reads who it was also where it was no person', async () => {
    const byKey = await renamed('org-radkreis', 'Radkreis', { caller: keyOf('org-radkreis') })
    const fields = 'actorId actor { id } before'
    expect((await trail({ requestId: byKey }, { fields })).edges[0]?.node).toMatchObject({
      actorId: 'key:org-radkreis',
      actor: null,
    })
    const { edges } = await trail({ actor: 'system:example', entityId: 'org-radkreis' }, { fields })
    expect(edges.map(({ node }) => node)).toEqual([{ actorId: 'system:example', actor: null, before: null }])
  })

  test('filters by actor, action, entity, id, organization, time and request', async () => {
    const later = new Date(now.getTime() + 3_600_000)
    const caller = { ...coordinator, subject: 'account-filter' }
    const requestId = await renamed('org-nachbarn', 'Nachbarn', { caller, at: later })
    const ids = async (filter: Record<string, unknown>) =>
      (await trail(filter)).edges.map(({ node }) => node.entityId)
    expect(await ids({ actor: 'account-filter' })).toEqual(['org-nachbarn'])
    expect(await ids({ requestId })).toEqual(['org-nachbarn'])
    expect(await ids({ action: 'rename', organization: 'org-nachbarn' })).toEqual(['org-nachbarn'])
    expect(await ids({ entity: 'Organization', entityId: 'org-nachbarn' })).toEqual([
      'org-nachbarn',
      'org-nachbarn',
    ])
    expect(await ids({ entity: 'Initiative', entityId: 'org-nachbarn' })).toEqual([])
    // Half-open: from the first moment up to the last.
    expect(await ids({ from: later.toISOString() })).toEqual(['org-nachbarn'])
    expect(await ids({ from: later.toISOString(), to: later.toISOString() })).toEqual([])
    expect(await ids({ to: later.toISOString(), actor: 'account-filter' })).toEqual([])
    expect((await trail({ to: later.toISOString() })).totalCount).toBe((await trail({})).totalCount - 1)
  })

  test('reads the newest first, page by page, each entry once', async () => {
    const { totalCount } = await trail({})
    const ids: number[] = []
    let after: string | null = null
    do {
      const page: Trail = await trail({}, { first: 30, after })
      ids.push(...page.edges.map(({ node }) => Number(node.id)))
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    } while (after !== null)
    expect(ids).toEqual(Array.from({ length: totalCount }, (_, index) => totalCount - index))
  })

  test('finds what is asked for by an index among many entries, whatever it is', async () => {
    const client = new pg.Client({ connectionString: service.config.database.url })
    await client.connect()
    try {
      await client.query('begin')
      await client.query(`insert into audit.entry
          (seq, content, hash, at, actor, action, request_id, entity, entity_id, organization_id)
        select n, '{}', '', to_char(timestamptz '2000-01-01' + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'a-' || n % 500, 'do-' || n % 500, n, 'E-' || n % 500, 'e-' || n % 500, 'o-' || n % 500
        from generate_series(10001, 20000) n`)
      await client.query('analyze audit.entry')
      for (const [filter, index] of [
        [{ actor: 'a-7' }, 'entry_actor_index'],
        [{ action: 'do-7' }, 'entry_action_index'],
        [{ entity: 'E-7' }, 'entry_entity_index'],
        [{ entityId: 'e-7' }, 'entry_entity_id_index'],
        [{ organization: 'o-7' }, 'entry_organization_id_index'],
        [{ requestId: '11007' }, 'entry_request_id_index'],
        [{ from: new Date('2000-01-09T00:00Z'), to: new Date('2000-01-09T01:00Z') }, 'entry_at_index'],
        [{ to: new Date('2000-01-09T01:00Z') }, 'entry_at_index'],
      ] as const) {
        const { from, where = [], order } = auditList(filter)
        const { sql: text, parameters } = sql`explain select * from ${from}
          where ${sql.join(where, sql` and `)}
          order by ${sql.join(order.map(({ by }) => sql`${by} desc`))} limit 21`.compile(compiler)
        const { rows } = await client.query(text, [...parameters])
        expect({ filter, plan: JSON.stringify(rows) }).toEqual({
          filter,
          plan: expect.stringContaining(index),
        })
      }
    } finally {
      await client.query('rollback')
      await client.end()
    }
  })

  test('a cursor that is none is refused', async () => {
    const after = Buffer.from('["x"]').toString('base64url')
    const { errors } = await service.query(
      `{ auditTrail(after: "${after}") { totalCount } }`,
      {},
      coordinators,
    )
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})

describe('the trail of an organization', () => {
  const ask = async (id: string, caller?: Caller) => {
    const { data, errors } = await service.query(
      `{ organization(id: "${id}") { id auditTrail(first: 50) { totalCount edges { node { entityId organizationId } } } } }`,
      {},
      caller,
    )
    const organization = (data as unknown as { organization: { auditTrail: Trail | null } }).organization
    return { trail: organization?.auditTrail ?? null, code: errors?.[0]?.extensions?.code }
  }

  test('is read by its owners and coordinators, and holds what is about it and its own', async () => {
    for (const caller of [memberOf('org-radkreis', 'OWNER'), coordinator]) {
      const { trail, code } = await ask('org-radkreis', caller)
      expect(code).toBeUndefined()
      expect(trail?.edges.map(({ node }) => node.entityId)).toContain('ini-fahrraeder-fuer-alle')
      expect(new Set(trail?.edges.map(({ node }) => node.organizationId))).toEqual(new Set(['org-radkreis']))
    }
  })

  test.each([
    ['nobody', undefined, 'UNAUTHENTICATED'],
    ['somebody', person, 'FORBIDDEN'],
    ['a member who is no owner', memberOf('org-radkreis'), 'FORBIDDEN'],
    ['an owner of another one', memberOf('org-nachbarn', 'OWNER'), 'FORBIDDEN'],
    ['one of its API keys', keyOf('org-radkreis'), 'FORBIDDEN'],
    ['an administrator', administrator, 'FORBIDDEN'],
  ])('is not shown to %s', async (_who, caller, code) => {
    expect(await ask('org-radkreis', caller)).toEqual({ trail: null, code })
  })

  test("the town's own is its coordinators', whoever is a member of it", async () => {
    expect(await ask('org-town', memberOf('org-town', 'OWNER'))).toEqual({ trail: null, code: 'FORBIDDEN' })
    expect((await ask('org-town', coordinator)).trail?.totalCount).toBeGreaterThan(0)
  })
})

test.each([
  ['nobody', undefined, 'UNAUTHENTICATED'],
  ['somebody', person, 'FORBIDDEN'],
  ['an owner of an organization', memberOf('org-radkreis', 'OWNER'), 'FORBIDDEN'],
  ['an API key', keyOf('org-radkreis'), 'FORBIDDEN'],
  ['an administrator', administrator, 'FORBIDDEN'],
])('the whole trail is not shown to %s', async (_who, caller, code) => {
  const answer = await service.query('{ auditTrail { totalCount } }', {}, caller)
  expect([answer.data, answer.errors?.[0]?.extensions?.code]).toEqual([{ auditTrail: null }, code])
})
