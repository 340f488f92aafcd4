import { describe, expect, test } from '@jest/globals'
import { foundBy, partner } from './kit.js'

describe('a tag that is not the partner’s to give is found', () => {
  test.each([
    [
      'on a type of others',
      'type District @key(fields: "id") @tag(name: "a") { id: ID! a: Int }',
      ['ERROR altered District'],
    ],
    [
      'where it begins as the hub’s do',
      'extend type Cafe { a: Int @tag(name: "hub:public") }',
      ['ERROR reserved Cafe.a'],
    ],
    ['not on what is its own', 'extend type Cafe { a: Int @tag(name: "a") }', []],
  ])('%s', async (_name, more, expected) => {
    expect(await foundBy('TAG_OF_OTHERS', partner(more, undefined, ['@tag']))).toEqual(expected)
  })
})
