import { type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql'

/** What one field takes, compiled, in bytes: 500 when new, as measured, and as much again where it runs often. */
const bytesOfField = 1000

/**
 * Memory that what is compiled of a selection takes, approximately, in bytes. Fragments count wherever they are spread:
 * they are compiled for each place.
 */
export function sizeOf(
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): number {
  const known = new Map<string, number>()
  return bytesOfField * fieldsIn(selectionSet)

  function fieldsIn({ selections }: SelectionSetNode): number {
    let fields = 1
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) fields += fieldsOfFragment(selection.name.value)
      else if (selection.selectionSet) fields += fieldsIn(selection.selectionSet)
      else fields++
    }
    return fields
  }

  function fieldsOfFragment(name: string): number {
    const fragment = fragments.get(name)
    const fields = known.get(name) ?? (fragment ? fieldsIn(fragment.selectionSet) : 0)
    known.set(name, fields)
    return fields
  }
}
