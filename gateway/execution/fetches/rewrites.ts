import type { FetchDataRewrite } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import { isObjectValue, type ObjectValue, ownValue, setOwn } from './object-value.js'
import { isOfType } from './type-of.js'

const fragmentPrefix = '... on '

/** Changes an object in place. */
export type Rewrite = (object: ObjectValue) => void

/** @returns undefined where there is nothing to change */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[],
  wholeSchema: GraphQLSchema,
): Rewrite | undefined {
  if (rewrites.length === 0) return undefined
  const all = rewrites.map((rewrite) => compileRewrite(rewrite, wholeSchema))
  return (object) => {
    for (const rewrite of all) rewrite(object)
  }
}

/** The keys on a rewrite's path, without its type conditions. */
export function fieldsOfRewrite({ path }: FetchDataRewrite): string[] {
  return path.filter((element) => !element.startsWith(fragmentPrefix))
}

/** The type of a path's element that is a type condition; undefined for a key. */
export function typeConditionOf(element: string): string | undefined {
  return element.startsWith(fragmentPrefix) ? element.slice(fragmentPrefix.length) : undefined
}

function compileRewrite(rewrite: FetchDataRewrite, wholeSchema: GraphQLSchema): Rewrite {
  const key = rewrite.path.at(-1) ?? ''
  const change: Rewrite =
    rewrite.kind === 'ValueSetter'
      ? (object) => setOwn(object, key, rewrite.setValueTo)
      : (object) => rename(object, key, rewrite.renameKeyTo)
  const toObjects = rewrite.path.slice(0, -1).reduceRight<(value: unknown) => void>((then, element) => {
    const condition = typeConditionOf(element)
    return condition === undefined
      ? onObjects((object) => then(ownValue(object, element)))
      : onObjects((object) => {
          // An object of which no type was asked has been asked for where only this type can be.
          if (isOfType(wholeSchema, object, condition) ?? true) then(object)
        })
  }, onObjects(change))
  return toObjects
}

function onObjects(change: Rewrite): (value: unknown) => void {
  return function apply(value) {
    if (Array.isArray(value)) for (const item of value) apply(item)
    else if (isObjectValue(value)) change(value)
  }
}

function rename(object: ObjectValue, from: string, to: string): void {
  const value = ownValue(object, from)
  if (value === undefined) return
  setOwn(object, to, value)
  setOwn(object, from, undefined)
}
