import type { Finding } from '../../../../platform/input/checked.js'

/** Names of an object's members, each with those of the objects it holds; an array has the shape of its items. */
interface Shape {
  readonly [name: string]: Shape | null
}

const text: Shape = { de: null, en: null, deEasy: null }

/** `InitiativeDraftInput` with an external id. */
const row: Shape = {
  externalId: null,
  title: text,
  summary: text,
  description: text,
  field: null,
  districts: null,
  location: { lat: null, lon: null },
  startsOn: null,
  endsOn: null,
  analogAccess: { kind: null, value: null, hours: text },
  contact: { name: null, email: null, phone: null },
}

/** Members that a row must not have: a name with a slip in it would be lost without a word. */
export function unknownMembers(
  input: unknown,
  shape: Shape = row,
  path: (string | number)[] = [],
): Finding[] {
  if (Array.isArray(input)) {
    return input.flatMap((item, index) => unknownMembers(item, shape, [...path, index]))
  }
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).flatMap(([name, value]): Finding[] => {
    const inner = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (inner === undefined) return [{ path: [...path, name], code: 'UNKNOWN' }]
    return inner === null ? [] : unknownMembers(value, inner, [...path, name])
  })
}
