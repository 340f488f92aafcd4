import type { FetchNode } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import { isObjectValue, type ObjectValue, ownValue, setOwn } from './object-value.js'
import { typeConditionOf } from './rewrites.js'
import { isOfType } from './type-of.js'

const parentElement = '..'

/** Values of variables that come from objects further up (`@context`, `@fromContext`). */
export type Contextual = Readonly<Record<string, unknown>>

/** @param objects from the root of the data to the entity */
export type ContextOf = (objects: readonly ObjectValue[]) => Contextual

/** @returns undefined where a fetch takes nothing from further up */
export function compileContexts(
  { contextRewrites = [] }: FetchNode,
  wholeSchema: GraphQLSchema,
): ContextOf | undefined {
  if (contextRewrites.length === 0) return undefined
  return (objects) => {
    const values: Record<string, unknown> = {}
    for (const { path, renameKeyTo } of contextRewrites) {
      const levels = path.filter((element) => element === parentElement).length
      const value = valueAt(objects.at(-1 - levels), path.slice(levels), wholeSchema)
      if (value !== undefined) setOwn(values, renameKeyTo, value)
    }
    return values
  }
}

/** @returns undefined where one of the type conditions on the way does not hold, or nothing is there */
function valueAt(value: unknown, path: readonly string[], wholeSchema: GraphQLSchema): unknown {
  const [element, ...rest] = path
  if (element === undefined || value === null) return value
  if (Array.isArray(value)) return value.map((item) => valueAt(item, path, wholeSchema) ?? null)
  if (!isObjectValue(value)) return undefined
  const condition = typeConditionOf(element)
  if (condition === undefined) return valueAt(ownValue(value, element), rest, wholeSchema)
  return isOfType(wholeSchema, value, condition) ? valueAt(value, rest, wholeSchema) : undefined
}
