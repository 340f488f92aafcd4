import { expect, test } from '@jest/globals'
import { foundBy, partner } from './kit.js'

test('types and fields without a description are found as warnings', async () => {
  const sdl = partner('type Tool { weight: Int } extend type Cafe { tools: [Tool!] }')
  expect(await foundBy('DESCRIPTION_MISSING', sdl)).toEqual([
    'WARNING missing Tool',
    'WARNING missing Tool.weight',
    'WARNING missing Cafe.tools',
  ])
})

test('keys, parts of connections and types of others are not found', async () => {
  const sdl = partner(`type District @key(fields: "id") { id: ID! "How many." count: Int }
    type CafeConnection { edges: [CafeEdge!]! } type CafeEdge { node: Cafe! cursor: String! }`)
  expect(await foundBy('DESCRIPTION_MISSING', sdl)).toEqual([])
})
