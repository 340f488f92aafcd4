import {
  type GraphQLCompositeType,
  type GraphQLField,
  isUnionType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql'

const metaFields = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((field) => [field.name, field]),
)

/** What a schema says of a field; a valid operation has no other. */
export function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> {
  const field = metaFields.get(name) ?? (isUnionType(type) ? undefined : type.getFields()[name])
  if (field === undefined) throw new TypeError(`${type.name} has no field "${name}"`)
  return field
}
