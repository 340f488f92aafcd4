import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { coordinator, memberOf } from '../../../kit/callers.js'
import {
  garden,
  type RegistryKit,
  type Subgraph,
  schemaOf,
  school,
  startRegistry,
  type Version,
} from './kit.js'

let kit: RegistryKit
beforeAll(async () => {
  kit = await startRegistry()
})
afterAll(() => kit.stop())

const sandboxText = async (organization: string) => kit.textOf((await kit.release()).sandboxes[organization])

async function lastEvents(): Promise<string[]> {
  const rows = await kit.service.database.rows<{ type: string }>(
    sql`select type from city.event order by seq desc limit 3`,
  )
  return rows.map(({ type }) => type)
}

describe('a version', () => {
  let tools: Subgraph
  let first: Version
  beforeAll(async () => {
    tools = await kit.registered('tools')
  })

  test('that does not compose is REFUSED, kept with what was found, and in nobody’s graph', async () => {
    const broken = await kit.publish('tools', `${schemaOf('Tool')}\ntype District { id: Int! }`)
    expect(broken).toMatchObject({ number: 1, status: 'REFUSED' })
    expect(broken.findings.some(({ severity }) => severity === 'ERROR')).toBe(true)
    expect((await kit.release()).sandboxes).toEqual({})
    expect(await kit.subgraph(tools.id)).toMatchObject({ status: 'REGISTERED' })
    for (const step of ['submit', 'withdraw']) {
      expect(await kit.refused(`${step}SubgraphVersion`, `id: "${broken.id}"`, garden)).toBe('STATE_REFUSED')
    }
    expect(await kit.refused('approveSubgraphVersion', `id: "${broken.id}"`, coordinator)).toBe(
      'STATE_REFUSED',
    )
  })

  test('in the sandbox is seen by its organization only', async () => {
    first = await kit.publish('tools', schemaOf('Tool'), { stage: 'SANDBOX' })
    expect(first).toMatchObject({ number: 2, status: 'SANDBOX', breaking: false })
    expect(await sandboxText('garden')).toContain('type Tool')
    expect(await kit.liveText()).not.toContain('type Tool')
    const { shares, sandboxes } = await kit.release()
    expect(shares).toHaveLength(1)
    expect(sandboxes.garden?.partners).toEqual([
      { name: 'tools', organization: 'garden', keyGeneration: 1, claims: [], suspended: false },
    ])
    expect(await kit.subgraph(tools.id)).toMatchObject({
      status: 'SANDBOX',
      hostProof: { address: new URL(kit.host.urlOf('tools')).origin },
    })
    expect(await kit.refused('approveSubgraphVersion', `id: "${first.id}"`, coordinator)).toBe(
      'STATE_REFUSED',
    )
  })

  test('is submitted by its organization and nobody else, and waits', async () => {
    const submit = `id: "${first.id}"`
    expect(await kit.refused('submitSubgraphVersion', submit, school)).toBe('FORBIDDEN')
    expect(await kit.refused('submitSubgraphVersion', submit, coordinator)).toBe('FORBIDDEN')
    await kit.done('submitSubgraphVersion', submit, garden)
    expect(await kit.subgraph(tools.id)).toMatchObject({ status: 'AWAITING_APPROVAL' })
    expect(await sandboxText('garden')).toContain('type Tool')
    expect((await lastEvents())[0]).toBe('subgraph.awaiting-approval')
  })

  test('is approved by coordinators who do not belong to its organization', async () => {
    const approve = `id: "${first.id}"`
    const both = { ...coordinator, memberships: memberOf('garden').memberships }
    expect(await kit.refused('approveSubgraphVersion', approve, garden)).toBe('FORBIDDEN')
    expect(await kit.refused('approveSubgraphVersion', approve, both)).toBe('FORBIDDEN')
    for (const percent of [0, 101]) {
      const args = `${approve}, percent: ${percent}`
      expect(await kit.refused('approveSubgraphVersion', args, coordinator)).toBe('BAD_USER_INPUT')
    }
    expect(await kit.approve(first.id)).toMatchObject({ status: 'LIVE' })
    expect(await kit.liveText()).toContain('type Tool')
    expect((await kit.release()).sandboxes).toEqual({})
    expect((await lastEvents())[0]).toBe('subgraph.live')
    expect(await kit.refused('approveSubgraphVersion', approve, coordinator)).toBe('STATE_REFUSED')
    expect(await kit.refused('withdrawSubgraphVersion', approve, garden)).toBe('STATE_REFUSED')
  })

  test('that is live already is not stored again, and a retry gets the first answer', async () => {
    const key = randomUUID()
    const laidOutAnew = schemaOf('Tool').replaceAll('  ', '    ')
    for (const sdl of [laidOutAnew, laidOutAnew, schemaOf('Tool')]) {
      expect(await kit.publish('tools', sdl)).toMatchObject({ id: first.id, status: 'LIVE' })
    }
    const next = schemaOf('Tool', ['owner'])
    const published = await kit.publish('tools', next, { key, note: 'Neu: owner (Beispiel)' })
    expect(await kit.publish('tools', next, { key, note: 'Neu: owner (Beispiel)' })).toEqual(published)
    expect(await kit.statuses(tools.id)).toEqual(['AWAITING_APPROVAL', 'LIVE', 'REFUSED'])
  })

  test('is refused by a coordinator with a reason, and withdrawn by its organization', async () => {
    const waiting = await kit.publish('tools', schemaOf('Tool', ['owner']))
    const refuse = `id: "${waiting.id}", reason: "Bitte den Besitzer weglassen (Beispiel)"`
    expect(await kit.refused('refuseSubgraphVersion', refuse, garden)).toBe('FORBIDDEN')
    const refused = await kit.done('refuseSubgraphVersion', refuse, coordinator, '{ status endReason }')
    expect(refused).toEqual({ status: 'WITHDRAWN', endReason: 'Bitte den Besitzer weglassen (Beispiel)' })
    expect((await lastEvents())[0]).toBe('subgraph.refused')
    const again = await kit.publish('tools', schemaOf('Tool', ['owner']))
    expect(again).toMatchObject({ status: 'AWAITING_APPROVAL', number: waiting.number + 1 })
    expect(await kit.refused('withdrawSubgraphVersion', `id: "${again.id}"`, coordinator)).toBe('FORBIDDEN')
    await kit.done('withdrawSubgraphVersion', `id: "${again.id}"`, garden)
    expect(await kit.statuses(tools.id)).toEqual(['WITHDRAWN', 'WITHDRAWN', 'LIVE', 'REFUSED'])
  })

  test('is replaced by the next one, which gives way again when it is rolled back; that withdraws its approval', async () => {
    const next = await kit.live('tools', schemaOf('Tool', ['owner']))
    expect(await kit.liveText()).toContain('owner: String')
    const back = (number: number) => `id: "${tools.id}", number: ${number}, reason: "Fehler (Beispiel)"`
    for (const number of [1, 3, next.number, 99]) {
      expect(await kit.refused('rollBackSubgraph', back(number), garden)).toBe('STATE_REFUSED')
    }
    await kit.done('rollBackSubgraph', back(first.number), garden)
    expect(await kit.liveText()).not.toContain('owner: String')
    expect(await kit.subgraph(tools.id)).toMatchObject({ live: { number: first.number } })
    expect((await lastEvents())[0]).toBe('subgraph.rolled-back')
    expect(await kit.publish('tools', schemaOf('Tool', ['owner']))).toMatchObject({
      status: 'AWAITING_APPROVAL',
    })
  })

  test('whose content was approved once is live at once when it is published again', async () => {
    const owner = (await kit.live('tools', schemaOf('Tool', ['size']))).hash
    await kit.live('tools', schemaOf('Tool', ['colour']))
    const again = await kit.publish('tools', schemaOf('Tool', ['size']))
    expect(again).toMatchObject({ status: 'LIVE', hash: owner })
  })

  test.each([
    ['http without leave', { url: 'ftp://partner.example/graphql' }],
    ['credentials', { url: 'https://user:secret@partner.example/graphql' }],
    ['a query', { url: 'https://partner.example/graphql?key=1' }],
    ['a fragment', { url: 'https://partner.example/graphql#part' }],
    ['no schema', { sdl: ' ' }],
    ['a schema that is too large', { sdl: `# ${'x'.repeat(512 * 1024)}` }],
  ])('with %s is refused before anything is asked', async (_what, part) => {
    const input = { name: 'tools', url: 'https://partner.example/graphql', sdl: schemaOf('Tool'), ...part }
    const { errors } = await kit.service.query(
      `mutation ($input: SubgraphVersionInput!) { publishSubgraph(input: $input, idempotencyKey: "12345678") { id } }`,
      { input },
      garden,
    )
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  test('of a subgraph of others, or of none, is alike forbidden', async () => {
    for (const name of ['tools', 'none']) {
      const input = `input: { name: "${name}", url: "${kit.host.urlOf(name)}", sdl: "type Query { a: Int }" }`
      expect(await kit.refused('publishSubgraph', input, school)).toBe('FORBIDDEN')
      expect(await kit.refused('checkSubgraph', input, school, '{ ok }')).toBe('FORBIDDEN')
    }
  })
})

describe('a check', () => {
  test('says what publishing would find, and stores nothing', async () => {
    const { id } = await kit.registered('checked')
    const sdl = schemaOf('Checked')
    kit.host.serve('checked', sdl)
    const check = (text: string, url = `url: "${kit.host.urlOf('checked')}"`) =>
      `input: { name: "checked", sdl: ${JSON.stringify(text)}, ${url} }`
    const selection = '{ ok breaking findings { code severity } }'
    expect(await kit.done('checkSubgraph', check(sdl), garden, selection)).toEqual({
      ok: true,
      breaking: false,
      findings: [],
    })
    const other = schemaOf('Checked', ['other'])
    expect(await kit.done('checkSubgraph', check(other), garden, selection)).toMatchObject({
      ok: true,
      findings: [{ code: 'SERVICE_DIFFERS', severity: 'WARNING' }],
    })
    // What runs is not asked without an address, so that nothing is found of it.
    expect(await kit.done('checkSubgraph', check(other, ''), garden, selection)).toEqual({
      ok: true,
      breaking: false,
      findings: [],
    })
    expect(await kit.done('checkSubgraph', check('type Query {'), garden, selection)).toMatchObject({
      ok: false,
      findings: [{ code: 'SDL_INVALID', severity: 'ERROR' }],
    })
    expect(await kit.statuses(id)).toEqual([])
  })
})

describe('a trusted subgraph', () => {
  test('goes live by itself with what breaks nothing, but not at first, and not with what breaks something', async () => {
    const { id } = await kit.registered('trusted')
    const terms = `id: "${id}", version: 1, input: { claims: [], trusted: true, mayExtend: [] }`
    await kit.done('setSubgraphTerms', terms, coordinator)
    const first = await kit.publish('trusted', schemaOf('Book', ['author']))
    expect(first.status).toBe('AWAITING_APPROVAL')
    await kit.approve(first.id)
    const more = await kit.publish('trusted', schemaOf('Book', ['author', 'year']))
    expect(more).toMatchObject({ status: 'LIVE', breaking: false })
    const less = await kit.publish('trusted', schemaOf('Book'))
    expect(less).toMatchObject({ status: 'AWAITING_APPROVAL', breaking: true })
    expect(await kit.liveText()).toContain('year: String')
  })
})

test('two who publish at the same time both get their place, in two releases', async () => {
  await kit.registered('twin-one')
  await kit.registered('twin-two', 'school')
  const before = (await kit.release()).number
  const [one, two] = await Promise.all([
    kit.publish('twin-one', schemaOf('TwinOne'), { stage: 'SANDBOX' }),
    kit.publish('twin-two', schemaOf('TwinTwo'), { stage: 'SANDBOX' }),
  ])
  await Promise.all(
    [one, two].map(({ id }, index) =>
      kit.done('submitSubgraphVersion', `id: "${id}"`, index === 0 ? garden : school),
    ),
  )
  await Promise.all([kit.approve(one.id), kit.approve(two.id)])
  const text = await kit.liveText()
  expect(text).toContain('type TwinOne')
  expect(text).toContain('type TwinTwo')
  expect((await kit.release()).number).toBeGreaterThanOrEqual(before + 4)
})

describe('a subgraph leaves the graph', () => {
  test('unless operations in use need it, and then only if a coordinator forces it', async () => {
    const { id } = await kit.registered('leaving')
    await kit.live('leaving', schemaOf('Leaving'))
    await kit.service.database.rows(sql`
      with used as (
        insert into city.used_operation (hash, text, name, first_day, last_day)
        values ('h1', 'query Mine { leaving(id: "") { title } }', 'Mine', '2026-11-20', '2026-11-20')
      )
      insert into city.operation_use (hash, day, count) values ('h1', '2026-11-20', 7)`)
    const { errors } = await kit.service.query(
      `mutation { retireSubgraph(id: "${id}", idempotencyKey: "${randomUUID()}") { id } }`,
      {},
      garden,
    )
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'STATE_REFUSED',
      operationCount: 1,
      operations: [{ hash: 'h1', name: 'Mine', timesUsed: 7 }],
    })
    const forced = `id: "${id}", force: true`
    expect(await kit.refused('retireSubgraph', forced, garden)).toBe('FORBIDDEN')
    expect(await kit.done('retireSubgraph', forced, coordinator, '{ status }')).toEqual({ status: 'RETIRED' })
    expect(await kit.liveText()).not.toContain('type Leaving')
    expect(await kit.statuses(id)).toEqual(['WITHDRAWN'])
    expect(await kit.refused('rollBackSubgraph', `id: "${id}", number: 1, reason: "x"`, garden)).toBe(
      'STATE_REFUSED',
    )
  })

  test('at once if nothing in use needs it; a retry gets the first answer, and its name stays taken', async () => {
    const { id } = await kit.registered('unused')
    await kit.live('unused', schemaOf('Unused'))
    const retire = `id: "${id}", idempotencyKey: "${randomUUID()}"`
    for (let time = 1; time <= 2; time++) {
      expect(await kit.done('retireSubgraph', retire, garden, '{ status }')).toEqual({ status: 'RETIRED' })
    }
    const again = 'organizationId: "garden", input: { name: "unused" }'
    expect(await kit.refused('registerSubgraph', again, garden)).toBe('BAD_USER_INPUT')
  })
})
