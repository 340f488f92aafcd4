import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import pg from 'pg'
import type { Caller } from '../../../../platform/caller/caller.js'
import { serviceDatabaseUrl } from '../../../../platform/database/roles.js'
import { roomOfHub } from '../../../../platform/registry/operation-room.js'
import { sha256 } from '../../../../platform/registry/plain-operation.js'
import { type RegisteredOperations, registeredOperations } from '../../../../platform/registry/release.js'
import { roomOfApp } from '../../../../services/city/registry/operation/limits.js'
import { usedOperations } from '../../../../services/city/registry/use/used-operations.js'
import { city } from '../../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../../kit/callers.js'
import { type GraphqlAnswer, type RunningService, startService } from '../../../kit/service.js'
import { now } from '../kit.js'
import { addOrganizations } from '../telling-kit.js'
import { asGateway, operation, report } from './use-kit.js'

const gardener = memberOf('garden')
const districtNames = 'query Names {\n  districts { name }\n}\n'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
  await addOrganizations(service)
  await service.database.rows(sql`insert into city.organization (id, name, kind, fields, verified_until) values
    ('new', 'Neu (Beispiel)', 'COMPANY', '{CLIMATE}', null)`)
})
afterAll(() => service.stop())
beforeEach(async () => {
  for (const table of ['registered_operation', 'frontend_app', 'release', 'used_operation']) {
    await service.database.rows(sql`delete from ${sql.table(`city.${table}`)}`)
  }
})

interface Asking {
  caller?: Caller | undefined
  key?: string
  lang?: string
}

function mutate(
  field: string,
  variables: Record<string, unknown>,
  asking: Asking = {},
): Promise<GraphqlAnswer> {
  const { caller, key = randomUUID(), lang = 'DE' } = { caller: gardener, ...asking }
  return service.query(
    `mutation ($key: String!, $lang: Language!, ${declared[field]?.declared}) {
      done: ${field}(idempotencyKey: $key, lang: $lang, ${declared[field]?.given}
    }`,
    { key, lang, ...variables },
    caller,
  )
}

const app = '{ id name operationCount version }'
const declared: Record<string, { declared: string; given: string }> = {
  registerApp: {
    declared: '$organizationId: ID!, $input: FrontendAppInput!',
    given: `organizationId: $organizationId, input: $input) ${app}`,
  },
  removeApp: { declared: '$id: ID!, $version: Int!', given: 'id: $id, version: $version)' },
  registerOperations: {
    declared: '$appId: ID!, $operations: [String!]!',
    given: `appId: $appId, input: { operations: $operations }) { added hashes app ${app} }`,
  },
  removeOperations: {
    declared: '$appId: ID!, $hashes: [String!]!',
    given: `appId: $appId, hashes: $hashes) { removed app ${app} }`,
  },
}

async function done<Result>(
  field: string,
  variables: Record<string, unknown>,
  asking: Asking = {},
): Promise<Result> {
  const { data, errors } = await mutate(field, variables, asking)
  expect({ field, variables, errors }).toEqual({ field, variables, errors: undefined })
  return (data as unknown as { done: Result }).done
}

interface App {
  id: string
  version: number
  operationCount: number
}

const newApp = (organizationId = 'garden', asking: Asking = {}, name = 'Beet-App (Beispiel)') =>
  done<App>('registerApp', { organizationId, input: { name } }, asking)
const register = (appId: string, operations: string[], asking: Asking = {}) =>
  done<{ added: number; hashes: string[]; app: App }>('registerOperations', { appId, operations }, asking)
const codeOf = ({ errors }: GraphqlAnswer) => errors?.[0]?.extensions?.code

async function changesAfter(revision: number): Promise<RegisteredOperations> {
  const response = await asGateway(service, `/registry/operations?after=${revision}`)
  expect(response.status).toBe(200)
  return registeredOperations.parse(await response.json())
}

describe('an app', () => {
  test('is registered by who acts for a verified organization', async () => {
    expect(await newApp()).toMatchObject({ name: 'Beet-App (Beispiel)', operationCount: 0, version: 1 })
    expect(await newApp('garden', { caller: keyOf('garden', ['operations:write']) })).toMatchObject({
      version: 1,
    })
    expect(await newApp('town', { caller: coordinator })).toMatchObject({ version: 1 })
  })

  test.each<[string, Caller | undefined, string, string]>([
    ['nobody', undefined, 'garden', 'UNAUTHENTICATED'],
    ['who is in no organization', person, 'garden', 'FORBIDDEN'],
    ['another organization’s member', memberOf('school'), 'garden', 'FORBIDDEN'],
    ['a key without the scope', keyOf('garden', ['read', 'subgraphs:write']), 'garden', 'FORBIDDEN'],
    ['a coordinator for a partner', coordinator, 'garden', 'FORBIDDEN'],
    ['an administrator', administrator, 'garden', 'FORBIDDEN'],
    ['a member of the town’s organization', memberOf('town'), 'town', 'FORBIDDEN'],
    ['a member, where there is no such organization', gardener, 'nowhere', 'FORBIDDEN'],
    ['an organization that is not verified', memberOf('new'), 'new', 'STATE_REFUSED'],
  ])('is not registered by %s', async (_, caller, organizationId, code) => {
    const answer = await mutate('registerApp', { organizationId, input: { name: 'A' } }, { caller })
    expect(codeOf(answer)).toBe(code)
    expect(await service.database.rows(sql`select from city.frontend_app`)).toEqual([])
  })

  test('needs a name', async () => {
    const answer = await mutate(
      'registerApp',
      { organizationId: 'garden', input: { name: ' ' } },
      { lang: 'EN' },
    )
    expect(answer.errors).toMatchObject([
      {
        extensions: {
          problems: [{ path: ['input', 'name'], code: 'MISSING', message: 'must not be empty' }],
        },
      },
    ])
  })

  test('is one of 20 at most', async () => {
    for (let index = 0; index < 20; index++) await newApp()
    expect(codeOf(await mutate('registerApp', { organizationId: 'garden', input: { name: 'A' } }))).toBe(
      'STATE_REFUSED',
    )
  })

  test('is registered once with one key, and leaves a trace', async () => {
    const key = randomUUID()
    const first = await newApp('garden', { key })
    expect(await newApp('garden', { key })).toEqual(first)
    const [entry] = await service.database.rows<{ content: string }>(
      sql`select content from audit.entry where entity = 'FrontendApp' and entity_id = ${first.id}`,
    )
    expect(JSON.parse(entry?.content ?? '')).toMatchObject({ action: 'registerApp', actor: gardener.subject })
  })

  test('is removed with all it has registered', async () => {
    const { id } = await newApp()
    const { app: registered } = await register(id, [districtNames])
    const stale = await mutate('removeApp', { id, version: 1 })
    expect(stale.errors).toMatchObject([{ extensions: { code: 'CONFLICT', current: { version: 2 } } }])
    expect(codeOf(await mutate('removeApp', { id, version: 2 }, { caller: memberOf('school') }))).toBe(
      'FORBIDDEN',
    )
    expect(await done('removeApp', { id, version: registered.version })).toBe(id)
    expect((await changesAfter(0)).operations).toMatchObject([{ hash: sha256(districtNames), text: null }])
    expect(await usedOperations(service.database, now)).toEqual([])
  })

  test('is shown to who acts for its organization and coordinators', async () => {
    const { id } = await newApp()
    await register(id, [districtNames, '{ fields }'.replace('fields', 'districts { totalCount }')])
    const counted = operation(districtNames, 4)
    await asGateway(service, '/registry/reports', { body: report({ operations: [counted] }) })
    const query = `{
      frontendApp(id: "${id}") { name organization { id }
        operations(first: 5) { totalCount edges { node { hash name text registeredAt use { times lastUsedOn } } } } }
      organization(id: "garden") { frontendApps { id } }
    }`
    for (const caller of [gardener, coordinator, keyOf('garden', ['read'])]) {
      const { data, errors } = await service.query(query, {}, caller)
      expect({ caller, errors }).toEqual({ caller, errors: undefined })
      expect(data).toMatchObject({
        frontendApp: { organization: { id: 'garden' }, operations: { totalCount: 2 } },
        organization: { frontendApps: [{ id }] },
      })
      expect(JSON.stringify(data)).toContain(
        JSON.stringify({
          hash: sha256(districtNames),
          name: 'Names',
          text: districtNames,
          registeredAt: now.toISOString(),
          use: { times: 4, lastUsedOn: '2026-11-23' },
        }),
      )
    }
    const hidden = `{ frontendApp(id: "${id}") { name } }`
    expect((await service.query(hidden, {}, memberOf('school'))).data).toEqual({ frontendApp: null })
    expect(codeOf(await service.query(hidden))).toBe('UNAUTHENTICATED')
    const list = '{ organization(id: "garden") { frontendApps { id } } }'
    expect(codeOf(await service.query(list, {}, memberOf('school')))).toBe('FORBIDDEN')
  })
})

describe('operations', () => {
  test('are registered as they are sent, each once, and can be registered again', async () => {
    const { id } = await newApp()
    const spaced = ` ${districtNames}`
    const first = await register(id, [districtNames, spaced, districtNames])
    expect(first).toEqual({
      added: 2,
      hashes: [sha256(districtNames), sha256(spaced), sha256(districtNames)],
      app: expect.objectContaining({ operationCount: 2, version: 2 }),
    })
    expect(await register(id, [spaced])).toMatchObject({ added: 0, app: { operationCount: 2, version: 2 } })
    const removed = await done('removeOperations', { appId: id, hashes: [sha256(spaced), 'f'.repeat(64)] })
    expect(removed).toMatchObject({ removed: 1, app: { operationCount: 1, version: 3 } })
    expect(await register(id, [spaced])).toMatchObject({ added: 1, app: { operationCount: 2, version: 4 } })
    const { operations } = await changesAfter(0)
    expect(operations.map(({ app, text }) => [app, text])).toEqual([
      [id, districtNames],
      [id, spaced],
    ])
  })

  test.each<[string, Caller | undefined, string]>([
    ['nobody', undefined, 'UNAUTHENTICATED'],
    ['another organization’s member', memberOf('school'), 'FORBIDDEN'],
    ['a key without the scope', keyOf('garden', ['read']), 'FORBIDDEN'],
    ['a coordinator for a partner’s app', coordinator, 'FORBIDDEN'],
  ])('are not registered or removed by %s', async (_, caller, code) => {
    const { id: appId } = await newApp()
    const { hashes } = await register(appId, [districtNames])
    const attempts = [
      await mutate('registerOperations', { appId, operations: ['{ __typename }'] }, { caller }),
      await mutate('removeOperations', { appId, hashes }, { caller }),
      // The same as for one that is there.
      await mutate('removeOperations', { appId: 'none', hashes }, { caller }),
    ]
    expect(attempts.map(codeOf)).toEqual([code, code, code])
    expect((await changesAfter(0)).operations).toHaveLength(1)
  })

  test('are refused with all that is wrong with them', async () => {
    const { id: appId } = await newApp()
    const operations = [
      districtNames,
      '{ districts {',
      'query A { a } query B { b }',
      'fragment F on District { id }',
      'type A { b: Int }',
      '{ a } # \0',
      `{ ${'a '.repeat(33_000)} }`,
      `{ ${'a '.repeat(3_000)} }`,
    ]
    const { errors } = await mutate('registerOperations', { appId, operations }, { lang: 'EN' })
    const problems = errors?.[0]?.extensions?.problems as { path: unknown[]; code: string; message: string }[]
    // What cannot be read at all is said first.
    expect(problems.map(({ path, code }) => [path.at(-1), code])).toEqual([
      [5, 'CONTROL_CHARACTER'],
      [6, 'TOO_LONG'],
    ])
    const readable = operations.filter((_, index) => index !== 5 && index !== 6)
    const second = await mutate('registerOperations', { appId, operations: readable }, { lang: 'EN' })
    expect(second.errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          problems: [
            {
              path: ['input', 'operations', 1],
              code: 'NOT_AN_OPERATION',
              message: 'is no GraphQL operation: Syntax Error: Expected Name, found <EOF>. (1:14)',
            },
            { path: ['input', 'operations', 2], code: 'NOT_ONE_OPERATION' },
            { path: ['input', 'operations', 3], code: 'NOT_ONE_OPERATION' },
            { path: ['input', 'operations', 4], code: 'NOT_ONE_OPERATION' },
            { path: ['input', 'operations', 5], code: 'NOT_AN_OPERATION' },
          ],
        },
      },
    ])
    for (const wrong of [[], Array.from({ length: 201 }, () => '{ a }')]) {
      expect(codeOf(await mutate('registerOperations', { appId, operations: wrong }))).toBe('BAD_USER_INPUT')
    }
    expect(codeOf(await mutate('removeOperations', { appId, hashes: ['abc'] }))).toBe('BAD_USER_INPUT')
    expect((await changesAfter(0)).operations).toEqual([])
  })

  test('are refused where the graph that is live would refuse them', async () => {
    await release(await readFile('schema/supergraph.graphql', 'utf8'))
    const { id: appId } = await newApp()
    const operations = [districtNames, 'query ($id: ID!) { district(id: $id) { mayor } }']
    const { errors } = await mutate('registerOperations', { appId, operations })
    expect(errors).toMatchObject([
      {
        extensions: {
          problems: [
            {
              path: ['input', 'operations', 1],
              code: 'NOT_IN_GRAPH',
              message: 'Das passt nicht zum Graphen: Cannot query field "mayor" on type "District".',
            },
          ],
        },
      },
    ])
    expect(await register(appId, [districtNames])).toMatchObject({ added: 1 })
  })

  test('are so many for an app and for the hub, and no more', async () => {
    const { id: appId } = await newApp()
    const fill = (app: string, count: number, text: string) =>
      service.database.rows(sql`insert into city.registered_operation (app_id, hash, revision, text, changed_at)
        select ${app}, md5(n::text), nextval('city.registered_operation_revision'), ${text}, ${now}
        from generate_series(1, ${count}::int) as n`)
    const empty = () => service.database.rows(sql`delete from city.registered_operation`)
    const answer = async () =>
      codeOf(await mutate('registerOperations', { appId, operations: [districtNames] }))
    await fill(appId, roomOfApp.operations, '{ a }')
    expect(await answer()).toBe('STATE_REFUSED')
    await empty()
    await fill(appId, 1, 'x'.repeat(roomOfApp.bytes))
    expect(await answer()).toBe('STATE_REFUSED')
    await empty()
    await fill('others', roomOfHub.operations, '{ a }')
    expect(await answer()).toBe('STATE_REFUSED')
    await empty()
    await fill(appId, roomOfApp.operations - 1, '{ a }')
    expect(await answer()).toBeUndefined()
  })

  test('are those that changes of the graph must not break, used or not, without values', async () => {
    const { id } = await newApp('garden', {}, 'Beet-App')
    const { id: other } = await newApp('school', { caller: memberOf('school') }, 'Kurs-App')
    const withValues = 'query Find { districts(filter: "Anna", first: 3) { totalCount } }'
    await register(id, [withValues, districtNames])
    await register(other, [districtNames.trim()], { caller: memberOf('school') })
    const busy = operation('{ fields }', 9)
    const counted = operation(districtNames, 4)
    await asGateway(service, '/registry/reports', { body: report({ operations: [busy, counted] }) })
    expect(await usedOperations(service.database, now)).toEqual([
      { hash: busy.hash, name: null, app: null, text: busy.text, count: 9, lastUsedOn: '2026-11-23' },
      {
        hash: counted.hash,
        name: 'Names',
        app: 'Beet-App, Kurs-App',
        text: counted.text,
        count: 4,
        lastUsedOn: '2026-11-23',
      },
      {
        hash: operation(withValues).hash,
        name: 'Find',
        app: 'Beet-App',
        text: 'query Find {\n  districts(filter: "", first: 0) {\n    totalCount\n  }\n}',
        count: 0,
        lastUsedOn: null,
      },
    ])
  })

  test('count among 5,000 even if they are not used', async () => {
    const { id } = await newApp()
    await register(id, [districtNames])
    await service.database.rows(sql`insert into city.used_operation (hash, text, first_day, last_day)
      select 'h' || n, '{ a }', ${now}, ${now} from generate_series(1, 5001) as n`)
    await service.database.rows(sql`insert into city.operation_use (hash, day, count)
      select 'h' || n, ${now}, n from generate_series(1, 5001) as n`)
    const used = await usedOperations(service.database, now)
    expect(used).toHaveLength(5_000)
    expect(used[0]).toMatchObject({ hash: 'h5001', count: 5_001 })
    expect(used.at(-1)).toMatchObject({ hash: operation(districtNames).hash, count: 0 })
  })
})

describe('gateways', () => {
  test('alone are told what is registered', async () => {
    for (const caller of [null, coordinator]) {
      const response = await asGateway(service, '/registry/operations', { caller })
      expect(response.status).toBe(401)
    }
    expect((await asGateway(service, '/registry/operations?after=x')).status).toBe(400)
    expect((await asGateway(service, '/registry/operations?after=-1')).status).toBe(400)
  })

  test('are told what came after what they know, in portions', async () => {
    const { id } = await newApp()
    const texts = Array.from({ length: 200 }, (_, index) => `{ a${index}: __typename }`)
    for (const part of [0, 1, 2])
      await register(
        id,
        texts.map((text) => `${text} # ${part}`),
      )
    const first = await changesAfter(0)
    expect({ length: first.operations.length, more: first.more }).toEqual({ length: 500, more: true })
    const second = await changesAfter(first.operations.at(-1)?.revision ?? 0)
    expect({ length: second.operations.length, more: second.more }).toEqual({ length: 100, more: false })
    const all = [...first.operations, ...second.operations]
    expect(new Set(all.map(({ hash }) => hash)).size).toBe(600)
    const last = all.at(-1)?.revision ?? 0
    expect(await changesAfter(last)).toEqual({ operations: [], more: false })
    await done('removeOperations', { appId: id, hashes: [all[0]?.hash] })
    expect(await changesAfter(last)).toEqual({
      operations: [{ revision: expect.any(Number), app: id, hash: all[0]?.hash, text: null }],
      more: false,
    })
  })

  test('get no portion that is too large', async () => {
    const { id } = await newApp()
    const padding = '#'.repeat(60_000)
    const texts = Array.from({ length: 40 }, (_, index) => `{ a${index}: __typename } ${padding}`)
    for (let from = 0; from < texts.length; from += 20) await register(id, texts.slice(from, from + 20))
    const first = await changesAfter(0)
    expect(first.more).toBe(true)
    expect(first.operations.length).toBe(34)
    const second = await changesAfter(first.operations.at(-1)?.revision ?? 0)
    expect(second).toMatchObject({ more: false })
    expect(second.operations.length).toBe(6)
  })

  test('see changes in the order of their revisions, however they overtake each other', async () => {
    const apps = await Promise.all(Array.from({ length: 4 }, () => newApp()))
    const seen: number[] = []
    let writing = true
    const reading = (async () => {
      while (writing) {
        const { operations } = await changesAfter(seen.at(-1) ?? 0)
        seen.push(...operations.map(({ revision }) => revision))
      }
    })()
    await Promise.all(
      apps.flatMap(({ id }) =>
        Array.from({ length: 5 }, (_, index) =>
          register(id, [`{ a${index}: __typename }`, `{ b${index}: __typename }`]),
        ),
      ),
    )
    writing = false
    await reading
    const { operations } = await changesAfter(seen.at(-1) ?? 0)
    expect(seen.length + operations.length).toBe(40)
  })

  test('hear of a change when it is made', async () => {
    const heard: (string | undefined)[] = []
    const listener = new pg.Client({ connectionString: serviceDatabaseUrl('city', service.config) })
    await listener.connect()
    try {
      listener.on('notification', ({ payload }) => heard.push(payload))
      await listener.query('listen city_registry')
      const { id } = await newApp()
      expect(heard).toEqual([])
      await register(id, [districtNames])
      await listener.query('select')
      expect(heard).toEqual(['operations'])
    } finally {
      await listener.end()
    }
  })
})

/** Makes a supergraph the one that is live. */
async function release(supergraph: string): Promise<void> {
  const hash = sha256(supergraph)
  const shares = [{ below: 100, edition: { supergraph: hash, partners: [] } }]
  await service.database.rows(
    sql`insert into city.supergraph (hash, text, created_at) values (${hash}, ${supergraph}, ${now})`,
  )
  await service.database.rows(sql`insert into city.release (number, shares, sandboxes, made_of, left_out, created_at)
    values (1, ${JSON.stringify(shares)}::jsonb, '{}', '', '{}', ${now})`)
}
