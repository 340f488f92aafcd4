import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql'

/** Coordinates of the fields a valid document asks for, such as `District.name`, each once; without introspection. */
export function coordinatesIn(document: DocumentNode, schema: GraphQLSchema): string[] {
  const coordinates = new Set<string>()
  const typeInfo = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: ({ name }) => {
        const parent = typeInfo.getParentType()
        if (name.value.startsWith('__')) return false
        if (parent) coordinates.add(`${parent.name}.${name.value}`)
        return undefined
      },
    }),
  )
  return [...coordinates]
}
