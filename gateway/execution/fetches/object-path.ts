import type { ResponsePath } from '@apollo/query-planner'
import { isObjectValue, type ObjectValue, ownValue } from './object-value.js'

/** A way down from the root of the data to objects, through fields that hold objects or lists of them. */
export type ObjectPath = readonly PathStep[]

export interface PathStep {
  key: string
  /** How many lists are one in the other below the key; 0: an object. */
  lists: number
}

/** A place in the data as clients know it: keys and positions in lists. */
export type ResultPath = readonly (string | number)[]

/** How one object was reached. */
export interface Trail {
  /** From the root to the object itself. */
  objects: readonly ObjectValue[]
  path: ResultPath
}

/** @param path as in a plan: `@` stands for each item of a list */
export function objectPath(path: ResponsePath): ObjectPath {
  const steps: PathStep[] = []
  for (const element of path) {
    const last = steps.at(-1)
    if (element !== '@') steps.push({ key: String(element), lists: 0 })
    else if (last) last.lists++
  }
  return steps
}

/**
 * The objects at a path. What is no object there is none of them.
 *
 * @param once where objects can be shared: then each of them is there, and is gone through, once only
 */
export function objectsAt(data: ObjectValue, path: ObjectPath, once: boolean): readonly ObjectValue[] {
  let objects = [data]
  for (const { key, lists } of path) {
    const next: ObjectValue[] = []
    for (const object of objects) addObjects(ownValue(object, key), lists, next)
    objects = once ? [...new Set(next)] : next
  }
  return objects
}

function addObjects(value: unknown, lists: number, into: ObjectValue[]): void {
  if (lists === 0) {
    if (isObjectValue(value)) into.push(value)
  } else if (Array.isArray(value)) {
    for (const item of value) addObjects(item, lists - 1, into)
  }
}

/**
 * Visits the objects at a path, each in every place it has.
 *
 * @param visit returns false to end it
 */
export function visitObjects(
  data: ObjectValue,
  path: ObjectPath,
  visit: (object: ObjectValue, trail: Trail) => boolean,
): void {
  const objects = [data]
  const places: (string | number)[] = []

  function below(object: ObjectValue, depth: number): boolean {
    const step = path[depth]
    if (step === undefined) return visit(object, { objects, path: places })
    places.push(step.key)
    const goesOn = inValue(ownValue(object, step.key), step.lists, depth)
    places.pop()
    return goesOn
  }

  function inValue(value: unknown, lists: number, depth: number): boolean {
    if (lists > 0) return !Array.isArray(value) || value.every((item, i) => inItem(item, i, lists, depth))
    if (!isObjectValue(value)) return true
    objects.push(value)
    const goesOn = below(value, depth + 1)
    objects.pop()
    return goesOn
  }

  function inItem(item: unknown, position: number, lists: number, depth: number): boolean {
    places.push(position)
    const goesOn = inValue(item, lists - 1, depth)
    places.pop()
    return goesOn
  }

  below(data, 0)
}

/** As much of a path as is the same for all objects at it. */
export function commonPath(path: ObjectPath): ResultPath {
  const list = path.findIndex(({ lists }) => lists > 0)
  return path.slice(0, list === -1 ? path.length : list + 1).map(({ key }) => key)
}
