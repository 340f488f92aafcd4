import { describe, expect, test } from '@jest/globals'
import { foundBy, partner } from './kit.js'

const district = (more = '') => `type District @key(fields: "id") { id: ID! ${more} }`

describe('a non-null type at a seam between subgraphs is found', () => {
  test.each([
    [
      'in nothing that is nullable',
      `${district('cafes: [Cafe!]')} extend type Cafe { district: District }`,
      [],
    ],
    ['in a field added to a foreign entity', district('cafes: [Cafe!]!'), ['ERROR added District.cafes']],
    [
      'in a field that leads to a foreign entity',
      `${district()} extend type Cafe { district: District! }`,
      ['ERROR leading Cafe.district'],
    ],
    [
      'in the elements of a list of foreign entities',
      `${district()} extend type Cafe { districts: [District!] }`,
      ['ERROR leading Cafe.districts'],
    ],
    [
      'not in a shared value type',
      'type PageInfo @shareable { hasNextPage: Boolean! } type CafeConnection { pageInfo: PageInfo! edges: [Cafe!]! }',
      [],
    ],
  ])('%s', async (_name, more, expected) => {
    expect(await foundBy('SEAM_NON_NULL', partner(more))).toEqual(expected)
  })

  test('in a root field', async () => {
    expect(await foundBy('SEAM_NON_NULL', partner('', 'cafe(id: ID!): Cafe!'))).toEqual([
      'ERROR root Query.cafe',
    ])
  })
})
