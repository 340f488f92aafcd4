import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
} from 'graphql'

/** What is known of the objects a selection set is applied to. */
export interface Scope {
  /** The type whose fields are selected. */
  type: GraphQLCompositeType
  /** Object types the objects can be of. */
  types: ReadonlySet<string>
}

export function scopeOf(schema: GraphQLSchema, type: GraphQLCompositeType): Scope {
  const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type]
  return { type, types: new Set(types.map(({ name }) => name)) }
}

/**
 * The scope inside a fragment.
 *
 * @param condition the fragment's type condition
 * @returns undefined if no object is in both
 */
export function narrowed(
  schema: GraphQLSchema,
  scope: Scope,
  condition: string | undefined,
): Scope | undefined {
  if (condition === undefined) return scope
  const type = schema.getType(condition)
  if (!isCompositeType(type)) return undefined
  const types = new Set([...scopeOf(schema, type).types].filter((name) => scope.types.has(name)))
  if (types.size === 0) return undefined
  // An object's type says more than an interface it has.
  return { type: isObjectType(scope.type) ? scope.type : type, types }
}
