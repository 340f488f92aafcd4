import { shouldIncludeNode } from '@graphql-tools/utils'
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { CostWeights } from './cost-weights.js'
import { fieldOf } from './field-of.js'
import { valuesCost } from './input-cost.js'
import { assumedListSize, statedSize } from './list-size.js'
import { type AskedOperation, readOperation } from './operation.js'

/** Cost of a look at the schema. It asks no subgraph, but its answer is large. */
const introspectionCost = 1_000

/** Selections an operation may have with every fragment written out where it is spread; more are not looked at. */
const maxSelections = 10_000

/** Which lists inside a selection set have their length said, or counted, where it was asked for. */
interface Lists {
  /** Lengths by the names of fields. */
  sizes: ReadonlyMap<string, number>
  /** Any other list has been counted already. */
  areCounted: boolean
}

const nothingSaid: Lists = { sizes: new Map(), areCounted: false }

/** Thrown to end the walk through an operation that selects too much. */
class TooManySelections extends Error {}

/**
 * How many objects an operation may return, which is what subgraphs and the merge have work with. An object costs 1
 * and what is asked of it; scalars and enums cost 0; a list or connection costs that for each of its items: as many as
 * its `first` or `last` (or their default), else {@link assumedListSize}. Subgraphs can say that something costs more,
 * and what else tells the length of a list (Cost specification v0.1).
 *
 * @returns the cost; Infinity for an operation of more than {@link maxSelections} selections
 * @throws GraphQLError if a variable or argument has no usable value
 */
export function costOf(asked: AskedOperation, weights: CostWeights): number {
  try {
    return walk(asked, weights)
  } catch (error) {
    if (error instanceof TooManySelections) return Number.POSITIVE_INFINITY
    throw error
  }
}

function walk(asked: AskedOperation, weights: CostWeights): number {
  const { schema } = asked
  const operation = readOperation(asked)
  // Which operation of the document is meant is not said; the executor refuses it.
  if (operation === undefined) return 0
  const { fragments, variables } = operation
  let seen = 0

  /** The cost for the type of objects for which it is highest. */
  function ofSelections({ selections }: SelectionSetNode, type: GraphQLCompositeType, lists: Lists): number {
    const costs = new Map<string, number>()
    for (const node of selections) {
      if (++seen > maxSelections) throw new TooManySelections()
      if (!shouldIncludeNode(variables, node)) continue
      if (node.kind === Kind.FIELD) {
        add(costs, type, ofField(node, type, lists))
        continue
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value]
      if (fragment === undefined) continue
      const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type
      if (!isCompositeType(condition)) continue
      add(costs, condition, ofSelections(fragment.selectionSet, condition, lists))
    }
    return Math.max(...costs.values(), 0)
  }

  function add(costs: Map<string, number>, type: GraphQLCompositeType, cost: number): void {
    const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type]
    for (const { name } of types) costs.set(name, (costs.get(name) ?? 0) + cost)
  }

  function ofField(node: FieldNode, parent: GraphQLCompositeType, lists: Lists): number {
    const field = fieldOf(parent, node.name.value)
    if (field.name === '__schema' || field.name === '__type') return introspectionCost
    const coordinate = `${parent.name}.${field.name}`
    const type = getNamedType(field.type)
    const args = getArgumentValues(field, node, variables.coerced)
    const listSize = weights.lists.get(coordinate)
    const stated = statedSize(node, args, listSize)
    const sized = isCompositeType(type) ? listsOf(type, listSize?.sizedFields ?? []) : []
    const inner = {
      sizes: new Map(sized.map((name) => [name, stated ?? assumedListSize])),
      areCounted: sized.length === 0 && isConnection(type.name),
    }
    const own = ownCost(field, weights.outputs.get(coordinate) ?? weights.outputs.get(type.name))
    const below =
      isCompositeType(type) && node.selectionSet ? ofSelections(node.selectionSet, type, inner) : 0
    const values = valuesCost(field, coordinate, args, weights.inputs)
    const isList = isListType(getNullableType(field.type))
    const hasItems = isConnection(type.name) || (isList && !lists.areCounted)
    const length = lengthOf(stated, lists.sizes.get(field.name), hasItems)
    if (isList) return values + length * (own + below)
    return values + own + (sized.length > 0 ? 1 : length) * below
  }

  const { definition, rootType } = operation
  return ofSelections(definition.selectionSet, rootType, nothingSaid)
}

/** A subgraph can say that something costs more than it would, but not that it costs less. */
function ownCost({ type }: GraphQLField<unknown, unknown>, weight = 0): number {
  return Math.max(isLeafType(getNamedType(type)) ? 0 : 1, weight)
}

/**
 * @param stated what the field's own arguments or subgraph say
 * @param sized what has been said where the object was asked for
 */
function lengthOf(stated: number | undefined, sized: number | undefined, hasItems: boolean): number {
  if (sized !== undefined) return Math.max(sized, stated ?? 0)
  return stated ?? (hasItems ? assumedListSize : 1)
}

/** Those of the names that are lists of a type. Where none is, the names say nothing. */
function listsOf(type: GraphQLCompositeType, names: readonly string[]): readonly string[] {
  if (isUnionType(type)) return []
  const fields = type.getFields()
  return names.filter((name) => isListType(getNullableType(fields[name]?.type)))
}

/** By its name, as the Relay Cursor Connections specification (2, "Connection Types") has it. */
function isConnection(typeName: string): boolean {
  return typeName.endsWith('Connection')
}
