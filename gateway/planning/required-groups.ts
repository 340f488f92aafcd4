import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import type { SeparatedSupergraph } from './required-arguments.js'

/** A field that is required, by where it is in a representation. */
export interface RequiredKey {
  /** Of the supergraph that was planned with. */
  name: string
  /** As rewrites have it: keys, and type conditions as `... on T`. */
  path: string[]
}

/** A part of a request: what of it can be asked for with one value for each key of a representation. */
export interface RequestPart {
  operation: DocumentNode
  keys: readonly RequiredKey[]
}

/**
 * Divides a request for entities so that no part requires one field with different arguments: a representation has
 * room for one value of it.
 */
export function groupsOf(
  operation: DocumentNode,
  keys: readonly RequiredKey[],
  { required, requiredBy }: SeparatedSupergraph,
): RequestPart[] {
  const placeOf = ({ name, path }: RequiredKey) =>
    [...path.slice(0, -1), required.get(name)?.name ?? name].join(' ')
  if (new Set(keys.map(placeOf)).size === keys.length) return [{ operation, keys }]
  const groups: Set<string>[] = [new Set()]
  const namesAt = new Map<string, string[]>()
  for (const key of keys) namesAt.set(placeOf(key), [...(namesAt.get(placeOf(key)) ?? []), key.name])
  const clashes = (group: ReadonlySet<string>, names: readonly string[]) =>
    [...namesAt.values()].some(
      (rivals) => new Set(rivals.filter((name) => group.has(name) || names.includes(name))).size > 1,
    )

  /** The group a field belongs to, by its name. */
  const placed = new Map<string, number>()
  for (const [coordinate, names] of requiredBy) {
    const field = coordinate.slice(coordinate.indexOf('.') + 1)
    const own = names.filter((name) => keys.some((key) => key.name === name))
    if (own.length === 0 || !isSelected(operation, field)) continue
    const free = groups.findIndex((group) => !clashes(group, own))
    const index = placed.get(field) ?? (free === -1 ? groups.push(new Set()) - 1 : free)
    placed.set(field, index)
    for (const name of own) groups[index]?.add(name)
  }
  return groups.flatMap((group, index) => {
    const part = partOf(operation, (field) => (placed.get(field) ?? 0) === index)
    return part ? [{ operation: part, keys: keys.filter(({ name }) => group.has(name)) }] : []
  })
}

function isSelected(operation: DocumentNode, field: string): boolean {
  return partOf(operation, (name) => name === field) !== undefined
}

/** @returns undefined where nothing of it is left */
function partOf(document: DocumentNode, isKept: (field: string) => boolean): DocumentNode | undefined {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  )
  const definition = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )
  if (definition === undefined) return undefined
  let hasFields = false

  function kept(set: SelectionSetNode): SelectionSetNode {
    const selections = set.selections.flatMap((node): SelectionNode[] => {
      if (node.kind === Kind.FIELD) {
        if (!isKept(node.name.value)) return []
        hasFields ||= node.name.value !== '__typename'
        return [node]
      }
      const inline = node.kind === Kind.FRAGMENT_SPREAD ? inlined(fragments.get(node.name.value)) : node
      const inner = inline && kept(inline.selectionSet)
      if (!inner || inner.selections.length === 0) return []
      return [{ ...inline, directives: node.directives ?? [], selectionSet: inner }]
    })
    return { ...set, selections }
  }

  const selections = definition.selectionSet.selections.map((node) =>
    node.kind === Kind.FIELD && node.selectionSet ? { ...node, selectionSet: kept(node.selectionSet) } : node,
  )
  if (!hasFields) return undefined
  const whole = { ...definition, selectionSet: { ...definition.selectionSet, selections } }
  return withUsed({ ...document, definitions: [whole, ...fragments.values()] })
}

function inlined(fragment: FragmentDefinitionNode | undefined) {
  if (fragment === undefined) return undefined
  const { typeCondition, selectionSet } = fragment
  return { kind: Kind.INLINE_FRAGMENT as const, typeCondition, selectionSet }
}

/** Without the fragments and variables that nothing uses any more. */
function withUsed(document: DocumentNode): DocumentNode {
  const spreads = new Set<string>()
  const variables = new Set<string>()
  const reach = (node: DocumentNode['definitions'][number]) =>
    visit('variableDefinitions' in node ? { ...node, variableDefinitions: [] } : node, {
      [Kind.VARIABLE]: ({ name }) => void variables.add(name.value),
      [Kind.FRAGMENT_SPREAD]: ({ name }) => {
        if (spreads.has(name.value)) return
        spreads.add(name.value)
        const found = document.definitions.find(
          (other) => other.kind === Kind.FRAGMENT_DEFINITION && other.name.value === name.value,
        )
        if (found) reach(found)
      },
    })
  const [operation] = document.definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return document
  reach(operation)
  return {
    ...document,
    definitions: [
      {
        ...operation,
        variableDefinitions: operation.variableDefinitions?.filter(({ variable }) =>
          variables.has(variable.name.value),
        ),
      },
      ...document.definitions.filter(
        (node) => node.kind === Kind.FRAGMENT_DEFINITION && spreads.has(node.name.value),
      ),
    ],
  }
}
