import type { ObjectValue } from './object-value.js'
import type { Place } from './plan-steps.js'
import type { Representation } from './representations.js'

/** The entities one request asks for, each once, and the objects they are wanted for. */
export interface WantedEntities {
  /** JSON texts of their representations. */
  texts: string[]
  types: string[]
  places: WantedPlace[]
  /** Positions by text. */
  known: Map<string, number>
}

export interface WantedPlace {
  place: Place
  objects: ObjectValue[]
  /** Which entity each of the objects wants. */
  indices: number[]
}

export function noEntities(): WantedEntities {
  return { texts: [], types: [], places: [], known: new Map() }
}

/** @param place to which all objects are added before those of another */
export function want(
  wanted: WantedEntities,
  place: Place,
  object: ObjectValue,
  representation: Representation,
): void {
  const at = lastPlace(wanted, place)
  at.objects.push(object)
  at.indices.push(indexOf(wanted, representation))
}

function lastPlace({ places }: WantedEntities, place: Place): WantedPlace {
  const last = places.at(-1)
  if (last?.place === place) return last
  const added: WantedPlace = { place, objects: [], indices: [] }
  places.push(added)
  return added
}

function indexOf({ texts, types, known }: WantedEntities, { type, text }: Representation): number {
  const index = known.get(text)
  if (index !== undefined) return index
  types.push(type)
  known.set(text, texts.length)
  return texts.push(text) - 1
}
