import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql'
import { localNames } from './provided-names.js'

/** A question about references to one of a subgraph's entities. */
export interface EntityQuestion {
  type: string
  /** The key's fields. */
  keys: string
  query: string
  /** References to entities nobody has, from the given number on. */
  representations(from: number, count: number): object[]
}

/** Every further entity makes the check longer. */
const mostQuestions = 10
/** Fields that are asked for beside `__typename`, so that what is looked up only for them is looked up. */
const mostFields = 5

interface Types {
  fields: ReadonlyMap<string, readonly FieldDefinitionNode[]>
  enums: ReadonlyMap<string, string>
}

/** What to ask a subgraph to see how it resolves references: a question for each entity, by its first key. */
export function entityQuestions(document: DocumentNode): EntityQuestion[] {
  const objects = document.definitions.filter(isObject)
  const byName = Map.groupBy(objects, ({ name }) => name.value)
  const fields = new Map(
    [...byName].map(([name, parts]) => [name, parts.flatMap(({ fields }) => fields ?? [])]),
  )
  const enums = new Map(
    document.definitions.filter(isEnum).map((type) => [type.name.value, firstValue(type)]),
  )
  const keyNames = localNames(document, 'key')
  return [...byName]
    .flatMap(([type, parts]) => {
      const keys = parts
        .flatMap(({ directives }) => directives ?? [])
        .filter(({ name }) => keyNames.has(name.value))
      const [key] = keys.flatMap((directive) => resolvableKey(directive) ?? [])
      return key === undefined ? [] : [questionOf(type, key, { fields, enums }, document)]
    })
    .slice(0, mostQuestions)
}

function questionOf(type: string, keys: string, types: Types, document: DocumentNode): EntityQuestion {
  const { selectionSet } = parse(`{ ${keys} }`).definitions[0] as { selectionSet: SelectionSetNode }
  const asked = askedFields(type, types, document)
  return {
    type,
    keys,
    query: `query HubCheck($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on ${type} { __typename ${asked.join(' ')} } }
}`,
    representations: (from, count) =>
      Array.from({ length: count }, (_, index) => ({
        __typename: type,
        ...madeUp(selectionSet, type, from + index, types),
      })),
  }
}

/** Fields that can be asked for of any of them: nullable, without arguments that must be given, and its own. */
function askedFields(type: string, types: Types, document: DocumentNode): string[] {
  const notOwn = new Set([...localNames(document, 'external'), ...localNames(document, 'requires')])
  const isOwn = ({ directives = [] }: FieldDefinitionNode) =>
    !directives.some(({ name }) => notOwn.has(name.value))
  const needsNothing = ({ arguments: args = [] }: FieldDefinitionNode) =>
    args.every(({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined)
  return (types.fields.get(type) ?? [])
    .filter((field) => field.type.kind !== Kind.NON_NULL_TYPE && isOwn(field) && needsNothing(field))
    .slice(0, mostFields)
    .map(({ name, type }) => (isComposite(type, document) ? `${name.value} { __typename }` : name.value))
}

const compositeKinds: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
  Kind.UNION_TYPE_DEFINITION,
])

function isComposite(type: TypeNode, { definitions }: DocumentNode): boolean {
  const named = namedType(type)
  return definitions.some(
    (node) => compositeKinds.has(node.kind) && 'name' in node && node.name?.value === named,
  )
}

function madeUp(selection: SelectionSetNode, type: string, number: number, types: Types): object {
  const entries = selection.selections.flatMap((node) => {
    if (node.kind !== Kind.FIELD) return []
    const field = types.fields.get(type)?.find(({ name }) => name.value === node.name.value)
    const named = field === undefined ? 'ID' : namedType(field.type)
    const value = node.selectionSet
      ? madeUp(node.selectionSet, named, number, types)
      : leaf(named, number, types)
    return [[node.name.value, value]]
  })
  return Object.fromEntries(entries)
}

function leaf(type: string, number: number, { enums }: Types): unknown {
  if (type === 'Int' || type === 'Float') return number
  if (type === 'Boolean') return number % 2 === 0
  return enums.get(type) ?? `bindeglied-check-${number}`
}

/** The fields of a key by which the subgraph itself finds the entity. */
function resolvableKey({ arguments: args = [] }: ConstDirectiveNode): string | null {
  const given = (key: string) => args.find(({ name }) => name.value === key)?.value
  const [fields, resolvable] = [given('fields'), given('resolvable')]
  if (resolvable?.kind === Kind.BOOLEAN && !resolvable.value) return null
  return fields?.kind === Kind.STRING && isFieldSet(fields.value) ? fields.value : null
}

function isFieldSet(text: string): boolean {
  try {
    return parse(`{ ${text} }`).definitions.length === 1
  } catch {
    return false
  }
}

function isObject(node: DefinitionNode): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION
}

function isEnum(node: DefinitionNode): node is EnumTypeDefinitionNode {
  return node.kind === Kind.ENUM_TYPE_DEFINITION
}

function firstValue({ values = [] }: EnumTypeDefinitionNode): string {
  return values[0]?.name.value ?? ''
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
}
