import { describe, expect, test } from '@jest/globals'
import { foundBy, partner } from './kit.js'

const district = (more: string) => `type District @key(fields: "id") ${more}`

describe('what belongs to others is found', () => {
  test.each([
    [
      'when a field is answered a second time',
      district('{ id: ID! name: String! }'),
      ['ERROR field District.name'],
    ],
    [
      'even when it is shareable',
      district('{ id: ID! name: String! @shareable }'),
      ['ERROR field District.name'],
    ],
    [
      'when a field is made a key',
      'type District @key(fields: "id") @key(fields: "name") { id: ID! name: String! }',
      ['ERROR field District.name'],
    ],
    [
      'when a type is protected for everybody',
      'type District @key(fields: "id") @authenticated { id: ID! a: Int }',
      ['ERROR directive District'],
    ],
    [
      'when a field is deprecated for everybody',
      district('{ id: ID! @deprecated(reason: "No.") a: Int }'),
      ['ERROR directive District.id'],
    ],
    [
      'when a weight is changed by a directive that was renamed',
      `extend schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@cost", as: "@free" }])
       enum Language @free(weight: 0) { DE EN }`,
      ['ERROR directive Language'],
    ],
    [
      'not when a field is only named',
      'type District @key(fields: "id") { id: ID! name: String! @external a: Int @requires(fields: "name") }',
      [],
    ],
    [
      'not in own fields',
      district('{ id: ID! @shareable cafes(first: Int = 5): [Cafe] @authenticated }'),
      [],
    ],
  ])('%s', async (_name, more, expected) => {
    const sdl = partner(more, undefined, ['@requires', '@authenticated'])
    expect(await foundBy('OWNED_BY_OTHERS', sdl)).toEqual(expected)
  })

  test('when a root field has the name of another', async () => {
    expect(await foundBy('OWNED_BY_OTHERS', partner('', 'pool(id: ID!): Cafe'))).toEqual([
      'ERROR root Query.pool',
    ])
  })

  test('when all root fields are protected', async () => {
    const sdl = partner('extend type Query @authenticated', undefined, ['@authenticated'])
    expect(await foundBy('OWNED_BY_OTHERS', sdl)).toEqual(['ERROR directive Query'])
  })
})
