import type { GraphQLSchema } from 'graphql'

/**
 * An object of a scenario, as all subgraphs know it. A field that is a function is called with its arguments and, where
 * the object was asked for by a representation, with that, for what `@requires`.
 */
export type WorldObject = Record<string, unknown>

/** Everything the subgraphs of a scenario know; it never changes, so that everybody who asks gets the same. */
export interface World {
  /** Objects that are found by their keys. */
  entities: readonly WorldObject[]
  /** By the name of a root type. */
  roots: Readonly<Record<string, WorldObject>>
}

/** A subgraph with its own schema over the world. */
export interface WorldSubgraph {
  name: string
  /** With `_entities`. */
  schema: GraphQLSchema
  world: World
}
