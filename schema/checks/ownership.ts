import {
  type NamedType,
  type Subgraph,
  Subgraphs,
  subgraphsFromServiceList,
} from '@apollo/federation-internals'
import { subgraphNames } from '../../platform/subgraphs.js'
import {
  declaredType,
  declaredTypes,
  innermost,
  isEntity,
  keyFields,
  outputFields,
  typeOf,
} from './elements.js'
import { readSdl } from './read-sdl.js'
import type { CheckOrder, SubgraphSubject } from './subject.js'

/** What is to be known to tell whose a type is. */
export type Owned = Pick<SubgraphSubject, 'candidate' | 'otherSubgraphs' | 'liveTypes' | 'mayExtend'>

const hubNames: ReadonlySet<string> = new Set(subgraphNames)

export function isHubs({ name }: Pick<Subgraph, 'name'>): boolean {
  return hubNames.has(name)
}

/** Names of the types a subgraph has live; those it only refers to are not its own. */
export function liveTypesOf({ name, url, liveSdl }: CheckOrder): ReadonlySet<string> {
  if (liveSdl === null) return new Set()
  const live = subgraphsFromServiceList([{ name, url, typeDefs: readSdl(name, liveSdl) }])
  const subgraph = live instanceof Subgraphs ? live.get(name) : undefined
  const types = subgraph === undefined ? [] : declaredTypes(subgraph)
  return new Set(types.filter((type) => !isReference(type)).map((type) => type.name))
}

/** Whether it has nothing but a key. */
function isReference(type: NamedType): boolean {
  const keys = keyFields(type)
  return isEntity(type) && outputFields(type).every((field) => keys.has(field.name))
}

/** The others that declare a type of that name. */
export function declarersOf(name: string, { otherSubgraphs }: Pick<Owned, 'otherSubgraphs'>): Subgraph[] {
  return otherSubgraphs.filter((subgraph) => declaredType(subgraph, name) !== undefined)
}

/**
 * The subgraph that a type belongs to, if that is another one. Whoever is there first has the name; what a partner has
 * live is its own, although another may have added fields to it since.
 */
export function foreignOwner(name: string, owned: Owned): Subgraph | null {
  const { candidate, otherSubgraphs, liveTypes, mayExtend } = owned
  const declarers = declarersOf(name, owned)
  if (declarers.length === 0) return null
  if (isHubs(candidate)) {
    const owner = ownerOf(name, [candidate, ...otherSubgraphs]) ?? declarers[0]
    return owner === undefined || owner === candidate ? null : owner
  }
  const isLive = liveTypes.has(name) && !mayExtend.includes(name)
  if (isLive && !declarers.some(isHubs)) return null
  return ownerOf(name, otherSubgraphs) ?? declarers[0] ?? null
}

/** The subgraph that answers for an entity: the only one that declares it, or the first with a root field that gives it. */
function ownerOf(name: string, subgraphs: readonly Subgraph[]): Subgraph | undefined {
  const declarers = subgraphs.filter((subgraph) => {
    const type = declaredType(subgraph, name)
    return type !== undefined && isEntity(type)
  })
  return declarers.length === 1 ? declarers[0] : declarers.find((subgraph) => gives(name, subgraph))
}

function gives(name: string, { schema }: Subgraph): boolean {
  const query = schema.schemaDefinition.rootType('query')
  return query !== undefined && outputFields(query).some((field) => innermost(typeOf(field)).name === name)
}
