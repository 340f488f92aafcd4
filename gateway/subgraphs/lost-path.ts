import { type FieldNode, getOperationAST, Kind, parse, type SelectionNode } from 'graphql'

const entitiesField = '_entities'

/**
 * Where the answer of a failed fetch would have gone, as the path of its one error, in the form in which a subgraph
 * states the path of an error; the gateway translates it into the path in the client's operation. An answer for many
 * entities has the path of the first; one for many fields that of the object they belong to.
 *
 * @param query the operation that was sent to the subgraph
 */
export function lostPath(query: string): (string | number)[] {
  const fields = fieldsOf(getOperationAST(parse(query))?.selectionSet.selections ?? [])
  const [field] = fields
  if (field?.name.value !== entitiesField) return onlyName(fields)
  return [entitiesField, 0, ...onlyName(fieldsOf(field.selectionSet?.selections ?? []))]
}

function onlyName(fields: readonly FieldNode[]): string[] {
  const names = new Set(fields.map(({ name, alias }) => (alias ?? name).value))
  return names.size === 1 ? [...names] : []
}

function fieldsOf(selections: readonly SelectionNode[]): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection]
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet.selections) : []
  })
}
