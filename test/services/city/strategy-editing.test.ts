import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Caller } from '../../../platform/caller/caller.js'
import { Language } from '../../../platform/graph/language.js'
import { orderProblems } from '../../../services/city/field-of-action/order-problems.js'
import { city } from '../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type GraphqlAnswer, type RunningService, startService } from '../../kit/service.js'
import { answerTo, now } from './kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
})
afterAll(() => service.stop())

const fields = 'id version title description visionStatements { number }'
const addition = `mutation ($input: FieldOfActionInput!, $key: String!) {
  field: addFieldOfAction(input: $input, reason: "Beschluss", idempotencyKey: $key, lang: EN) { ${fields} } }`
const update = `mutation ($id: ID!, $version: Int!, $input: FieldOfActionChanges!, $key: String!) {
  field: updateFieldOfAction(id: $id, version: $version, input: $input, reason: "Genauer gesagt", idempotencyKey: $key) {
    ${fields} } }`
const reorder = `mutation ($order: [FieldOfActionPlace!]!, $key: String!) {
  fields: reorderFieldsOfAction(order: $order, reason: "Neue Reihenfolge", idempotencyKey: $key) { id version } }`
const input = { title: { de: 'Beteiligung' }, description: { de: 'Mitreden.' }, visionStatements: [5, 4, 5] }

const asked = (text: string, variables: Record<string, unknown>, caller: Caller = coordinator) =>
  service.query(text, { key: randomUUID(), ...variables }, caller)
const dataOf = <Data>({ data, errors }: GraphqlAnswer) => {
  expect(errors).toBeUndefined()
  return data as Data
}
const refusal = ({ errors }: GraphqlAnswer) => errors?.[0]?.extensions as Record<string, unknown> | undefined
const strategy = async () =>
  (
    await answerTo<{ fieldsOfAction: { id: string; version: number }[] }>(
      service,
      '{ fieldsOfAction { id version } }',
    )
  ).fieldsOfAction

describe('a coordinator', () => {
  let id: string

  test('adds a field of action at the end of the strategy', async () => {
    const { field } = dataOf<{ field: { id: string } }>(await asked(addition, { input }))
    id = field.id
    expect(field).toEqual({
      id: expect.stringMatching(/^foa-/),
      version: 1,
      title: 'Beteiligung',
      description: 'Mitreden.',
      visionStatements: [{ number: 4 }, { number: 5 }],
    })
    expect((await strategy()).at(-1)).toEqual({ id, version: 1 })
  })

  test('changes what is given, and is shown the current one where somebody was faster', async () => {
    const changes = {
      description: { de: 'Mitreden und mitentscheiden.', en: 'To have a say.' },
      visionStatements: [4],
    }
    expect(dataOf(await asked(update, { id, version: 1, input: changes }))).toEqual({
      field: {
        id,
        version: 2,
        title: 'Beteiligung',
        description: 'Mitreden und mitentscheiden.',
        visionStatements: [{ number: 4 }],
      },
    })
    expect(refusal(await asked(update, { id, version: 1, input: changes }))).toMatchObject({
      code: 'CONFLICT',
      current: { id, version: 2, visionStatements: [4], title: { DE: 'Beteiligung' } },
    })
    expect(dataOf(await asked(update, { id, version: 2, input: changes }))).toMatchObject({
      field: { version: 2 },
    })
  })

  test('puts them in another order; those that keep their place keep their version', async () => {
    const before = await strategy()
    const [first, second, ...rest] = before
    const { fields: after } = dataOf<{ fields: unknown[] }>(
      await asked(reorder, { order: [second, first, ...rest] }),
    )
    expect(after).toEqual([
      { id: second?.id, version: (second?.version ?? 0) + 1 },
      { id: first?.id, version: (first?.version ?? 0) + 1 },
      ...rest,
    ])
    expect(await strategy()).toEqual(after)
    expect(refusal(await asked(reorder, { order: before }))?.code).toBe('CONFLICT')
    expect(await strategy()).toEqual(after)
  })

  test('and everybody reads the history: what was changed, when and why', async () => {
    const [field] = await service.entities(
      'FieldOfAction',
      [id],
      `history { totalCount edges { node {
        version changes reason validFrom title description(lang: EN) position visionStatements } } }`,
    )
    expect(field).toEqual({
      history: {
        totalCount: 2,
        edges: [
          {
            node: {
              version: 2,
              changes: ['description', 'visionStatements'],
              reason: 'Genauer gesagt',
              validFrom: now.toISOString(),
              title: 'Beteiligung',
              description: 'To have a say.',
              position: 7,
              visionStatements: [4],
            },
          },
          {
            node: {
              version: 1,
              changes: [],
              reason: 'Beschluss',
              validFrom: now.toISOString(),
              title: 'Beteiligung',
              description: 'Mitreden.',
              position: 7,
              visionStatements: [4, 5],
            },
          },
        ],
      },
    })
  })

  test('adds two at the same time, which get a place each', async () => {
    await Promise.all([asked(addition, { input }), asked(addition, { input })])
    const added = (await strategy()).slice(-2).map((field) => field.id)
    const places = (await service.entities(
      'FieldOfAction',
      added,
      'history { edges { node { position } } }',
    )) as unknown
    expect(places).toEqual([8, 9].map((position) => ({ history: { edges: [{ node: { position } }] } })))
  })
})

describe('a change of the strategy that cannot be', () => {
  test('is told everything that is wrong at once', async () => {
    const bad = { title: { de: '' }, description: { de: 'x'.repeat(2_001) }, visionStatements: [1] }
    expect(refusal(await asked(addition, { input: bad }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [
        { path: ['input', 'title', 'de'], code: 'MISSING' },
        { path: ['input', 'description', 'de'], code: 'TOO_LONG' },
      ],
    })
    const unknown = { ...input, visionStatements: [1, 6, 7] }
    expect(refusal(await asked(addition, { input: unknown }))).toMatchObject({
      problems: [
        { path: ['input', 'visionStatements', 1], code: 'UNKNOWN' },
        { path: ['input', 'visionStatements', 2], code: 'UNKNOWN' },
      ],
    })
  })

  test('of a field of action that is not there is not found', async () => {
    expect(refusal(await asked(update, { id: 'foa-none', version: 1, input: {} }))).toEqual({
      code: 'NOT_FOUND',
    })
  })

  test('is refused when the strategy holds as many as it can', async () => {
    for (let count = (await strategy()).length; count < 50; count++) await asked(addition, { input })
    expect(refusal(await asked(addition, { input }))).toMatchObject({ problems: [{ code: 'TOO_MANY' }] })
    expect(await strategy()).toHaveLength(50)
  })

  test.each([
    ['nobody', undefined, 'UNAUTHENTICATED'],
    ['somebody', person, 'FORBIDDEN'],
    ['a partner', memberOf('org-radkreis', 'OWNER'), 'FORBIDDEN'],
    ['an API key', keyOf('org-town'), 'FORBIDDEN'],
    ['an administrator', administrator, 'FORBIDDEN'],
  ])('is refused to %s', async (_who, caller, code) => {
    const order = await strategy()
    for (const [text, variables] of [
      [addition, { input }],
      [update, { id: 'foa-skills', version: 1, input: {} }],
      [reorder, { order }],
    ] as const) {
      expect(refusal(await service.query(text, { ...variables, key: randomUUID() }, caller))?.code).toBe(code)
    }
  })
})

describe('an order of all that are there', () => {
  const codes = (order: string[]) =>
    orderProblems(order, ['a', 'b', 'c'], Language.EN).map(({ path, code }) => `${path.join('.')} ${code}`)

  test('has each of them once', () => {
    expect(codes(['c', 'a', 'b'])).toEqual([])
    expect(codes(['c', 'a'])).toEqual(['order TOO_FEW'])
    expect(codes(['c', 'a', 'c'])).toEqual(['order.2.id INVALID', 'order TOO_FEW'])
    expect(codes(['c', 'a', 'b', 'd'])).toEqual(['order.3.id UNKNOWN'])
  })
})
