import {
  doTypesOverlap,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isCompositeType,
  isObjectType,
} from 'graphql'
import { completeOther, completeUnknown, type Place } from './place.js'
import type { Project } from './projection.js'
import { type Complete, lost } from './run.js'

/**
 * Completes objects. Each is taken for what it says it is (`__typename`), if clients may know that type and it may
 * stand there; one that says nothing, for what the schema says. That can be an interface: some subgraphs know one as an
 * object (`@interfaceObject`).
 *
 * @param declared the type the schema says
 * @param projectionOf called for each type when the first object of it comes: most operations never meet all types
 */
export function completeObject(
  schema: GraphQLSchema,
  declared: GraphQLCompositeType,
  place: Place,
  projectionOf: (type: GraphQLCompositeType) => Project,
): Complete {
  const { nothing } = place
  const other = completeOther(declared, place)
  const unknown = completeUnknown(declared, place)
  // By what objects say of themselves; only what the schema knows, for subgraphs could say anything.
  const known = new Map<unknown, Project>()

  function findProjection(said: unknown): Project | undefined {
    const type = runtimeType(schema, declared, said)
    if (type === undefined) return undefined
    const projection = known.get(type.name) ?? projectionOf(type)
    known.set(type.name, projection)
    known.set(said, projection)
    return projection
  }

  return (value, run) => {
    if (!isRecord(value)) return other(value, run)
    const said = value.__typename
    const project = known.get(said) ?? findProjection(said)
    if (project === undefined) return unknown(value, run)
    const projected = project(value, run)
    return projected === lost ? nothing : projected
  }
}

function runtimeType(
  schema: GraphQLSchema,
  declared: GraphQLCompositeType,
  said: unknown,
): GraphQLCompositeType | undefined {
  if (said === undefined) return declared
  const type = typeof said === 'string' ? schema.getType(said) : undefined
  if (!isCompositeType(type) || !doTypesOverlap(schema, declared, type)) return undefined
  return isObjectType(declared) ? declared : type
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
