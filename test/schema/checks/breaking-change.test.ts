import { describe, expect, test } from '@jest/globals'
import type { KnownOperation } from '../../../schema/checks/finding.js'
import { composeSupergraph } from '../../../schema/compose.js'
import { checked, operation, partner, town } from './kit.js'

const sdlBefore = partner(
  `extend type Cafe { tools(kind: Kind, filter: Filter): Int! state: State place: Place chairs: [Chair] }
   type Chair { id: ID! legs: Int }
   enum Kind { DRILL SAW } enum State { OPEN SHUT } input Filter { name: String size: Int }
   union Place = House | Tent type House { a: Int } type Tent { a: Int }`,
)

const others = [town]
const liveSupergraph = composeSupergraph([
  town,
  { name: 'cafes', url: 'https://cafes.example', sdl: sdlBefore },
])

/** What a change of the SDL is found to break, by coordinate: the texts of the operations. */
async function brokenBy(from: string, to: string, texts: readonly string[]) {
  expect(sdlBefore).toContain(from)
  const operations = texts.map((text) => operation(text))
  const order = { others, liveSupergraph, liveSdl: sdlBefore, operations }
  const { findings, breaking, supergraph } = await checked(sdlBefore.replace(from, to), order)
  expect(supergraph).not.toBeNull()
  const found = findings.filter(({ code }) => code === 'BREAKING_CHANGE')
  expect(breaking).toBe(found.length > 0)
  return found.map(({ severity, coordinate, operations }) => [
    `${severity} ${coordinate}`,
    ...operations.map(({ text }) => text),
  ])
}

const cafe = (fields: string) => `{ cafe(id: "") { ${fields} } }`

describe('a change that takes something from frontends is found with the operations it breaks', () => {
  test.each([
    ['a field is taken out', 'state: State', '', 'Cafe.state', cafe('state'), cafe('name')],
    ['a field becomes another type', 'name: String', 'name: Int', 'Cafe.name', cafe('name'), cafe('state')],
    ['a field may be null', 'Int!', 'Int', 'Cafe.tools', cafe('tools'), cafe('name')],
    [
      'an argument is taken out',
      'kind: Kind, ',
      '',
      'Cafe.tools.kind',
      cafe('tools(kind: SAW)'),
      cafe('tools'),
    ],
    [
      'an argument becomes required',
      'kind: Kind',
      'kind: Kind!',
      'Cafe.tools.kind',
      cafe('tools(kind: null)'),
      cafe('tools(kind: SAW)'),
    ],
    [
      'a required argument comes along',
      'kind: Kind',
      'kind: Kind, at: Int!',
      'Cafe.tools.at',
      cafe('tools'),
      cafe('name'),
    ],
    [
      'an input field is taken out',
      ' size: Int',
      '',
      'Filter.size',
      cafe('tools(filter: { size: 0 })'),
      cafe('tools(filter: { name: "" })'),
    ],
    [
      'an input field a variable may hold is taken out',
      ' size: Int',
      '',
      'Filter.size',
      `query ($f: Filter) ${cafe('tools(filter: $f)')}`,
      cafe('tools(filter: { name: "" })'),
    ],
    [
      'a required input field comes along',
      ' size: Int',
      ' size: Int at: Int!',
      'Filter.at',
      cafe('tools(filter: { name: "" })'),
      cafe('tools'),
    ],
    ['a value is taken out', ' SAW', '', 'Kind.SAW', cafe('tools(kind: SAW)'), cafe('tools(kind: DRILL)')],
    [
      'a value a variable may hold is taken out',
      ' SAW',
      '',
      'Kind.SAW',
      `query ($k: Kind) ${cafe('tools(kind: $k)')}`,
      cafe('tools'),
    ],
    [
      'a member of a union is taken out',
      'House | Tent',
      'House',
      'Place',
      cafe('place { ... on Tent { a } }'),
      cafe('place { ... on House { a } }'),
    ],
  ])('when %s', async (_name, from, to, coordinate, breaks, remains) => {
    const found = await brokenBy(from, to, [breaks, remains])
    expect(found.filter(([, ...operations]) => operations.length > 0)).toEqual([
      [`ERROR ${coordinate}`, breaks],
    ])
  })

  test('when all of a type is taken out', async () => {
    const found = await brokenBy(' chairs: [Chair]', '', [cafe('chairs { legs }'), cafe('name')])
    expect(found).toContainEqual(['ERROR Cafe.chairs', cafe('chairs { legs }')])
  })
})

test('the type before and after is told', async () => {
  const sdl = sdlBefore.replace('name: String', 'name: Int!')
  const { findings } = await checked(sdl, { others, liveSupergraph, liveSdl: sdlBefore })
  const [found] = findings.filter(({ code }) => code === 'BREAKING_CHANGE')
  expect(found?.params).toEqual({
    coordinate: 'Cafe.name',
    problem: 'RETYPED',
    detail: '(String → Int!)',
    count: '0',
  })
})

test('a change that would break somebody, but nobody known, is a warning', async () => {
  expect(await brokenBy('state: State', '', [cafe('name'), 'no operation'])).toContainEqual([
    'WARNING Cafe.state',
  ])
})

test('a value that is only ever read may go', async () => {
  expect(await brokenBy(' SHUT', '', [cafe('state')])).toEqual([['WARNING State.SHUT']])
})

test('an operation that was broken before breaks of nothing', async () => {
  expect(await brokenBy('House | Tent', 'House', [cafe('place { ... on House { b } }')])).toEqual([
    ['WARNING Place'],
  ])
})

test('what adds something is not found', async () => {
  expect(await brokenBy('state: State', 'state: State since: Int', [cafe('state')])).toEqual([])
  expect(await brokenBy('kind: Kind', 'kind: Kind, at: Int', [cafe('tools')])).toEqual([])
})

test('of thousands the most used operations are named, and how many there are', async () => {
  const operations: KnownOperation[] = Array.from({ length: 5_000 }, (_, index) =>
    operation(`query Q${index} ${cafe(index % 2 ? 'name state tools(kind: SAW)' : 'name')}`, {
      name: `Q${index}`,
      count: 10_000 - index,
    }),
  )
  const order = { others, liveSupergraph, liveSdl: sdlBefore, operations }
  const { findings } = await checked(sdlBefore.replace(' state: State', ''), order)
  const [found] = findings.filter(({ code }) => code === 'BREAKING_CHANGE')
  expect(found).toMatchObject({ coordinate: 'Cafe.state', line: 5, params: { count: '2500' } })
  expect(found?.operations.map(({ name }) => name).slice(0, 3)).toEqual(['Q1', 'Q3', 'Q5'])
  expect(found?.operations).toHaveLength(20)
})
