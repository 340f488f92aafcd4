import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import { merge } from './merge.js'
import { isObjectValue, type ObjectValue, ownValue, setOwn } from './object-value.js'
import { compileRewrites } from './rewrites.js'
import { type Shape, shapeOfRequires } from './shape.js'
import { isOfType, typeNameOf } from './type-of.js'

/** An entity as a subgraph is told which one it is (Apollo Federation subgraph specification, `_Any`). */
export interface Representation {
  type: string
  /** JSON text. */
  text: string
}

/** @returns undefined where the object is none that the subgraph can be asked for, or lacks what it must be told */
export type Represent = (object: ObjectValue) => Representation | undefined

export function compileRepresentations(
  { requires = [], inputRewrites = [] }: Pick<FetchNode, 'requires' | 'inputRewrites'>,
  wholeSchema: GraphQLSchema,
): Represent {
  const part = compilePart(requires, wholeSchema)
  const rewrite = compileRewrites(inputRewrites, wholeSchema)
  return (object) => {
    const representation = part(object)
    if (representation === undefined || typeNameOf(representation) === undefined) return undefined
    rewrite?.(representation)
    const type = typeNameOf(representation)
    return type === undefined ? undefined : { type, text: JSON.stringify(representation) }
  }
}

/** Takes a part out of an object. @returns undefined where the object lacks some of it */
type Part = (object: ObjectValue) => ObjectValue | undefined

/** Adds to a part. @returns false where the object lacks what is to be added */
type Add = (object: ObjectValue, part: ObjectValue) => boolean

function compilePart(selections: readonly QueryPlanSelectionNode[], wholeSchema: GraphQLSchema): Part {
  const [only, other] = selections
  if (only?.kind === 'InlineFragment' && other === undefined) {
    const inner = compilePart(only.selections, wholeSchema)
    return (object) => (isOf(only.typeCondition, object, wholeSchema) ? (inner(object) ?? {}) : {})
  }
  const adds = selections.map((selection) =>
    selection.kind === 'Field'
      ? compileField(selection.alias ?? selection.name, selection.selections, wholeSchema)
      : compileFragment(selection.typeCondition, selection.selections, wholeSchema),
  )
  return (object) => {
    const part: ObjectValue = {}
    return adds.every((add) => add(object, part)) ? part : undefined
  }
}

function compileField(
  key: string,
  selections: readonly QueryPlanSelectionNode[] | undefined,
  wholeSchema: GraphQLSchema,
): Add {
  const below = selections && compilePart(selections, wholeSchema)
  return (object, part) => {
    const value = ownValue(object, key)
    if (value === undefined) return false
    setOwn(part, key, below ? partOf(value, below) : value)
    return true
  }
}

/** Further down, what lacks something is null: it is one of the values the subgraph is told, not what it is asked for. */
function partOf(value: unknown, part: Part): unknown {
  if (Array.isArray(value)) return value.map((item) => partOf(item, part))
  return isObjectValue(value) ? (part(value) ?? null) : null
}

/** A fragment whose type is another, or that lacks something, adds nothing. */
function compileFragment(
  condition: string | undefined,
  selections: readonly QueryPlanSelectionNode[],
  wholeSchema: GraphQLSchema,
): Add {
  const inner = compilePart(selections, wholeSchema)
  const shape: Shape = shapeOfRequires(selections)
  return (object, part) => {
    const added = isOf(condition, object, wholeSchema) && inner(object)
    if (added) merge(part, added, shape)
    return true
  }
}

function isOf(condition: string | undefined, object: ObjectValue, wholeSchema: GraphQLSchema): boolean {
  return condition === undefined || (isOfType(wholeSchema, object, condition) ?? false)
}
