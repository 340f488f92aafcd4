import { describe, expect, test } from '@jest/globals'
import { foundBy, partner } from './kit.js'

describe('taking what others show or hide is found', () => {
  test.each([
    [
      'when a type of others is hidden',
      'type District @key(fields: "id") @inaccessible { id: ID! a: Int }',
      ['ERROR hidden District'],
    ],
    [
      'when a value of others is hidden',
      'enum Language { DE EN @inaccessible }',
      ['ERROR hidden Language.EN'],
    ],
    [
      'when a hidden field is read',
      'type District @key(fields: "id") { id: ID! secret: Int @external a: Int @requires(fields: "secret") }',
      ['ERROR reached District.secret'],
    ],
    [
      'when a field leads to a hidden type',
      'type Hidden @shareable { a: Int } extend type Cafe { hidden: Hidden }',
      ['ERROR reached Cafe.hidden', 'ERROR reached Hidden'],
    ],
    ['not when something own is hidden', 'extend type Cafe { intern: Int @inaccessible }', []],
  ])('%s', async (_name, more, expected) => {
    const sdl = partner(more, undefined, ['@inaccessible', '@requires'])
    expect((await foundBy('INACCESSIBLE_TAKEN', sdl)).toSorted()).toEqual(expected)
  })
})
