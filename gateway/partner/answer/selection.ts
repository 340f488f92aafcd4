import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { type Condition, conditionsOf } from '../../execution/conditions.js'
import { entitiesField, entitiesType } from './entities.js'
import { type Shape, shapeOf } from './shape.js'

/** A field of an operation, as an answer is to have it. */
export interface FieldOfAnswer {
  /** Its name in the answer. */
  key: string
  /** Type and field as schemas write it. */
  coordinate: string
  /** Undefined for `__typename`, and for what the schema does not know. */
  shape: Shape | undefined
  isTypename: boolean
  /** It is there if all conditions of one of these are met. */
  conditions: readonly (readonly Condition[])[]
  /** Undefined for a leaf. */
  below: Selection | undefined
}

/** What an operation selects of one value, from all places where it does. */
export interface Selection {
  /** What it selects of an object of that type; undefined if the type is not known, and then of any type. */
  fieldsOf(type: GraphQLObjectType | undefined): readonly FieldOfAnswer[]
}

export interface SelectionSource {
  schema: GraphQLSchema
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

interface Part {
  set: SelectionSetNode
  parent: GraphQLNamedType
  conditions: readonly Condition[]
}

interface Occurrence {
  node: FieldNode
  parent: GraphQLNamedType
  conditions: readonly Condition[]
}

export function createSelection(source: SelectionSource, parts: readonly Part[]): Selection {
  const known = new Map<GraphQLObjectType | undefined, FieldOfAnswer[]>()
  return {
    fieldsOf: (type) => {
      const fields = known.get(type) ?? collect(source, parts, type)
      known.set(type, fields)
      return fields
    },
  }
}

/** GraphQL specification, October 2021, 6.3.2: CollectFields, with conditions left to each answer. */
function collect(
  source: SelectionSource,
  parts: readonly Part[],
  type: GraphQLObjectType | undefined,
): FieldOfAnswer[] {
  const occurrences = new Map<string, Occurrence[]>()
  for (const part of parts) {
    for (const occurrence of occurrencesIn(source, part, type)) {
      const key = (occurrence.node.alias ?? occurrence.node.name).value
      occurrences.set(key, [...(occurrences.get(key) ?? []), occurrence])
    }
  }
  return [...occurrences].map(([key, found]) => fieldOf(source, key, found, type))
}

function occurrencesIn(
  source: SelectionSource,
  { set, parent, conditions }: Part,
  type: GraphQLObjectType | undefined,
): Occurrence[] {
  return set.selections.flatMap((selection) => {
    const all = [...conditions, ...conditionsOf(selection.directives)]
    if (selection.kind === Kind.FIELD) return [{ node: selection, parent, conditions: all }]
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : source.fragments.get(selection.name.value)
    if (fragment === undefined) return []
    const narrowed = source.schema.getType(fragment.typeCondition?.name.value ?? parent.name) ?? parent
    if (type !== undefined && !isOfType(source.schema, type, narrowed)) return []
    return occurrencesIn(source, { set: fragment.selectionSet, parent: narrowed, conditions: all }, type)
  })
}

/** All occurrences of one key select the same field, or fields of the same shape (5.3.2 of the specification). */
function fieldOf(
  source: SelectionSource,
  key: string,
  occurrences: readonly Occurrence[],
  type: GraphQLObjectType | undefined,
): FieldOfAnswer {
  const [first] = occurrences
  const name = first?.node.name.value ?? ''
  const owner = type ?? first?.parent
  const fieldType = typeOfField(source.schema, owner, name)
  const parts = occurrences.flatMap(({ node: { selectionSet }, conditions }) =>
    selectionSet && fieldType ? [{ set: selectionSet, parent: getNamedType(fieldType), conditions }] : [],
  )
  return {
    key,
    coordinate: `${owner?.name}.${name}`,
    shape: fieldType && shapeOf(fieldType),
    isTypename: name === '__typename',
    conditions: occurrences.map(({ conditions }) => conditions),
    below: parts.length === 0 ? undefined : createSelection(source, parts),
  }
}

function typeOfField(
  schema: GraphQLSchema,
  owner: GraphQLNamedType | undefined,
  name: string,
): GraphQLOutputType | undefined {
  if (owner === schema.getQueryType() && name === entitiesField) return entitiesType(schema)
  return isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[name]?.type : undefined
}

function isOfType(schema: GraphQLSchema, type: GraphQLObjectType, wanted: GraphQLNamedType): boolean {
  return type === wanted || (isAbstractType(wanted) && schema.isSubType(wanted, type))
}
