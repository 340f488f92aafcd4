import {
  type Directive,
  type FieldDefinition,
  type InputFieldDefinition,
  type InterfaceType,
  isEnumType,
  isFederationField,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type NamedType,
  type ObjectType,
  type OutputType,
  type Subgraph,
  type Type,
} from '@apollo/federation-internals'
import type { ASTNode, EnumTypeDefinitionNode, EnumTypeExtensionNode } from 'graphql'

/** A field of an object type or an interface. */
export type OutputField = FieldDefinition<ObjectType | InterfaceType>

/** Anything that has a name in a schema and may carry directives. */
export interface Element {
  coordinate: string
  appliedDirectives: readonly Directive[]
  sourceAST?: ASTNode | undefined
}

const providedTypes = new Set(['_Any', '_Service', '_Entity', '_FieldSet', 'FieldSet'])

/** The types a subgraph declares itself: not GraphQL's own, and not those the specifications it links bring along. */
export function declaredTypes(subgraph: Subgraph): NamedType[] {
  return subgraph.schema.types().filter((type) => isDeclared(subgraph, type))
}

/** The type of that name, if the subgraph declares it. */
export function declaredType(subgraph: Subgraph, name: string): NamedType | undefined {
  const type = subgraph.schema.type(name)
  return type !== undefined && isDeclared(subgraph, type) ? type : undefined
}

function isDeclared({ schema }: Subgraph, type: NamedType): boolean {
  if (type.isBuiltIn || providedTypes.has(type.name)) return false
  return schema.coreFeatures?.sourceFeature(type) === undefined
}

/** Fields of an object type or an interface, without those federation adds to `Query`; none of other types. */
export function outputFields(type: NamedType): OutputField[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  const fields: readonly OutputField[] = [...type.fields()] as OutputField[]
  return fields.filter((field) => !isFederationField(field as never))
}

export function inputFields(type: NamedType): InputFieldDefinition[] {
  return isInputObjectType(type) ? type.fields() : []
}

/** Values of an enum, each with its place, which federation does not keep; none of other types. */
export function enumValues(type: NamedType): (Element & { name: string })[] {
  if (!isEnumType(type)) return []
  const parts = [type.sourceAST, ...type.extensions().map(({ sourceAST }) => sourceAST)] as (
    | EnumPart
    | undefined
  )[]
  const nodes = parts.flatMap((part) => part?.values ?? [])
  return type.values.map(({ name, coordinate, appliedDirectives }) => {
    const sourceAST = nodes.find((node) => node.name.value === name)
    return { name, coordinate, appliedDirectives, sourceAST }
  })
}

type EnumPart = EnumTypeDefinitionNode | EnumTypeExtensionNode

export function isRootType({ schema }: Subgraph, type: NamedType): boolean {
  return schema.schemaDefinition.roots().some((root) => root.type === type)
}

/** All that carries a name in the subgraph, by coordinate. */
export function elementsOf(subgraph: Subgraph): Map<string, Element> {
  const elements = new Map<string, Element>()
  const add = (element: Element) => elements.set(element.coordinate, element)
  for (const type of declaredTypes(subgraph)) {
    add(type as Element)
    for (const field of outputFields(type)) {
      add(field)
      for (const argument of field.arguments()) add(argument as Element)
    }
    for (const field of inputFields(type)) add(field)
    for (const value of enumValues(type)) add(value)
  }
  return elements
}

/** The name a directive has in the specification it comes from, however the subgraph calls it. */
export function directiveName(directive: Directive): string {
  const feature = directive.schema().coreFeatures?.sourceFeature(directive)
  return (feature?.nameInFeature ?? directive.name).replace(/^@/, '')
}

export function directivesNamed({ appliedDirectives }: Element, name: string): Directive[] {
  return appliedDirectives.filter((directive) => directiveName(directive) === name)
}

/** @throws TypeError if it has none, which no field of a subgraph that was read is without */
export function typeOf({ coordinate, type }: OutputField): OutputType {
  if (type === undefined) throw new TypeError(`${coordinate} has no type`)
  return type
}

/** The type inside of lists and non-nulls. */
export function innermost(type: Type): NamedType {
  return isListType(type) || isNonNullType(type) ? innermost(type.ofType) : (type as NamedType)
}

export function isList(type: Type): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type)
}

/** Whether the type, or any it is a list of, is non-null. */
export function hasNonNull(type: Type): boolean {
  if (isNonNullType(type)) return true
  return isListType(type) && hasNonNull(type.ofType)
}

export function isComposite(type: NamedType): boolean {
  return isObjectType(type) || isInterfaceType(type) || isUnionType(type)
}

/** Names of the top-level fields of all keys of an entity; none for other types. */
export function keyFields(type: NamedType): ReadonlySet<string> {
  const keys = directivesNamed(type as Element, 'key').map((key) => String(key.arguments().fields))
  return new Set(keys.flatMap(topLevelNames))
}

export function isEntity(type: NamedType): boolean {
  return directivesNamed(type as Element, 'key').length > 0
}

/** `id site { id }` names id and site. */
function topLevelNames(fieldSet: string): string[] {
  let depth = 0
  const names: string[] = []
  for (const [token] of fieldSet.matchAll(/[{}]|\w+/g)) {
    if (token === '{') depth++
    else if (token === '}') depth--
    else if (depth === 0) names.push(token)
  }
  return names
}
