import { expect, test } from '@jest/globals'
import { foundBy, partner } from './kit.js'

test.each([
  ['a mutation', 'type Mutation { open: Boolean }', ['ERROR declared Mutation.open']],
  ['a subscription', 'type Subscription { opened: Boolean }', ['ERROR declared Subscription.opened']],
  [
    'a mutation under another name',
    'schema { query: Query mutation: Changes } type Changes { open: Boolean }',
    ['ERROR declared Mutation.open'],
  ],
])('%s is found', async (_name, more, expected) => {
  expect(await foundBy('MUTATION_FORBIDDEN', partner(more))).toEqual(expected)
})

test('a subgraph that is read only is not found', async () => {
  expect(await foundBy('MUTATION_FORBIDDEN', partner())).toEqual([])
})
