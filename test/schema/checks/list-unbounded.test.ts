import { describe, expect, test } from '@jest/globals'
import { foundBy, partner } from './kit.js'

describe('a list without a bound is found', () => {
  test.each([
    ['as an error at the root', 'cafes: [Cafe!]', '', ['ERROR unbounded Query.cafes']],
    [
      'as a warning elsewhere',
      'cafe: Cafe',
      'extend type Cafe { near: [Cafe!] }',
      ['WARNING unbounded Cafe.near'],
    ],
    ['not if it is asked for in pages', 'cafes(first: Int = 20): [Cafe!]', '', []],
    ['not if it says that it is short', 'cafes: [Cafe!] @listSize(assumedSize: 5)', '', []],
    ['not if it is one of numbers', 'cafe: Cafe', 'extend type Cafe { floors: [Int!] }', []],
    [
      'not inside a connection',
      'cafes(first: Int = 20): CafeConnection',
      `type CafeConnection { edges: [CafeEdge!]! pageInfo: PageInfo! } type CafeEdge { node: Cafe! }
       type PageInfo @shareable { hasNextPage: Boolean! }`,
      [],
    ],
  ])('%s', async (_name, query, more, expected) => {
    expect(await foundBy('LIST_UNBOUNDED', partner(more, query, ['@listSize']))).toEqual(expected)
  })
})
