/** An object of an answer. Its keys are whatever a client or a subgraph chose: `__proto__` and `toString`, too. */
export type ObjectValue = Record<string, unknown>

export function isObjectValue(value: unknown): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Nothing that every object inherits, all of which are functions: JSON has none. */
export function ownValue(object: ObjectValue, key: string): unknown {
  if (key === '__proto__') return Object.hasOwn(object, key) ? object[key] : undefined
  const value = object[key]
  return typeof value === 'function' ? undefined : value
}

/** Never sets a prototype. */
export function setOwn(object: ObjectValue, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value
  else Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true })
}
