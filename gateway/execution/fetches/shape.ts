import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner'
import {
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { fieldsOfRewrite } from './rewrites.js'

/** The keys objects can have in one place of an answer, of whichever type they are. */
export type Shape = readonly ShapedField[]

export interface ShapedField {
  key: string
  /** Of the objects below; undefined for a leaf, which may be any JSON. */
  below: Shape | undefined
}

/** While it is gathered; a leaf is an empty one. */
type Draft = Map<string, Draft>

/**
 * What comes back for an operation to a subgraph: for a fetch of entities that of one entity, else that of the root.
 *
 * @param rewrites what the answer goes through before it is merged
 */
export function shapeOfAnswer(operation: string, rewrites: readonly FetchDataRewrite[]): Shape {
  const document = parse(operation, { noLocation: true })
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  )
  const root: Draft = new Map()
  gather(getOperationAST(document)?.selectionSet, fragments, root)
  const draft = root.get('_entities') ?? root
  for (const rewrite of rewrites) addRewritten(draft, rewrite)
  return shapeOf(draft)
}

/** What `requires` of a fetch takes out of an entity. */
export function shapeOfRequires(selections: readonly QueryPlanSelectionNode[]): Shape {
  const draft: Draft = new Map()
  gatherRequires(selections, draft)
  return shapeOf(draft)
}

function gather(
  set: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  draft: Draft,
): void {
  for (const node of set?.selections ?? []) {
    if (node.kind === Kind.FIELD) gather(node.selectionSet, fragments, below(draft, keyOf(node)))
    else if (node.kind === Kind.INLINE_FRAGMENT) gather(node.selectionSet, fragments, draft)
    else gather(fragments.get(node.name.value)?.selectionSet, fragments, draft)
  }
}

function gatherRequires(selections: readonly QueryPlanSelectionNode[], draft: Draft): void {
  for (const node of selections) {
    const inner = node.kind === 'Field' ? below(draft, node.alias ?? node.name) : draft
    gatherRequires(node.selections ?? [], inner)
  }
}

/** A rewrite gives a value a key that the operation does not have. */
function addRewritten(draft: Draft, rewrite: FetchDataRewrite): void {
  const keys = fieldsOfRewrite(rewrite)
  const last = keys.at(-1)
  let object = draft
  for (const key of keys.slice(0, -1)) object = below(object, key)
  if (last === undefined) return
  if (rewrite.kind === 'ValueSetter') below(object, last)
  else for (const [key, inner] of below(object, last)) below(object, rewrite.renameKeyTo).set(key, inner)
  if (rewrite.kind === 'KeyRenamer') below(object, rewrite.renameKeyTo)
}

function below(draft: Draft, key: string): Draft {
  const known = draft.get(key)
  if (known) return known
  const made: Draft = new Map()
  draft.set(key, made)
  return made
}

function shapeOf(draft: Draft): Shape {
  return [...draft].map(([key, inner]) => ({ key, below: inner.size === 0 ? undefined : shapeOf(inner) }))
}

function keyOf(node: Extract<SelectionNode, { kind: Kind.FIELD }>): string {
  return (node.alias ?? node.name).value
}
