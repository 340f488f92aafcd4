import { isObjectValue, type ObjectValue, ownValue, setOwn } from './object-value.js'
import type { Shape } from './shape.js'

/**
 * Most lists in lists that are merged or copied. Types have some few; a value with more is none of its type, and no
 * fetch has a way into it.
 */
const mostLists = 16

/**
 * Merges what a subgraph says of an object into what is known of it. Where both have an object, these are merged; lists
 * of equal length item by item; else the newer value stands. What the target lacks it takes over as it is, not a copy.
 *
 * @param target written into
 * @param source left as it is
 * @param shape of the source: nothing else of it is looked at
 */
export function merge(target: ObjectValue, source: ObjectValue, shape: Shape): void {
  for (const { key, below } of shape) {
    const value = ownValue(source, key)
    if (value === undefined) continue
    setOwn(target, key, below === undefined ? value : merged(ownValue(target, key), value, below))
  }
}

function merged(known: unknown, value: unknown, shape: Shape, lists = 0): unknown {
  if (Array.isArray(known) && Array.isArray(value) && known.length === value.length && lists < mostLists) {
    for (let i = 0; i < known.length; i++) known[i] = merged(known[i], value[i], shape, lists + 1)
    return known
  }
  if (!isObjectValue(known) || !isObjectValue(value)) return value
  merge(known, value, shape)
  return known
}

/** A copy of an object with everything below it that something may be merged into. */
export function copyOf(source: ObjectValue, shape: Shape): ObjectValue {
  const copy: ObjectValue = {}
  for (const { key, below } of shape) {
    const value = ownValue(source, key)
    if (value !== undefined) setOwn(copy, key, below === undefined ? value : copyOfValue(value, below))
  }
  return copy
}

function copyOfValue(value: unknown, shape: Shape, lists = 0): unknown {
  if (Array.isArray(value)) {
    return lists < mostLists ? value.map((item) => copyOfValue(item, shape, lists + 1)) : value
  }
  return isObjectValue(value) ? copyOf(value, shape) : value
}
