import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type VariableDefinitionNode,
} from 'graphql'
import { areMet, conditionsOf, type Variables } from '../conditions.js'

/** An operation with the values of those variables that decide what it selects (`@skip`, `@include`). */
export interface DecidedOperation {
  /** What clients see. */
  schema: GraphQLSchema
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  variableDefinitions: readonly VariableDefinitionNode[]
  conditions: Variables
}

/** A selection set that stands, with others, for one object. */
export interface Part {
  set: SelectionSetNode
  parent: GraphQLCompositeType
}

/** A field of an object as the response has it. */
export interface SelectedField {
  /** Its name in the response. */
  key: string
  /** The field as the object's type has it. */
  definition: GraphQLField<unknown, unknown>
  /** Type and field as schemas write it. */
  coordinate: string
  /** Where the operation selects it. */
  nodes: readonly FieldNode[]
  /** What is selected of its value; none for a leaf. */
  parts: readonly Part[]
}

interface Occurrence {
  node: FieldNode
  parent: GraphQLCompositeType
}

/**
 * What is selected of an object (GraphQL specification, October 2021, 6.3.2: CollectFields), in its order.
 *
 * @param type the object's own, or an abstract one where nothing more is known of it
 */
export function selectedFields(
  operation: DecidedOperation,
  parts: readonly Part[],
  type: GraphQLCompositeType,
): SelectedField[] {
  const { schema, fragments, conditions } = operation
  const found = new Map<string, [Occurrence, ...Occurrence[]]>()
  const spread = new Set<string>()
  for (const part of parts) collect(part)
  return [...found].map(([key, occurrences]) => selectedField(schema, type, key, occurrences))

  function collect({ set, parent }: Part): void {
    for (const selection of set.selections) {
      if (!areMet(conditionsOf(selection.directives), conditions)) continue
      if (selection.kind === Kind.FIELD) collectField(selection, parent)
      else collectFragment(selection, parent)
    }
  }

  function collectField(node: FieldNode, parent: GraphQLCompositeType): void {
    const key = (node.alias ?? node.name).value
    const others = found.get(key)
    if (others) others.push({ node, parent })
    else found.set(key, [{ node, parent }])
  }

  function collectFragment(selection: Exclude<SelectionNode, FieldNode>, parent: GraphQLCompositeType): void {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (spread.has(selection.name.value)) return
      spread.add(selection.name.value)
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
    const condition = schema.getType(fragment?.typeCondition?.name.value ?? parent.name)
    if (!fragment || !isCompositeType(condition)) return
    // One without a condition is for any object that what it stands in is for.
    if (fragment.typeCondition && !isOfType(schema, type, condition)) return
    collect({ set: fragment.selectionSet, parent: condition })
  }
}

/** All occurrences of one key select the same field, or fields of the same shape (5.3.2 of the specification). */
function selectedField(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  key: string,
  occurrences: readonly [Occurrence, ...Occurrence[]],
): SelectedField {
  const [{ node, parent }] = occurrences
  const name = node.name.value
  const owner = fieldOf(schema, type, name) ? type : parent
  const definition = fieldOf(schema, owner, name)
  // Not a subgraph's fault: the operation has been validated.
  if (!definition) throw new TypeError(`The schema has no field ${owner}.${name}`)
  const below = getNamedType(definition.type)
  const nodes = occurrences.map(({ node }) => node)
  const parts = nodes.flatMap(({ selectionSet }) =>
    selectionSet && isCompositeType(below) ? [{ set: selectionSet, parent: below }] : [],
  )
  return { key, definition, coordinate: `${owner}.${name}`, nodes, parts }
}

function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  }
  return isUnionType(type) ? undefined : type.getFields()[name]
}

function isOfType(schema: GraphQLSchema, type: GraphQLCompositeType, wanted: GraphQLCompositeType): boolean {
  return type === wanted || (isAbstractType(wanted) && !isUnionType(type) && schema.isSubType(wanted, type))
}
