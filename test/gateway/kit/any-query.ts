import fc from 'fast-check'
import {
  buildSchema,
  doTypesOverlap,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isUnionType,
} from 'graphql'

/** A graph with interfaces, a union, lists of lists, an enum, a scalar of its own, and names JavaScript knows too. */
const sdl = `
  type Query { thing: Thing things: [Thing!]! one: A many: [A!] any: Any anys: [[Any!]]! b: B count: Int again: Query }
  interface Thing { id: ID! kind: Kind next: Thing others: [Thing] data: Json! }
  interface Named { name: String! same: Named }
  type A implements Thing & Named {
    id: ID! kind: Kind next: Thing others: [Thing] data: Json! name: String! same: A
    size: Float! labels: [String!] grid: [[Int!]!] open: Boolean! b: B!
  }
  type B implements Thing {
    id: ID! kind: Kind! next: Thing others: [Thing] data: Json! kinds: [Kind!]! maybe: [B] must: [B!]! back: A!
  }
  type C implements Named { name: String! same: Named any: Any! level: Int toString: String constructor: ID }
  union Any = A | B | C
  enum Kind { NEAR FAR }
  scalar Json`

/** @returns a schema of its own for each caller */
export function graph(): GraphQLSchema {
  return buildSchema(sdl)
}

const schema = graph()

/** One alias for each field, since a name in the response may have one meaning only. */
export function aliasOf(field: string): string {
  const known = new Map([
    ['id', '__proto__'],
    ['kind', 'hasOwnProperty'],
    ['__typename', 'valueOf'],
  ])
  return known.get(field) ?? `other_${field}`
}

const directive = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  fc.constantFrom('@skip(if: $a)', '@include(if: $a)', '@skip(if: $b)', '@include(if: $b)'),
  fc.constantFrom(
    '@skip(if: true)',
    '@skip(if: false)',
    '@include(if: true)',
    '@skip(if: $a) @include(if: $b)',
  ),
)

const ofTheSchema = fc.constantFrom(
  { name: '__schema', below: '{ queryType { name } }' },
  { name: '__schema', below: '{ types { name @include(if: $b) kind } }' },
  { name: '__type', below: '{ name kind @skip(if: $a) }' },
  { name: '__type', below: '{ fields { name } }' },
)

const spreadable = ['Thing', 'Named', 'Any', 'A', 'B']

const composites = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLCompositeType => isCompositeType(type) && !type.name.startsWith('__'),
)

const made = new Map<string, fc.Arbitrary<string>>()

/** Selections on a type, with braces. */
function selections(type: GraphQLCompositeType, depth: number, spreads: boolean): fc.Arbitrary<string> {
  const name = `${type} ${depth} ${spreads}`
  const known =
    made.get(name) ??
    fc
      .array(selection(type, depth, spreads), { minLength: 1, maxLength: 4 })
      .map((all) => `{ ${all.join(' ')} }`)
  made.set(name, known)
  return known
}

function selection(type: GraphQLCompositeType, depth: number, spreads: boolean): fc.Arbitrary<string> {
  const overlapping = composites.filter((other) => doTypesOverlap(schema, type, other))
  const inline = fc
    .constantFrom(undefined, ...overlapping)
    .chain((on) =>
      fc
        .tuple(directive, selections(on ?? type, Math.max(depth - 1, 0), spreads))
        .map(([when, inner]) => `... ${on ? `on ${on}` : ''} ${when} ${inner}`),
    )
  const names = overlapping.map(({ name }) => name).filter((name) => spreadable.includes(name))
  const spread = fc
    .tuple(fc.constantFrom(...names, ''), directive)
    .map(([name, when]) => `...F${name} ${when}`)
  return fc.oneof(
    { weight: 5, arbitrary: field(type, depth, spreads) },
    ...(depth > 0 ? [{ weight: 2, arbitrary: inline }] : []),
    ...(spreads && names.length > 0
      ? [{ weight: 1, arbitrary: spread.filter((text) => !text.startsWith('...F ')) }]
      : []),
  )
}

/** A field to select. */
function field(type: GraphQLCompositeType, depth: number, spreads: boolean): fc.Arbitrary<string> {
  const selected = fc.oneof(
    fc.constant({ name: '__typename', below: '' }),
    ...(isUnionType(type) ? [] : Object.values(type.getFields())).flatMap(({ name, type: of }) => {
      const target = getNamedType(of)
      if (!isCompositeType(target)) return [{ weight: 2, arbitrary: fc.constant({ name, below: '' }) }]
      if (depth === 0) return []
      const arbitrary = selections(target, depth - 1, spreads).map((below) => ({ name, below }))
      return [{ weight: 2, arbitrary }]
    }),
    ...(type === schema.getQueryType() ? [ofTheSchema] : []),
  )
  return fc.tuple(selected, fc.boolean(), directive).map(([{ name, below }, isAliased, when]) => {
    const args = name === '__type' ? '(name: "A")' : ''
    return `${isAliased ? `${aliasOf(name)}: ` : ''}${name}${args} ${when} ${below}`
  })
}

/** Text of a query with fragments; its variables are `a` and `b`, booleans. Not all are valid. */
export const anyQuery = fc.tuple(...composites.flatMap(definition)).map((all) => all.join('\n'))

function definition(type: GraphQLCompositeType): fc.Arbitrary<string>[] {
  if (type === schema.getQueryType())
    return [selections(type, 3, true).map((root) => `query ($a: Boolean!, $b: Boolean!) ${root}`)]
  if (!spreadable.includes(type.name)) return []
  return [selections(type, 1, false).map((inner) => `fragment F${type} on ${type} ${inner}`)]
}
