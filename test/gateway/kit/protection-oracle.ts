import {
  type DocumentNode,
  execute,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'

/** A made-up object, which knows what led to it. */
interface Made {
  __typename: string
  declared: GraphQLCompositeType
  sets: readonly SelectionSetNode[]
}

/** A field in a selection set, or in fragments in it. */
interface Occurrence {
  node: FieldNode
  /** Type conditions round it, from the outside. */
  conditions: readonly GraphQLCompositeType[]
}

/**
 * Executes an operation over made-up data, which depend on nothing but their place in the answer. With `forbidden`
 * (names of types, and `Type.field`), whatever is not for the caller fails when it is resolved: the obvious way to
 * protect something, which asks for everything first.
 */
export function executed(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  forbidden: ReadonlySet<string> = new Set(),
) {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  const queryType = schema.getQueryType()
  if (!operation || !queryType) throw new Error('there is nothing to execute')
  const rootValue: Made = { __typename: queryType.name, declared: queryType, sets: [operation.selectionSet] }
  const result = execute({
    schema,
    document,
    rootValue,
    variableValues,
    fieldResolver: (source: Made, _args, _context, info) => {
      if (isRefused(source, info, forbidden)) throw new Error('refused')
      return valueAt(pathOf(info), info.returnType, info)
    },
  })
  return JSON.parse(JSON.stringify(result)) as { data: Record<string, unknown> | null; errors?: object[] }
}

function isRefused(
  { __typename, declared, sets }: Made,
  info: GraphQLResolveInfo,
  forbidden: ReadonlySet<string>,
) {
  const { schema, returnType, fieldNodes, fieldName } = info
  const target = getNamedType(returnType)
  const here = sets
    .flatMap((set) => occurrences(set, info))
    .filter(({ node }) => fieldNodes.includes(node))
    .map((occurrence) => ({ ...occurrence, ...placeOf(schema, declared, occurrence.conditions) }))
    .filter(({ types }) => types.includes(__typename))
  return here.some(({ node, type, types }) => {
    const owners = isObjectType(type) ? [type.name] : [type.name, ...types]
    if (owners.some((name) => forbidden.has(name) || forbidden.has(`${name}.${fieldName}`))) return true
    if (forbidden.has(target.name)) return true
    if (!isAbstractType(target) || node.selectionSet === undefined) return false
    return occurrences(node.selectionSet, info).some((below) => {
      const place = placeOf(schema, target, below.conditions)
      const isThroughInterface = isAbstractType(place.type) && below.node.name.value !== '__typename'
      return isThroughInterface && place.types.some((name) => forbidden.has(name))
    })
  })
}

/** The type a field is selected on, and the types objects there can have. */
function placeOf(
  schema: GraphQLSchema,
  declared: GraphQLCompositeType,
  conditions: readonly GraphQLCompositeType[],
): { type: GraphQLCompositeType; types: string[] } {
  const all = [declared, ...conditions]
  const possible = all.map((type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : [type]))
  const names = possible.map((types) => types.map(({ name }) => name))
  const types = (names[0] ?? []).filter((name) => names.every((others) => others.includes(name)))
  return { type: all.find(isObjectType) ?? all.at(-1) ?? declared, types }
}

function occurrences(
  { selections }: SelectionSetNode,
  info: GraphQLResolveInfo,
  conditions: readonly GraphQLCompositeType[] = [],
): Occurrence[] {
  return selections.flatMap((node) => {
    if (!isIncluded(node, info)) return []
    if (node.kind === Kind.FIELD) return [{ node, conditions }]
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(info, node.name.value)
    const condition = fragment.typeCondition && info.schema.getType(fragment.typeCondition.name.value)
    const inner = isCompositeType(condition) ? [...conditions, condition] : conditions
    return occurrences(fragment.selectionSet, info, inner)
  })
}

function fragmentOf({ fragments }: GraphQLResolveInfo, name: string): FragmentDefinitionNode {
  const fragment = fragments[name]
  if (fragment === undefined) throw new Error(`there is no fragment ${name}`)
  return fragment
}

function isIncluded({ directives = [] }: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  return directives.every(({ name, arguments: [argument] = [] }) => {
    const value = argument && valueFromASTUntyped(argument.value, variableValues)
    return name.value === 'skip' ? value === false : value === true
  })
}

function valueAt(path: string, type: GraphQLOutputType, info: GraphQLResolveInfo): unknown {
  const chance = hash(path)
  if (!isNonNullType(type) && chance % 7 === 0) return null
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    return Array.from({ length: chance % 4 }, (_, n) => valueAt(`${path}.${n}`, nullable.ofType, info))
  }
  if (isLeafType(nullable)) return chance % 100
  const possible = isAbstractType(nullable) ? info.schema.getPossibleTypes(nullable) : [nullable]
  const made: Made = {
    __typename: possible[chance % possible.length]?.name ?? '',
    declared: nullable,
    sets: info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []),
  }
  return made
}

function pathOf({ path }: GraphQLResolveInfo): string {
  const keys: (string | number)[] = []
  for (let at: typeof path | undefined = path; at; at = at.prev) keys.unshift(at.key)
  return keys.join('.')
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 2_166_136_261
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0
  // The last bits of it depend on the last characters too much.
  return (value >>> 7) ^ (value & 0x7f)
}
