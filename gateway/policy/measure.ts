import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

export interface Measures {
  /** Levels of fields: 1 for `{ districts }`, 2 for `{ districts { name } }`. Fragments add none of their own. */
  depth: number
  /** Aliases, those in a fragment counted for each time it is spread. */
  aliases: number
}

/**
 * Fields whose depth does not count: GraphiQL's introspection is 13 levels deep, and validation has refused
 * the deep ones that cost something (graphql-js, MaxIntrospectionDepthRule).
 */
const introspectionFields = new Set(['__schema', '__type'])

/** Measures a valid operation. Each fragment is walked once, so the effort is bounded by the document's length. */
export function measure(operation: OperationDefinitionNode, fragments: Fragments): Measures {
  const known = new Map<string, Measures>()

  function ofFragment(name: string): Measures {
    const measured = known.get(name)
    if (measured) return measured
    const fragment = fragments.get(name)
    const measures = fragment ? ofSelections(fragment.selectionSet) : { depth: 0, aliases: 0 }
    known.set(name, measures)
    return measures
  }

  function ofSelections({ selections }: SelectionSetNode): Measures {
    return selections.reduce<Measures>(
      (total, selection) => {
        const { depth, aliases } = ofSelection(selection)
        return { depth: Math.max(total.depth, depth), aliases: total.aliases + aliases }
      },
      { depth: 0, aliases: 0 },
    )
  }

  function ofSelection(selection: SelectionSetNode['selections'][number]): Measures {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value)
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelections(selection.selectionSet)
    const below = selection.selectionSet ? ofSelections(selection.selectionSet) : { depth: 0, aliases: 0 }
    return {
      depth: introspectionFields.has(selection.name.value) ? 1 : below.depth + 1,
      aliases: below.aliases + (selection.alias ? 1 : 0),
    }
  }

  return ofSelections(operation.selectionSet)
}
