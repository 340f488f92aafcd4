import fc from 'fast-check'

/** A graph with objects, interfaces, unions, lists and scalars, nullable and not. */
export const sdl = `
  type Query { node: Node nodes: [Node!]! maybe: [Node] any: Any anys: [Any!] a: A bs: [B!]! named: Named count: Int }
  interface Node { id: ID! node: Node other: Any! }
  interface Named { name: String nodes: [Node] }
  type A implements Node & Named { id: ID! node: Node other: Any! name: String nodes: [Node] self: A! tag: Tag }
  type B implements Node { id: ID! node: Node other: Any! bs: [B] count: Int! }
  type C implements Named { name: String nodes: [Node] any: Any tags: [[Tag!]] }
  union Any = A | B | C
  scalar Tag`

/** Fields by type, with the type they lead to. */
const fields: Record<string, Record<string, string>> = {
  Query: {
    node: 'Node',
    nodes: 'Node',
    maybe: 'Node',
    any: 'Any',
    anys: 'Any',
    a: 'A',
    bs: 'B',
    named: 'Named',
    count: '',
  },
  Node: { id: '', node: 'Node', other: 'Any' },
  Named: { name: '', nodes: 'Node' },
  A: { id: '', node: 'Node', other: 'Any', name: '', nodes: 'Node', self: 'A', tag: '' },
  B: { id: '', node: 'Node', other: 'Any', bs: 'B', count: '' },
  C: { name: '', nodes: 'Node', any: 'Any', tags: '' },
  Any: {},
}
for (const of of Object.values(fields)) of.__typename = ''

/** Types a fragment may be on, by the type it is spread in. */
const conditions: Record<string, readonly string[]> = {
  Query: ['Query'],
  Node: ['Node', 'Named', 'A', 'B', 'Any'],
  Named: ['Named', 'Node', 'A', 'C', 'Any'],
  A: ['A', 'Node', 'Named', 'Any'],
  B: ['B', 'Node', 'Any'],
  C: ['C', 'Named', 'Any'],
  Any: ['Any', 'Node', 'Named', 'A', 'B', 'C'],
}

const fragmentTypes = ['Node', 'Named', 'Any', 'A', 'B']

/** What can be protected: types and fields. */
const coordinates = Object.entries(fields).flatMap(([type, of]) =>
  type === 'Any'
    ? []
    : [type, ...Object.keys(of).map((field) => `${type}.${field}`)].filter(
        (name) => !name.endsWith('__typename'),
      ),
)

const directive = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  fc.constantFrom(' @skip(if: $yes)', ' @skip(if: $no)', ' @include(if: $yes)', ' @include(if: $no)'),
)

const known = new Map<string, fc.Arbitrary<string>>()

/** Selections on a type, with braces. */
function selections(type: string, depth: number, spreads: boolean): fc.Arbitrary<string> {
  const name = `${type} ${depth} ${spreads}`
  const made =
    known.get(name) ??
    fc
      .array(selection(type, depth, spreads), { minLength: 1, maxLength: 4 })
      .map((all) => `{ ${all.join(' ')} }`)
  known.set(name, made)
  return made
}

function selection(type: string, depth: number, spreads: boolean): fc.Arbitrary<string> {
  const possible = Object.entries(fields[type] ?? {}).filter(([, target]) => target === '' || depth > 0)
  const field = fc.constantFrom(...possible).chain(([name, target]) => {
    const below = target === '' ? fc.constant('') : selections(target, depth - 1, spreads)
    // Under an alias a field is asked for beside itself; one alias stands for one field only.
    return fc.tuple(fc.boolean(), directive, below).map(([isAliased, when, inner]) => {
      return `${isAliased ? `other_${name}: ` : ''}${name}${when} ${inner}`
    })
  })
  const inline = fc
    .constantFrom('', ...(conditions[type] ?? []))
    .chain((condition) =>
      fc
        .tuple(directive, selections(condition || type, Math.max(depth - 1, 0), spreads))
        .map(([when, inner]) => `...${condition && ` on ${condition}`}${when} ${inner}`),
    )
  const spreadable = spreads ? fragmentTypes.filter((name) => conditions[type]?.includes(name)) : []
  const spread = () =>
    fc.tuple(fc.constantFrom(...spreadable), directive).map(([name, when]) => `...F${name}${when}`)
  return fc.oneof(
    { weight: 5, arbitrary: field },
    ...(depth > 0 ? [{ weight: 2, arbitrary: inline }] : []),
    ...(spreadable.length > 0 ? [{ weight: 1, arbitrary: spread() }] : []),
  )
}

/** Text of an operation with fragments; its variables are `yes: true` and `no: false`. */
export const anyOperation = fc
  .tuple(selections('Query', 4, true), ...fragmentTypes.map((type) => selections(type, 2, false)))
  .map(([root, ...fragments]) => {
    const definitions = fragments.map(
      (inner, n) => `fragment F${fragmentTypes[n]} on ${fragmentTypes[n]} ${inner}`,
    )
    return `query ($yes: Boolean!, $no: Boolean!) ${root}\n${definitions.join('\n')}`
  })

/** Names of types and fields that are not for the caller. */
export const anyForbidden = fc.uniqueArray(fc.constantFrom(...coordinates, 'Tag'), { maxLength: 5 })
