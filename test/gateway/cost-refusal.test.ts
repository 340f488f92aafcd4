import { Supergraph } from '@apollo/federation-internals'
import { ApolloServer } from '@apollo/server'
import { expect, test } from '@jest/globals'
import type { GatewayContext } from '../../gateway/context.js'
import { readCostWeights } from '../../gateway/policy/cost-weights.js'
import { operationLimits } from '../../gateway/policy/operation-limits.js'
import { composed, link } from './kit/protection.js'

const supergraph = composed({
  graph: `${link} type Query {
    dear: Int @cost(weight: 60)
    list(limit: Int): [Thing] @listSize(slicingArguments: ["limit"])
  } type Thing { id: ID }`,
})
const server = new ApolloServer<GatewayContext>({
  schema: Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema(),
  plugins: [
    operationLimits(
      { maxDepth: 5, maxAliases: 5, maxTokens: 100, maxCost: 100 },
      readCostWeights(supergraph),
    ),
  ],
})

test.each([
  ['that may be asked for', '{ dear list(limit: 40) { id } }', undefined, undefined],
  [
    'of which subgraphs say that it costs too much',
    '{ dear list(limit: 41) { id } }',
    'OPERATION_TOO_COSTLY',
    'The operation may return 101 objects, the limit is 100: ask for shorter pages with "first", nest fewer lists, or split it into several operations.',
  ],
  [
    'that does not say how much it wants',
    '{ list { id } }',
    'BAD_USER_INPUT',
    'The field "list" takes exactly one of the arguments "limit", and none of them is given: say with one how many items you want.',
  ],
])('An operation %s', async (_what, query, code, message) => {
  const { body } = await server.executeOperation({ query })
  const errors = code === undefined ? undefined : [{ message, extensions: { code } }]
  expect(body).toMatchObject({ kind: 'single', singleResult: errors ? { errors } : { data: { dear: null } } })
})

test('An operation that has passed is still looked at for other variables, and for another of its document', async () => {
  const query = `query Variable($limit: Int = 1, $with: Boolean = false) { dear list(limit: $limit) { id } again: dear @include(if: $with) }
    query Dear { dear list(limit: 41) { id } }`
  const ask = async (variables: object | undefined, operationName = 'Variable') => {
    const named = { query, operationName, ...(variables && { variables: { ...variables } }) }
    const { body } = await server.executeOperation(named)
    return body.kind === 'single' ? body.singleResult.errors?.[0]?.extensions?.code : body.kind
  }
  const passed = undefined
  const tooCostly = 'OPERATION_TOO_COSTLY'
  for (let time = 0; time < 2; time++) {
    expect([await ask(undefined), await ask({}), await ask({ limit: 40 })]).toEqual(Array(3).fill(passed))
    expect([
      await ask({ limit: 41 }),
      await ask({ limit: 40, with: true }),
      await ask(undefined, 'Dear'),
    ]).toEqual(Array(3).fill(tooCostly))
    expect(await ask({ limit: '40' })).toBe('BAD_USER_INPUT')
  }
})
