import { describe, expect, it } from '@jest/globals'
import { buildSchema, executeSync, getIntrospectionQuery, parse } from 'graphql'
import { compileResponse } from '../../../gateway/execution/response/compile-response.js'

const schema = buildSchema(`
  type Query { book: Book medium: Medium media: [Medium!] shelf: [[Book!]]! any: Any }
  type Mutation { lend: Book }
  interface Medium { id: ID! title: String }
  type Book implements Medium { id: ID! title: String! pages: Int price: Float isNew: Boolean kind: Kind extra: Json must: Json! author: Person! }
  type Film implements Medium { id: ID! title: String minutes: Int }
  type Person { name: String! }
  union Any = Book | Person
  enum Kind { NOVEL POEMS }
  scalar Json`)

describe('A response', () => {
  it('has what was asked for, in the order of the operation, and nothing else', () => {
    const data = { book: { pages: 3, name: 'Faust', id: '1', __typename: 'Book', secret: 'x' }, medium: {} }
    expect(text('{ book { name: title ...F id } } fragment F on Book { id pages }', data)).toBe(
      '{"book":{"name":"Faust","id":"1","pages":3}}',
    )
  })

  it('merges what is selected of one key in several places', () => {
    const query =
      '{ book { author { name } } ... on Query { book { ... { author { other: name } } title } } }'
    const data = { book: { title: 'Faust', author: { name: 'Goethe', other: 'G.' } } }
    expect(text(query, data)).toBe('{"book":{"author":{"name":"Goethe","other":"G."},"title":"Faust"}}')
  })

  it('has null for what subgraphs have not answered', () => {
    expect(written('{ book { title } medium { id } }', { book: undefined })).toEqual({
      text: '{"book":null,"medium":null}',
      errors: [],
    })
  })

  it('takes a field with the name of something every object has only from the data', () => {
    const query =
      '{ constructor: book { id } __proto__: book { toString: title } hasOwnProperty: any { __typename } }'
    expect(text(query, {})).toBe('{"constructor":null,"__proto__":null,"hasOwnProperty":null}')
    const data = JSON.parse('{ "__proto__": { "toString": "Faust" } }')
    expect(text(query, data)).toBe(
      '{"constructor":null,"__proto__":{"toString":"Faust"},"hasOwnProperty":null}',
    )
  })

  it('leaves out what @skip and @include leave out, for any values of their variables', () => {
    const names = ['a', 'b', 'c', 'd']
    const query = `query (${names.map((name) => `$${name}: Boolean = true`)}) {
      ${names.map((name) => `${name}: book @include(if: $${name}) { id }`).join(' ')}
      no: book @include(if: false) { id }
      yes: book @skip(if: false) { id @skip(if: $a) pages @include(if: $a) @skip(if: $b) }
    }`
    const writer = compiled(query)
    for (let bits = 0; bits < 16; bits++) {
      const variables = Object.fromEntries(names.map((name, n) => [name, (bits >> n) % 2 === 1]))
      const { a, b } = variables
      const yes = { ...(a ? {} : { id: '1' }), ...(a && !b ? { pages: 3 } : {}) }
      const wanted = {
        ...Object.fromEntries(names.filter((name) => variables[name]).map((name) => [name, null])),
        yes,
      }
      const { text } = writer.write({ yes: { id: '1', pages: 3 } }, variables)
      expect(text).toBe(JSON.stringify(wanted))
    }
  })

  it('of a mutation is one of the mutation type', () => {
    const data = { lend: { id: '1' }, __typename: 'OwnNameOfASubgraph' }
    expect(text('mutation { __typename lend { id } }', data)).toBe(
      '{"__typename":"Mutation","lend":{"id":"1"}}',
    )
  })

  it('takes a fragment once for each object, however often it is spread', () => {
    const fragments = Array.from(
      { length: 40 },
      (_, n) => `fragment F${n} on Book { ...F${n + 1} ...F${n + 1} }`,
    )
    const query = `{ book { ...F0 } } ${fragments.join(' ')} fragment F40 on Book { id }`
    expect(text(query, { book: { id: '1' } })).toBe('{"book":{"id":"1"}}')
  })

  it('needs an operation', () => {
    expect(() =>
      compileResponse({ schema, document: parse('{ __typename }'), operationName: 'Other' }),
    ).toThrow(new TypeError('The document has no such operation of the schema'))
  })
})

describe('The type of an object', () => {
  it('is what it says, under any alias', () => {
    const query = '{ medium { __typename type: __typename ... on Book { pages } ... on Film { minutes } } }'
    expect(text(query, { medium: { __typename: 'Film', pages: 3, minutes: 90 } })).toBe(
      '{"medium":{"__typename":"Film","type":"Film","minutes":90}}',
    )
  })

  it('is what the schema says where it says nothing', () => {
    expect(text('{ book { __typename ... on Medium { id } } }', { book: { id: '1' } })).toBe(
      '{"book":{"__typename":"Book","id":"1"}}',
    )
  })

  it('may be an interface, of which there is what is selected of the interface', () => {
    const query = '{ medium { id ... on Medium { title } ... on Book { pages } } }'
    for (const __typename of ['Medium', undefined]) {
      const data = { medium: { __typename, id: '1', title: 'Faust', pages: 3 } }
      expect(written(query, data)).toEqual({ text: '{"medium":{"id":"1","title":"Faust"}}', errors: [] })
    }
  })

  it('cannot be told if it is an interface', () => {
    for (const __typename of ['Medium', undefined]) {
      expect(written('{ medium { id __typename } }', { medium: { __typename, id: '1' } })).toEqual({
        text: '{"medium":null}',
        errors: [invalid('Invalid __typename found for object at field Query.medium.', 'medium')],
      })
    }
  })

  it('is the declared one where an interface is said of it', () => {
    expect(text('{ book { __typename pages } }', { book: { __typename: 'Medium', pages: 3 } })).toBe(
      '{"book":{"__typename":"Book","pages":3}}',
    )
  })

  it.each(['Gone', 'Kind', 'Person', '__Type', 'toString', '', 3, null])(
    'must be known, and one that may stand there: %p',
    (__typename) => {
      const item = 'Invalid __typename found for object at array element of type Medium at index 0.'
      expect(
        written('{ media { id } book { id } }', { media: [{ __typename }], book: { __typename } }),
      ).toEqual({
        text: '{"media":null,"book":null}',
        errors: [
          invalid(item, 'media', 0),
          invalid('Invalid __typename found for object at field Query.book.', 'book'),
        ],
      })
    },
  )
})

describe('A null where null may not be', () => {
  it('makes what contains it null, up to where null may be, with one error', () => {
    const query = '{ shelf { author { writer: name } id } book { id } }'
    const good = { author: { writer: 'Goethe' }, id: '1' }
    const data = { shelf: [[good, { author: {}, id: null }], [good]], book: { id: '2' } }
    expect(written(query, data)).toEqual({
      text: '{"shelf":[null,[{"author":{"writer":"Goethe"},"id":"1"}]],"book":{"id":"2"}}',
      errors: [
        invalid('Cannot return null for non-nullable field Person.name.', 'shelf', 0, 1, 'author', 'writer'),
      ],
    })
  })

  it('may make the whole response null', () => {
    expect(written('{ book { id } shelf { id } }', { book: { id: '1' } })).toEqual({
      text: 'null',
      errors: [invalid('Cannot return null for non-nullable field Query.shelf.', 'shelf')],
    })
  })

  it('is told of each item of a list', () => {
    const item = (index: number) =>
      invalid(
        `Cannot return null for non-nullable array element of type Medium at index ${index}.`,
        'media',
        index,
      )
    const data = { media: [null, { __typename: 'Film', id: '1' }, undefined] }
    expect(written('{ media { id } }', data)).toEqual({ text: '{"media":null}', errors: [item(0), item(2)] })
  })

  it('is one by the type the object is of, though an interface allows it', () => {
    expect(written('{ medium { title } }', { medium: { __typename: 'Book', title: null } })).toEqual({
      text: '{"medium":null}',
      errors: [invalid('Cannot return null for non-nullable field Book.title.', 'medium', 'title')],
    })
    expect(text('{ medium { title } }', { medium: { __typename: 'Film', title: null } })).toBe(
      '{"medium":{"title":null}}',
    )
  })

  it('is told of a hundred times at most', () => {
    const media = Array.from({ length: 100_000 }, () => null)
    const { text, errors } = written('{ media { id } }', { media })
    expect(text).toBe('{"media":null}')
    expect(errors).toHaveLength(100)
  })
})

describe('A value', () => {
  it.each([
    ['pages', 2 ** 40, '1099511627776'],
    ['pages', 2 ** 60, '1152921504606847000'],
    ['pages', -0, '0'],
    ['price', 1e300, '1e+300'],
    ['id', 5, '5'],
    ['kind', 'POEMS', '"POEMS"'],
    ['title', 'Straße \ud800 "„\n', '"Straße \\ud800 \\"„\\n"'],
    ['extra', { a: [1, { __typename: 'x' }], b: null }, '{"a":[1,{"__typename":"x"}],"b":null}'],
    ['extra', JSON.parse('{ "__proto__": 1, "toJSON": 2 }'), '{"__proto__":1,"toJSON":2}'],
    ['must', false, 'false'],
    ['must', nested(100), `${'['.repeat(100)}${']'.repeat(100)}`],
  ])('of %s may be %p', (field, value, wanted) => {
    expect(written(`{ book { ${field} } }`, { book: { [field]: value } })).toEqual({
      text: `{"book":{"${field}":${wanted}}}`,
      errors: [],
    })
  })

  it.each([
    ['pages', '3'],
    ['pages', 0.5],
    ['pages', 1e21],
    ['pages', true],
    ['price', '3'],
    ['price', Number.POSITIVE_INFINITY],
    ['price', Number.NaN],
    ['isNew', 1],
    ['isNew', 'true'],
    ['kind', 'INACCESSIBLE'],
    ['kind', 'toString'],
    ['kind', 0],
    ['extra', nested(101)],
    ['extra', nested(5_000)],
  ])('of %s may not be %p', (field, value) => {
    expect(written(`{ book { ${field} } }`, { book: { [field]: value } })).toEqual({
      text: `{"book":{"${field}":null}}`,
      errors: [invalid(`Invalid value found for field Book.${field}.`, 'book', field)],
    })
  })

  it.each([
    ['id', 0.5],
    ['id', true],
    ['title', 3],
    ['title', ['Faust']],
    ['author', 'Goethe'],
    ['author', [{ name: 'Goethe' }]],
    ['must', nested(101)],
  ])('of %s, which must not be null, may not be %p', (field, value) => {
    const below = field === 'author' ? '{ name }' : ''
    expect(written(`{ book { ${field} ${below} } }`, { book: { [field]: value } })).toEqual({
      text: '{"book":null}',
      errors: [invalid(`Invalid value found for field Book.${field}.`, 'book', field)],
    })
  })

  it.each([{ 0: null }, 'text', 3, true])('is no list: %p', (value) => {
    expect(written('{ media { id } shelf { id } }', { media: value, shelf: [value] })).toEqual({
      text: '{"media":null,"shelf":[null]}',
      errors: [
        invalid('Invalid value found for field Query.media.', 'media'),
        invalid('Invalid value found for array element of type [Book!] at index 0.', 'shelf', 0),
      ],
    })
  })
})

describe('Introspection', () => {
  it('is what graphql-js says of the schema, beside data or alone', () => {
    const query = getIntrospectionQuery()
    const { data } = executeSync({ schema, document: parse(query) })
    expect(text(query, {})).toBe(JSON.stringify(data))
    const both = query.replace('query IntrospectionQuery {', '{ book { id }')
    expect(text(both, { book: { id: '1' } })).toBe(JSON.stringify({ book: { id: '1' }, ...data }))
  })

  it('is kept as text where it depends on no variable', () => {
    const constant = compiled('{ __typename __schema { types { name } } }')
    expect(constant.size).toBe(2 * constant.write({}, {}).text.length)
  })

  it('depends on variables', () => {
    const writer = compiled(
      `query ($name: String!, $all: Boolean! = true) {
        type: __type(name: $name) { ...T } ... @include(if: $all) { __schema { queryType { name } } }
      }
      fragment T on __Type { name kind @include(if: $all) }`,
    )
    expect(writer.write({}, { name: 'Book', all: true }).text).toBe(
      '{"type":{"name":"Book","kind":"OBJECT"},"__schema":{"queryType":{"name":"Query"}}}',
    )
    expect(writer.write({}, { name: 'Gone', all: false }).text).toBe('{"type":null}')
    expect(writer.write({}, { name: 'Film', all: false }).text).toBe('{"type":{"name":"Film"}}')
  })

  it('fails for a variable that is null where it must not be', () => {
    const query = 'query ($all: Boolean = true) { __schema { queryType { name @include(if: $all) } } }'
    const { text, errors } = written(query, {}, { all: null })
    expect(text).toBe('null')
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })])
  })
})

describe('What is compiled of an operation', () => {
  it('takes more memory the more it selects, and the more conditions decide', () => {
    const one = compiled('{ book { id } }').size
    expect(
      compiled('{ book { id } other: book { ...F ...F } } fragment F on Book { id title }').size,
    ).toBeGreaterThan(2 * one)
    expect(compiled('query ($a: Boolean!) { book { id @skip(if: $a) } }').size).toBe(2 * one)
  })
})

function compiled(query: string) {
  return compileResponse({ schema, document: parse(query), operationName: undefined })
}

function written(query: string, data: Record<string, unknown>, variables: Record<string, unknown> = {}) {
  return compiled(query).write(data, variables)
}

function text(query: string, data: Record<string, unknown>): string {
  const { text, errors } = written(query, data)
  expect(errors).toEqual([])
  return text
}

function invalid(message: string, ...path: (string | number)[]) {
  return { message, path, extensions: { code: 'SUBGRAPH_INVALID_ANSWER' } }
}

/** Arrays in arrays. */
function nested(levels: number): unknown {
  let value: unknown[] = []
  for (let level = 1; level < levels; level++) value = [value]
  return value
}
