import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql'
import { type ObjectValue, ownValue } from './object-value.js'

/** The name of an object's type, as a subgraph said it; undefined where none did. */
export function typeNameOf(object: ObjectValue): string | undefined {
  const name = ownValue(object, '__typename')
  return typeof name === 'string' && name !== '' ? name : undefined
}

/**
 * Whether an object is of a type. That of the object may be an interface where a subgraph knows the interface as an
 * object type.
 *
 * @returns undefined where its type is not known
 */
export function isOfType(
  wholeSchema: GraphQLSchema,
  object: ObjectValue,
  condition: string,
): boolean | undefined {
  const name = typeNameOf(object)
  if (name === undefined) return undefined
  if (name === condition) return true
  const type = wholeSchema.getType(name)
  const abstract = wholeSchema.getType(condition)
  if (!isAbstractType(abstract) || !(isObjectType(type) || isInterfaceType(type))) return false
  return wholeSchema.isSubType(abstract, type)
}
