import { describe, expect, test } from '@jest/globals'
import { foundBy, partner } from './kit.js'

describe('the name of a type of others is found', () => {
  test.each([
    ['for an object type', 'type PageInfo { hasNextPage: Boolean! }', ['ERROR taken PageInfo']],
    [
      'for a shared one with a field more',
      'type PageInfo @shareable { hasNextPage: Boolean! total: Int }',
      ['ERROR taken PageInfo'],
    ],
    ['for an enum with another value', 'enum Language { DE EN FR }', ['ERROR taken Language']],
    ['for another kind of type', 'type Language { a: Int }', ['ERROR taken Language']],
    ['for any type of another partner', 'enum BookState { LENT THERE }', ['ERROR taken BookState']],
    [
      'for an entity that may not be extended',
      'type Pool @key(fields: "id") { id: ID! cafes: [Cafe] }',
      ['ERROR extended Pool'],
    ],
    [
      'for an entity of another partner',
      'type Book @key(fields: "id") { id: ID! cafes: [Cafe] }',
      ['ERROR extended Book'],
    ],
    [
      'not for an entity that may be extended',
      'extend type District @key(fields: "id") { id: ID! a: Int }',
      [],
    ],
    ['not for a reference to an entity', 'type Pool @key(fields: "id", resolvable: false) { id: ID! }', []],
    ['not for a value type shared as it is', 'type PageInfo @shareable { hasNextPage: Boolean! }', []],
    ['not for the same enum', 'enum Language { EN DE }', []],
    ['not for a scalar', 'scalar DateTime', []],
  ])('%s', async (_name, more, expected) => {
    expect(await foundBy('NAME_OF_OTHERS', partner(more))).toEqual(expected)
  })
})

test('what a partner has live as a reference does not become its own', async () => {
  const reference = partner('type Book @key(fields: "id") { id: ID! }', 'cafe(id: ID!): Cafe favourite: Book')
  expect(await foundBy('NAME_OF_OTHERS', reference)).toEqual([])
  const more = reference.replace(
    'Book @key(fields: "id") { id: ID! }',
    'Book @key(fields: "id") { id: ID! a: Int }',
  )
  expect(await foundBy('NAME_OF_OTHERS', more, { liveSdl: reference })).toEqual(['ERROR extended Book'])
})

test('what a partner has live is its own, although another adds to it', async () => {
  const extending = {
    name: 'library',
    url: 'https://library.example',
    sdl: partner('', 'lastCafe: Cafe', []).replace('name: String', 'books: Int'),
  }
  const own = partner('', 'cafe(id: ID!): Cafe')
  expect(await foundBy('NAME_OF_OTHERS', own, { others: [extending], liveSdl: own })).toEqual([])
  expect(await foundBy('NAME_OF_OTHERS', own, { others: [extending] })).toEqual(['ERROR extended Cafe'])
})
