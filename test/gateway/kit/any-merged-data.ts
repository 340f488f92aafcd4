import fc from 'fast-check'
import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { aliasOf } from './any-query.js'

type Merged = Record<string, unknown>

/** Of each leaf type, with what JSON or JavaScript may take for something else. */
const right: Record<string, readonly unknown[]> = {
  ID: ['1', '', 'Straße „Höhe“', '\ud800', '"\\\n'],
  String: ['Ort', '', 'Straße', '\udfff lone', 'null', '</script>\u2028'],
  Int: [0, -1, 2 ** 31 - 1],
  Float: [0.5, -0, 1e21, 2 ** 60, 3],
  Boolean: [true, false],
  Kind: ['NEAR', 'FAR'],
  Json: [1, 'x', false, [null, { a: [] }], JSON.parse('{ "__proto__": { "a": 1 }, "toString": null }')],
}

/** What is no value of a leaf type, for graphql-js as well: it would make a text of a number. */
const wrong: Record<string, readonly unknown[]> = {
  ID: [1.5, {}, []],
  String: [{}, []],
  Int: ['x', 0.5, {}, ''],
  Float: ['x', {}, Number.POSITIVE_INFINITY],
  Boolean: ['x', {}],
  Kind: ['GONE', 3, {}, 'toString'],
  Json: [null],
}
const noList = ['x', 3, {}]
const noObject = ['x', 3, [], ...['Gone', 'Kind', 'Query', 3].map((__typename) => ({ __typename }))]

/** What decides one value after the other. */
interface Choices {
  of<T>(options: readonly T[]): T
  /** Whether something happens that has this probability. */
  chance(probability: number): boolean
}

/**
 * Merged data of a graph, going round in circles, so that there is something for a query of any depth; with each field
 * under its name and under its alias.
 *
 * @param faults share of values that are null, missing, or no value of their type
 */
export function anyMergedData(schema: GraphQLSchema, faults: number): fc.Arbitrary<Merged> {
  return fc.noShrink(fc.infiniteStream(fc.nat(9_999))).map((numbers) => {
    const next = (): number => numbers.next().value
    return mergedData(schema, faults, {
      of: (options) => options[next() % options.length] as (typeof options)[number],
      chance: (probability) => next() < probability * 10_000,
    })
  })
}

function mergedData(schema: GraphQLSchema, faults: number, choices: Choices): Merged {
  const root: Merged = {}
  const objects = new Map<GraphQLObjectType, readonly [Merged, ...Merged[]]>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    const { name: __typename } = type
    objects.set(
      type,
      type === schema.getQueryType() ? [root] : [{ __typename }, { __typename }, { __typename }],
    )
  }
  for (const [type, all] of objects) {
    for (const object of all) fill(object, type)
  }
  return root

  function fill(object: Merged, type: GraphQLObjectType): void {
    for (const field of Object.values(type.getFields())) {
      const value = any(field.type)
      for (const name of [field.name, aliasOf(field.name)]) put(object, name, value)
    }
  }

  function any(type: GraphQLOutputType): unknown {
    const nullable = getNullableType(type)
    if (choices.chance(faults)) return choices.of([null, undefined, ...wrongOf(nullable)])
    if (!isNonNullType(type) && choices.chance(0.15)) return null
    if (isListType(nullable)) return choices.of([[], [1], [1, 2]]).map(() => any(nullable.ofType))
    if (!isCompositeType(nullable)) return choices.of(right[nullable.name] ?? [])
    const possible = isObjectType(nullable) ? [nullable] : schema.getPossibleTypes(nullable)
    return choices.of(possible.flatMap((type) => objects.get(type) ?? []))
  }
}

function wrongOf(type: GraphQLOutputType): readonly unknown[] {
  if (isListType(type)) return noList
  return isCompositeType(type) ? noObject : (wrong[type.toString()] ?? [])
}

/** As JSON.parse does: an ordinary property, whatever its name. */
function put(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
}
