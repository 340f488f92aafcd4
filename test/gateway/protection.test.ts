import { describe, expect, test } from '@jest/globals'
import type { Caller } from '../../platform/caller/caller.js'
import { protectedGraph, somebody } from './kit/protection.js'

const sdl = `
  type Query {
    clinic: Clinic
    clinics: [Clinic!]
    visits: Int @authenticated
    numbers: Secret
    level: Level
    posts: [Post!]
    found: [Found]
    staff: Staff
    both: String @requiresScopes(scopes: [["read", "initiatives:write"], ["role:coordinator"]])
    judged: String @policy(policies: [["coordinator", "member"], ["administrator"]])
    unknown: String @policy(policies: [["made-up"]])
  }
  type Mutation { open: Int close: Int @authenticated rename(name: String): Clinic }
  type Clinic { id: ID! name: String beds: Int @authenticated chief: Staff notes(of: String): String! @authenticated posts: [Post!]! }
  type Staff @authenticated { id: ID! name: String }
  scalar Secret @authenticated
  enum Level @requiresScopes(scopes: [["account"]]) { LOW HIGH }
  interface Post { id: ID! title: String draft: String }
  type PublicPost implements Post { id: ID! title: String draft: String @authenticated }
  type PrivatePost implements Post @authenticated { id: ID! title: String draft: String }
  type OpenPost implements Post { id: ID! title: String draft: String }
  union Found = Clinic | Staff | OpenPost
`

const posts = [
  { __typename: 'PublicPost', id: 'p1', title: 'one', draft: 'd1' },
  { __typename: 'PrivatePost', id: 'p2', title: 'two', draft: 'd2' },
  { __typename: 'OpenPost', id: 'p3', title: 'three', draft: 'd3' },
]
const staff = { __typename: 'Staff', id: 's1', name: 'Ada' }
const clinic = { __typename: 'Clinic', id: 'c1', name: 'Nord', beds: 4, notes: 'secret', chief: staff, posts }
const graph = protectedGraph(sdl, {
  clinic,
  clinics: [clinic, { ...clinic, id: 'c2' }],
  visits: 7,
  numbers: '1234',
  level: 'LOW',
  posts,
  found: [clinic, staff, posts[2]],
  staff,
  both: 'both',
  judged: 'judged',
  unknown: 'unknown',
  open: 1,
  close: 1,
  rename: clinic,
})
const { ask } = graph

const code = 'UNAUTHORIZED_FIELD_OR_TYPE'
const key: Caller = { ...somebody, subject: 'key:k1', scopes: ['read'] }

describe('A protected field', () => {
  test('is null with an error that names place, field and what is needed', () => {
    expect(ask('{ clinic { name beds } }')).toEqual({
      executed: '{ clinic { name } }',
      data: { clinic: { name: 'Nord', beds: null } },
      errors: [
        {
          message: 'The field "Clinic.beds" is protected. Needed: that you are signed in or use an API key.',
          path: ['clinic', 'beds'],
          extensions: { code, coordinate: 'Clinic.beds' },
        },
      ],
    })
  })

  test('is answered to those it is for, and the operation stays as it is', () => {
    expect(ask('{ clinic { ...F } } fragment F on Clinic { beds }', somebody)).toEqual({
      executed: '{ clinic { ...F } } fragment F on Clinic { beds }',
      data: { clinic: { beds: 4 } },
      errors: [],
    })
  })

  test('that may not be null makes what it belongs to null, once for each place, not for each item', () => {
    expect(ask('{ clinic { name notes } }').data).toEqual({ clinic: null })
    const { data, errors } = ask('{ clinics { name notes beds } }')
    expect(data).toEqual({ clinics: null })
    expect(errors.map(({ path }) => path)).toEqual([
      ['clinics', 'notes'],
      ['clinics', 'beds'],
    ])
  })

  test('has its alias as the last part of its path', () => {
    expect(ask('{ c: clinic { n: name b: beds } }')).toMatchObject({
      data: { c: { n: 'Nord', b: null } },
      errors: [{ path: ['c', 'b'], extensions: { coordinate: 'Clinic.beds' } }],
    })
  })

  test('keeps its place among the others', () => {
    expect(JSON.stringify(ask('{ clinic { beds name b: beds id } visits level }').data)).toBe(
      '{"clinic":{"beds":null,"name":"Nord","b":null,"id":"c1"},"visits":null,"level":null}',
    )
  })

  test('that is all of an object leaves it to be asked for whether there is such an object', () => {
    expect(ask('{ clinic { beds } }')).toMatchObject({
      executed: '{ clinic { objectType: __typename } }',
      data: { clinic: { beds: null } },
    })
  })

  test('that is all of an operation leaves nothing to execute', () => {
    expect(ask('{ visits staff { name } }')).toMatchObject({
      executed: null,
      data: { visits: null, staff: null },
      errors: [{ path: ['visits'] }, { path: ['staff'] }],
    })
  })

  test('takes the variables and fragments with it that only it used', () => {
    const query = `query ($of: String, $with: Boolean!) { clinic { ...N ...B @include(if: $with) } }
      fragment N on Clinic { name }
      fragment B on Clinic { notes(of: $of) }`
    expect(ask(query, undefined, { of: 'x', with: true })).toMatchObject({
      executed: '{ clinic { ... on Clinic { name } } }',
      data: { clinic: null },
      errors: [{ path: ['clinic', 'notes'] }],
    })
  })

  test('that @skip or @include leaves out is not forbidden', () => {
    const query = `query ($no: Boolean = true) {
      clinic { name beds @skip(if: $no) ... @include(if: false) { beds } ...B @skip(if: true) }
    } fragment B on Clinic { beds }`
    expect(ask(query)).toMatchObject({ data: { clinic: { name: 'Nord' } }, errors: [] })
    expect(ask(query, undefined, { no: false })).toMatchObject({
      data: { clinic: { name: 'Nord', beds: null } },
      errors: [{ path: ['clinic', 'beds'] }],
    })
  })

  test('beside an object of which nothing is left by directives leaves that object', () => {
    expect(ask('{ visits clinic { name @skip(if: true) } }')).toMatchObject({
      data: { visits: null, clinic: {} },
    })
  })

  test('is found in fragments in fragments, each where it is spread', () => {
    const query = `{ a: clinic { ...Outer } b: clinics { ...Outer } }
      fragment Outer on Clinic { name ...Inner }
      fragment Inner on Clinic { ... { beds } }`
    expect(ask(query)).toMatchObject({
      data: { a: { name: 'Nord', beds: null }, b: [{ beds: null }, { name: 'Nord', beds: null }] },
      errors: [{ path: ['a', 'beds'] }, { path: ['b', 'beds'] }],
    })
  })

  test('does not get through under a name that the gateway itself would use', () => {
    expect(ask('{ posts { objectType: title ... on PrivatePost { id } } }')).toMatchObject({
      data: { posts: null },
      errors: [{ path: ['posts'] }],
    })
    expect(ask('{ found { ... on OpenPost { objectType: title } ... on Clinic { beds } } }').data).toEqual({
      found: [{ beds: null }, {}, { objectType: 'three' }],
    })
  })

  test('costs at most a hundred errors', () => {
    const many = Array.from({ length: 150 }, (_, n) => `f${n}: visits`).join(' ')
    expect(ask(`{ ${many} }`).errors).toHaveLength(100)
  })
})

describe('A protected type', () => {
  test.each([
    [
      'of objects',
      '{ clinic { name chief { name } } }',
      { clinic: { name: 'Nord', chief: null } },
      ['clinic', 'chief'],
    ],
    ['of scalars', '{ numbers }', { numbers: null }, ['numbers']],
    ['of an enum', '{ level }', { level: null }, ['level']],
    ['asked for its name only', '{ staff { __typename } }', { staff: null }, ['staff']],
  ])('%s protects the fields that lead to it', (_what, query, data, path) => {
    expect(ask(query)).toMatchObject({ data, errors: [{ path }] })
  })

  test('protects its own fields where it is one of a union', () => {
    const query = '{ found { __typename ... on Clinic { name } ... on Staff { name } } }'
    expect(ask(query)).toEqual({
      executed: '{ found { objectType: __typename __typename ... on Clinic { name } } }',
      data: {
        found: [
          { __typename: 'Clinic', name: 'Nord' },
          { __typename: 'Staff', name: null },
          { __typename: 'OpenPost' },
        ],
      },
      errors: [
        {
          message:
            'The field "Staff.name" is protected by "Staff". Needed: that you are signed in or use an API key.',
          path: ['found', 'name'],
          extensions: { code, coordinate: 'Staff.name' },
        },
      ],
    })
  })
})

describe('An interface', () => {
  test('of which one type is protected cannot be asked for its fields', () => {
    expect(ask('{ posts { title } }')).toMatchObject({
      executed: null,
      data: { posts: null },
      errors: [{ path: ['posts'], extensions: { code, coordinate: 'Query.posts' } }],
    })
  })

  test('can be asked for the fields of types that are not protected, and for the names of types', () => {
    expect(ask('{ posts { __typename ... on OpenPost { title } } }')).toMatchObject({
      data: {
        posts: [
          { __typename: 'PublicPost' },
          { __typename: 'PrivatePost' },
          { __typename: 'OpenPost', title: 'three' },
        ],
      },
      errors: [],
    })
  })

  test('hides objects of a protected type whose fields are asked for', () => {
    expect(ask('{ posts { ... on OpenPost { title } ... on PrivatePost { title } } }')).toMatchObject({
      data: { posts: [{}, { title: null }, { title: 'three' }] },
      errors: [{ path: ['posts', 'title'], extensions: { coordinate: 'PrivatePost.title' } }],
    })
    expect(ask('{ posts { ... on PrivatePost { id } } }').data).toEqual({ posts: null })
    // As many clients ask it, who add `__typename` everywhere.
    expect(ask('{ posts { __typename ... on PrivatePost { __typename title } } }').data).toEqual({
      posts: [
        { __typename: 'PublicPost' },
        { __typename: 'PrivatePost', title: null },
        { __typename: 'OpenPost' },
      ],
    })
  })

  test('is not got round by a fragment on the interface itself', () => {
    const fragments = ['... on Post { title }', '... { title }', '...F'].map(
      (fragment) => `{ posts { ${fragment} } }`,
    )
    for (const query of fragments) {
      const text = query.includes('...F') ? `${query} fragment F on Post { ... on Post { title } }` : query
      expect(ask(text)).toMatchObject({ executed: null, data: { posts: null } })
    }
  })

  test('in a fragment counts for the types only that can be there', () => {
    expect(ask('{ found { ... on Post { title } ... on Clinic { name } } }')).toMatchObject({
      data: { found: [{ name: 'Nord' }, {}, { title: 'three' }] },
      errors: [],
    })
  })

  test('with a field that one type protects hides the field for all of them', () => {
    const { data, errors } = protectedGraph(
      `type Query { posts: [Post] }
       interface Post { title: String draft: String }
       type A implements Post { title: String draft: String @authenticated }
       type B implements Post { title: String draft: String }`,
      {
        posts: [
          { __typename: 'A', draft: 'a' },
          { __typename: 'B', draft: 'b' },
        ],
      },
    ).ask('{ posts { draft ... on B { b: draft } } }')
    expect(data).toEqual({ posts: [{ draft: null }, { draft: null, b: 'b' }] })
    expect(errors).toMatchObject([{ path: ['posts', 'draft'], extensions: { coordinate: 'Post.draft' } }])
  })
})

describe('A change', () => {
  test('that is forbidden keeps everything from being executed', () => {
    expect(ask('mutation { open close }')).toEqual({
      executed: null,
      data: null,
      errors: [
        {
          message:
            'The field "Mutation.close" is protected. Needed: that you are signed in or use an API key. Nothing of the operation was executed.',
          path: ['close'],
          extensions: { code, coordinate: 'Mutation.close' },
        },
      ],
    })
  })

  test('is made where only a field of its answer is forbidden', () => {
    expect(ask('mutation { open rename(name: "x") { name beds } }')).toMatchObject({
      executed: 'mutation { open rename(name: "x") { name } }',
      data: { open: 1, rename: { name: 'Nord', beds: null } },
    })
  })
})

describe('The schema', () => {
  test('stays visible, protected fields with it', () => {
    expect(ask('{ visits __type(name: "Clinic") { ...T } } fragment T on __Type { name }')).toMatchObject({
      data: { visits: null, __type: { name: 'Clinic' } },
    })
  })

  test('stays visible where all of the root is protected', () => {
    const whole = protectedGraph('type Query @authenticated { a: Int }', { a: 1 })
    expect(whole.ask('{ a __typename __schema { queryType { name } } }')).toMatchObject({
      data: { a: null, __typename: 'Query', __schema: { queryType: { name: 'Query' } } },
      errors: [{ path: ['a'] }],
    })
  })
})

describe('Who asks', () => {
  const coordinator: Caller = { ...somebody, roles: ['coordinator'] }
  const member: Caller = { ...somebody, memberships: [{ organization: 'o1', role: 'MEMBER' }] }

  test.each<[string, Caller, string, boolean]>([
    ['nobody has no scope', { ...key, scopes: [] }, 'both', false],
    ['one scope of two is not enough', key, 'both', false],
    ['both are', { ...key, scopes: ['read', 'initiatives:write'] }, 'both', true],
    ['a role is a scope of its own', coordinator, 'both', true],
    ['a person is an account', somebody, 'level', true],
    ['an API key is none', key, 'level', false],
    ['an API key is authenticated', key, 'visits', true],
    ['a coordinator alone is not one who is a member too', coordinator, 'judged', false],
    ['who is both is', { ...coordinator, memberships: member.memberships }, 'judged', true],
    ['an administrator is by the other policy', { ...somebody, roles: ['administrator'] }, 'judged', true],
    [
      'a policy nobody knows is for nobody',
      { ...coordinator, ...member, roles: ['administrator'] },
      'unknown',
      false,
    ],
  ])('%s', (_what, caller, field, isSeen) => {
    expect(ask(`{ ${field} }`, caller).errors).toHaveLength(isSeen ? 0 : 1)
  })

  test('an organization counts by its id', () => {
    const { ask: askOf } = protectedGraph(
      'type Query { s: Int @requiresScopes(scopes: [["organization:o1"]]) p: Int @policy(policies: [["organization:o1"]]) }',
      { s: 1, p: 2 },
    )
    expect(askOf('{ s p }', member).data).toEqual({ s: 1, p: 2 })
    const other = { ...member, memberships: [{ organization: 'o2', role: 'OWNER' as const }] }
    expect(askOf('{ s p }', other)).toMatchObject({
      data: { s: null, p: null },
      errors: [
        { message: 'The field "Query.s" is protected. Needed: the scope "organization:o1".' },
        { message: 'The field "Query.p" is protected. Needed: the policy "organization:o1".' },
      ].map(({ message }) => ({ message: `${message} Nothing of the operation was executed.` })),
    })
  })

  test('is told all alternatives', () => {
    expect(ask('{ both clinic { id } }').errors[0]?.message).toBe(
      'The field "Query.both" is protected. Needed: the scope "read" with "initiatives:write" or "role:coordinator".',
    )
  })
})
