import type { PlacesOf } from './client-errors.js'
import { commonPath, type ResultPath, visitObjects } from './object-path.js'
import type { ObjectValue } from './object-value.js'
import type { WantedEntities, WantedPlace } from './wanted-entities.js'

/** Most places that are looked at for the errors of one answer, in each place of the plan. */
const mostLookedAt = 200_000

/**
 * Where clients know what a subgraph says of entities: `["_entities", 3, "name"]` is the name of each object that
 * wanted the fourth. Objects are looked for only once an error needs them, and then for all errors at once.
 *
 * @param isAnswered whether there are entities; else an error is about all of them, and its place is the first of
 *   each place in the plan
 */
export function entityPlaces(data: ObjectValue, wanted: WantedEntities, isAnswered: boolean): PlacesOf {
  let found: PathsOf[] | undefined

  return ([, index, ...rest], most) => {
    if (typeof index !== 'number' || index < 0 || index >= wanted.texts.length) {
      return wanted.places.map(({ place }) => commonPath(place.path))
    }
    found ??= wanted.places.map((place) => pathsIn(data, place, isAnswered))
    return found
      .flatMap((pathsOf) => pathsOf(index))
      .slice(0, most)
      .map((path) => [...path, ...rest])
  }
}

/** Paths to the objects that want an entity. */
type PathsOf = (index: number) => readonly ResultPath[]

function pathsIn(data: ObjectValue, { place, objects, indices }: WantedPlace, isAnswered: boolean): PathsOf {
  const wants = new Map(objects.map((object, i) => [object, indices[i]]))
  const paths = new Map<number, ResultPath[]>()
  let first: ResultPath | undefined
  let left = mostLookedAt
  visitObjects(data, place.path, (object, { path }) => {
    const index = wants.get(object)
    if (index === undefined) return left-- > 0
    first ??= [...path]
    const others = paths.get(index)
    if (others) others.push([...path])
    else paths.set(index, [[...path]])
    return isAnswered && left-- > 0
  })
  const somewhere = first ?? commonPath(place.path)
  return isAnswered ? (index) => paths.get(index) ?? [] : () => [somewhere]
}
