import { expect, test } from '@jest/globals'
import { foundBy, partner } from './kit.js'

test('a schema of Federation 1 is found', async () => {
  const first = 'type Query { cafe(id: ID!): Cafe } type Cafe @key(fields: "id") { id: ID! }'
  expect(await foundBy('FEDERATION_VERSION', first)).toEqual(['ERROR first null'])
})

test('a schema of Federation 2 is not found', async () => {
  expect(await foundBy('FEDERATION_VERSION', partner())).toEqual([])
})
