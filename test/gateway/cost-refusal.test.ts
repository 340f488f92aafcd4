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
