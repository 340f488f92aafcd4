import { describe, expect, test } from '@jest/globals'
import { GraphQLError, parse } from 'graphql'
import { ownContext } from '../../../gateway/context.js'
import { JsonText, resultText } from '../../../gateway/execution/json-text.js'
import { createPrograms } from '../../../gateway/execution/programs.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { federation, planned } from '../kit/run-fetches.js'

const query = '{ district { name } }'
const { schema, wholeSchema, plan } = planned(
  { city: `${federation} type Query { district: District } type District { name: String! }` },
  query,
)
const context = ownContext(createLogger({ level: 'silent', format: 'json' }, 'gateway'))
const variables = { sent: {}, values: {} }

/** Programs over plans that are what the test says. */
function programsOver(of: () => Promise<typeof plan>) {
  return createPrograms({ schema, wholeSchema, plans: { of } })
}

describe('An operation', () => {
  test('is planned and compiled once, for all that ask at once and later', async () => {
    let times = 0
    const programs = programsOver(async () => {
      times++
      return plan
    })
    const [one, other] = await Promise.all([1, 2].map(() => programs.of('key', parse(query), undefined)))
    expect(other).toBe(one)
    expect(await programs.of('key', parse(query), undefined)).toBe(one)
    expect(times).toBe(1)
    expect(await programs.of('another key', parse(query), undefined)).not.toBe(one)
    expect(times).toBe(2)
  })

  test('that cannot be planned fails for all that ask at once, and is tried anew later', async () => {
    let fails = true
    const programs = programsOver(async () => {
      if (fails) throw new GraphQLError('cannot be planned')
      return plan
    })
    const asked = [1, 2].map(() => Promise.resolve(programs.of('key', parse(query), undefined)))
    for (const one of asked) await expect(one).rejects.toThrow('cannot be planned')
    fails = false
    expect(await programs.of('key', parse(query), undefined)).toMatchObject({ size: expect.any(Number) })
  })

  test('is forgotten when others take the room', async () => {
    let times = 0
    const programs = programsOver(async () => {
      times++
      return plan
    })
    await programs.of('first', parse(query), undefined)
    // A key takes room like the rest; these take 100 MB together.
    const long = 'x'.repeat(1024 * 1024)
    for (let i = 0; i < 50; i++) await programs.of(`${i} ${long}`, parse(query), undefined)
    const before = times
    await programs.of('first', parse(query), undefined)
    expect(times).toBe(before + 1)
  })

  test.each([
    ['{ district { name } }', true],
    ['query { ... on Query { ...F } } fragment F on Query { __typename district { name } }', true],
    ['{ __typename __schema { queryType { name } } }', false],
    ['{ district @skip(if: true) { name } ... @include(if: false) { district { name } } }', false],
  ])('%s whose plan asks nobody is an error: %s', async (text, isError) => {
    const programs = programsOver(async () => ({ kind: 'QueryPlan' }))
    const program = await programs.of('key', parse(text), undefined)
    const response = await program.run({ variables, sources: {}, context })
    expect(response.errors).toHaveLength(isError ? 1 : 0)
    expect(response.text === 'null').toBe(isError)
  })

  test('tells what is missing where no subgraph has told why', async () => {
    const program = await programsOver(async () => plan).of('key', parse(query), undefined)
    const run = (answer: object) =>
      program.run({ variables, context, sources: { city: { ask: async () => structuredClone(answer) } } })
    const path = ['district', 'name']
    const data = { district: { name: null } }
    expect(await run({ data })).toMatchObject({
      text: '{"district":null}',
      errors: [{ path, extensions: { code: 'SUBGRAPH_INVALID_ANSWER' } }],
    })
    expect(await run({ data, errors: [{ message: 'away', path }] })).toEqual({
      text: '{"district":null}',
      errors: [{ message: 'away', path, extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } }],
    })
  })
})

describe('The text of a result', () => {
  const data = new JsonText('{"a":1}') as unknown as Record<string, unknown>

  test('has the text of its data as it is', () => {
    expect(resultText({ data })).toBe('{"data":{"a":1}}')
    expect(resultText({ errors: [{ message: 'é' }], data, extensions: { b: 2 } })).toBe(
      '{"errors":[{"message":"é"}],"extensions":{"b":2},"data":{"a":1}}',
    )
    expect(resultText({ data: null })).toBe('{"data":null}')
  })

  test('can be put into other JSON', () => {
    expect(JSON.stringify([data])).toBe('[{"a":1}]')
  })
})
