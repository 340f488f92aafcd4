import type { ForbiddenField } from './permitted.js'

/** A place in an answer, with those below it that are forbidden or lead to what is. */
export interface Place {
  /** By name in the response. */
  below: Map<string, FieldPlace[]>
}

/** A field on objects of certain types. */
export interface FieldPlace extends Place {
  types: ReadonlySet<string>
  isForbidden: boolean
}

/** The root of all places; an answer may hold many objects, so each is to find its places at once. */
export function placesOf(forbidden: readonly ForbiddenField[]): Place {
  const root: Place = { below: new Map() }
  for (const { path } of forbidden) {
    let at: Place | FieldPlace = root
    for (const { key, types } of path) at = fieldPlace(at, key, types)
    if ('isForbidden' in at) at.isForbidden = true
  }
  return root
}

/** The places where a field of an object is, seen from those where the object is. */
export function placesBelow(places: readonly Place[], key: string, type: string): FieldPlace[] {
  return places.flatMap(({ below }) => below.get(key) ?? []).filter(({ types }) => types.has(type))
}

function fieldPlace({ below }: Place, key: string, types: ReadonlySet<string>): FieldPlace {
  const known = below.get(key) ?? []
  const place = known.find((other) => isSame(other.types, types))
  if (place) return place
  const added = { types, isForbidden: false, below: new Map() }
  below.set(key, [...known, added])
  return added
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((name) => other.has(name))
}
