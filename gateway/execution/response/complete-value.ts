import {
  type GraphQLCompositeType,
  type GraphQLOutputType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  TypeNameMetaFieldDef,
} from 'graphql'
import { completeObject } from './complete-object.js'
import { completeIntrospection, isIntrospection } from './introspection.js'
import { completeLeaf } from './leaf.js'
import { completeOther, completeUnknown, type Place } from './place.js'
import { compileProjection, type Project } from './projection.js'
import { type Complete, lost } from './run.js'
import { type DecidedOperation, type SelectedField, selectedFields } from './selection.js'

/** What is selected of objects of one type. */
export function projectionOf(
  operation: DecidedOperation,
  place: Pick<Place, 'coordinate' | 'parts'>,
  type: GraphQLCompositeType,
): Project {
  const fields = selectedFields(operation, place.parts, type).map((field) => ({
    key: field.key,
    canBeLost: isNonNullType(field.definition.type),
    complete: completeField(operation, field, place, type),
  }))
  return compileProjection(fields)
}

function completeField(
  operation: DecidedOperation,
  field: SelectedField,
  object: Pick<Place, 'coordinate' | 'parts'>,
  type: GraphQLCompositeType,
): Complete {
  const { definition } = field
  if (definition === TypeNameMetaFieldDef) return completeTypename(type, object)
  if (isIntrospection(field)) return completeIntrospection(operation, field)
  const place = placeOf(definition.type, field)
  const nullable = getNullableType(definition.type)
  // Most values are leaves, and are what they should be: their path is not needed.
  return isLeafType(nullable)
    ? completeLeaf(nullable, under(field.key, completeOther(nullable, place)))
    : under(field.key, completeValue(operation, definition.type, place))
}

/**
 * The type is known by now, and subgraphs may have other names for it: a root type's own one, or that of an interface
 * (`@interfaceObject`). One that is not known well enough cannot be told.
 */
function completeTypename(type: GraphQLCompositeType, object: Pick<Place, 'coordinate' | 'parts'>): Complete {
  const { name } = type
  return isObjectType(type) ? () => name : completeUnknown(type, { ...object, nothing: lost })
}

function placeOf(type: GraphQLOutputType, { coordinate, parts }: Pick<Place, 'coordinate' | 'parts'>): Place {
  return { coordinate, parts, nothing: isNonNullType(type) ? lost : null }
}

function under(key: string, complete: Complete): Complete {
  return (value, run) => {
    run.path.push(key)
    const completed = complete(value, run)
    run.path.pop()
    return completed
  }
}

/** Completes values of a type as GraphQL specification, October 2021, 6.4.3 and 6.4.4 say; their path is the run's. */
function completeValue(operation: DecidedOperation, type: GraphQLOutputType, place: Place): Complete {
  const nullable = getNullableType(type)
  if (isLeafType(nullable)) return completeLeaf(nullable, completeOther(nullable, place))
  if (isListType(nullable)) {
    const item = completeValue(operation, nullable.ofType, placeOf(nullable.ofType, place))
    return completeList(item, completeOther(nullable, place), place)
  }
  return completeObject(operation.schema, nullable, place, (type) => projectionOf(operation, place, type))
}

function completeList(complete: Complete, other: Complete, { nothing }: Place): Complete {
  return (value, run) => {
    if (!Array.isArray(value)) return other(value, run)
    const depth = run.path.push(0) - 1
    const items: unknown[] = []
    let isLost = false
    for (let index = 0; index < value.length; index++) {
      run.path[depth] = index
      const item = complete(value[index], run)
      // The others are looked at all the same, for their errors.
      if (item === lost) isLost = true
      else items.push(item)
    }
    run.path.pop()
    return isLost ? nothing : items
  }
}
