import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type OperationTypeDefinitionNode,
  parse,
} from 'graphql'

/**
 * Coordinates of all fields a subgraph's schema defines, such as `District.beds`, by the names the whole graph has for
 * them. Without those it only refers to (`@external`).
 */
export function coordinatesOf(sdl: string): string[] {
  const document = parse(sdl, { noLocation: true })
  const roots = rootNames(document)
  const coordinates = document.definitions.flatMap((definition) => {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION: {
        const type = roots.get(definition.name.value) ?? definition.name.value
        const fields = (definition.fields ?? []).filter((field) => !isExternal(field))
        return fields.map(({ name }) => `${type}.${name.value}`)
      }
      default:
        return []
    }
  })
  return [...new Set(coordinates)]
}

/** A subgraph may call its root types as it likes; in the graph they are Query, Mutation and Subscription. */
function rootNames({ definitions }: DocumentNode): Map<string, string> {
  const named = definitions.flatMap((definition): readonly OperationTypeDefinitionNode[] =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.operationTypes ?? [])
      : [],
  )
  return new Map(
    named.map(({ operation, type }) => [
      type.name.value,
      `${operation.slice(0, 1).toUpperCase()}${operation.slice(1)}`,
    ]),
  )
}

function isExternal({ directives = [] }: FieldDefinitionNode): boolean {
  return directives.some(({ name }) => name.value === 'external' || name.value.endsWith('__external'))
}
