import { type DocumentNode, Kind, visit } from 'graphql'

/** A name in the response that an operation does not use itself; the same for the same operation. */
export function unusedKey(document: DocumentNode): string {
  const used = new Set<string>()
  visit(document, {
    [Kind.FIELD]: ({ name, alias }) => {
      used.add((alias ?? name).value)
    },
  })
  let key = 'objectType'
  while (used.has(key)) key += '_'
  return key
}
