import { copyOf, merge } from './merge.js'
import { isObjectValue, type ObjectValue, setOwn } from './object-value.js'
import type { Rewrite } from './rewrites.js'
import type { Shape } from './shape.js'
import { typeNameOf } from './type-of.js'
import type { WantedEntities } from './wanted-entities.js'

export interface EntityMerging {
  rewrite: Rewrite | undefined
  /** Of one entity. */
  shape: Shape
  /** See `StepOptions`. */
  shares: boolean
}

/**
 * Merges received entities into the objects that wanted them. In one place they may share what is below them, for
 * whatever is asked for later there is asked for all of them alike; each further place gets a copy.
 *
 * @param entities in the order in which they were asked for; written into
 * @returns whether objects share anything now
 */
export function mergeEntities(
  entities: readonly unknown[],
  { places }: WantedEntities,
  { rewrite, shape, shares }: EntityMerging,
): boolean {
  const holdsObjects = shape.some(({ below }) => below !== undefined)
  let isShared = false
  const givenOut = new Set<number>()

  /** What was received itself goes to the first that wants it. */
  function partOf(entity: ObjectValue, index: number, object: ObjectValue): ObjectValue {
    if (givenOut.has(index)) return copyOf(entity, shape)
    givenOut.add(index)
    if (rewrite) rewriteEntity(entity, object, rewrite)
    return entity
  }

  for (const { objects, indices } of places) {
    const shared: (ObjectValue | undefined)[] = []
    for (const [i, object] of objects.entries()) {
      const index = indices[i] ?? -1
      const entity = entities[index]
      if (!isObjectValue(entity)) continue
      const there = shared[index]
      const part = there ?? partOf(entity, index, object)
      if (there) isShared = holdsObjects
      else if (shares) shared[index] = part
      merge(object, part, shape)
    }
  }
  return isShared
}

/** What an entity is changed by can depend on its type, which the subgraph was not always asked for. */
function rewriteEntity(entity: ObjectValue, object: ObjectValue, rewrite: Rewrite): void {
  const type = typeNameOf(object)
  if (typeNameOf(entity) === undefined && type !== undefined) setOwn(entity, '__typename', type)
  rewrite(entity)
}
