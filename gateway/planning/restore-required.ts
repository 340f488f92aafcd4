import type {
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanFieldNode,
  QueryPlanSelectionNode,
} from '@apollo/query-planner'
import { type DocumentNode, Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql'
import type { SeparatedSupergraph } from './required-arguments.js'
import { groupsOf, type RequiredKey } from './required-groups.js'

/**
 * Makes a plan over a supergraph from `separateRequired` one for the subgraphs that there are: what stands for a field with
 * arguments is asked for as that field, and handed on by its name. A subgraph is asked as often as it requires one field
 * with different arguments.
 */
export function restoreRequired(plan: QueryPlan, separated: SeparatedSupergraph): QueryPlan {
  const { node } = plan
  if (separated.required.size === 0 || node === undefined) return plan
  if (node.kind !== 'Subscription') return { ...plan, node: restoredNode(node, separated) }
  const { rest, ...subscription } = node
  return { ...plan, node: { ...subscription, ...(rest ? { rest: restoredNode(rest, separated) } : {}) } }
}

function restoredNode(node: PlanNode, separated: SeparatedSupergraph): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => restoredNode(child, separated)) }
    case 'Flatten':
      return { ...node, node: restoredNode(node.node, separated) }
    case 'Condition': {
      const { ifClause, elseClause } = node
      return {
        ...node,
        ...(ifClause ? { ifClause: restoredNode(ifClause, separated) } : {}),
        ...(elseClause ? { elseClause: restoredNode(elseClause, separated) } : {}),
      }
    }
    case 'Fetch':
      return restoredFetch(node, separated)
    default:
      throw new TypeError(`A plan has a node of kind ${node.kind}`)
  }
}

function restoredFetch(fetch: FetchNode, separated: SeparatedSupergraph): PlanNode {
  const { required } = separated
  const keys = requiredKeys(fetch.requires ?? [], required, [])
  const isAsked = [...required.keys()].some((name) => fetch.operation.includes(name))
  if (keys.length === 0 && !isAsked) return fetch
  const parts = groupsOf(parse(fetch.operation, { noLocation: true }), keys, separated)
  const nodes = parts.map(({ operation, keys: own }): FetchNode => {
    const names = new Set(keys.filter((key) => !own.includes(key)).map(({ name }) => name))
    const { operationDocumentNode, ...rest } = fetch
    return {
      ...rest,
      operation: stripIgnoredCharacters(print(withArguments(operation, required))),
      variableUsages: usedVariables(operation),
      ...(fetch.requires ? representing(fetch, own, names) : {}),
    }
  })
  const [only] = nodes
  return nodes.length === 1 && only ? only : { kind: 'Parallel', nodes }

  function representing(
    { requires = [], inputRewrites = [] }: FetchNode,
    own: readonly RequiredKey[],
    others: ReadonlySet<string>,
  ) {
    return {
      requires: without(requires, others),
      inputRewrites: [...own.map((key) => renamed(key, required)), ...inputRewrites],
    }
  }
}

function requiredKeys(
  selections: readonly QueryPlanSelectionNode[],
  required: SeparatedSupergraph['required'],
  path: readonly string[],
): RequiredKey[] {
  return selections.flatMap((node) => {
    if (node.kind === 'InlineFragment') {
      const { typeCondition } = node
      const inside = typeCondition === undefined ? path : [...path, `... on ${typeCondition}`]
      return requiredKeys(node.selections, required, inside)
    }
    const here = [...path, keyOf(node)]
    const own = required.has(node.name) ? [{ name: node.name, path: here }] : []
    // What is further down is renamed first, while it is still found by this name.
    return [...requiredKeys(node.selections ?? [], required, here), ...own]
  })
}

function keyOf({ alias, name }: QueryPlanFieldNode): string {
  return alias ?? name
}

function without(
  selections: readonly QueryPlanSelectionNode[],
  names: ReadonlySet<string>,
): QueryPlanSelectionNode[] {
  return selections.flatMap((node) => {
    if (node.kind === 'Field' && names.has(node.name)) return []
    if (node.selections === undefined) return [node]
    const inner = without(node.selections, names)
    return inner.length === 0 ? [] : [{ ...node, selections: inner }]
  })
}

function renamed({ name, path }: RequiredKey, required: SeparatedSupergraph['required']) {
  return { kind: 'KeyRenamer' as const, path, renameKeyTo: required.get(name)?.name ?? name }
}

function withArguments(operation: DocumentNode, required: SeparatedSupergraph['required']): DocumentNode {
  return visit(operation, {
    [Kind.FIELD]: (node) => {
      const field = required.get(node.name.value)
      if (field === undefined) return undefined
      return {
        ...node,
        alias: node.alias ?? node.name,
        name: { kind: Kind.NAME, value: field.name },
        arguments: field.arguments,
      }
    },
  })
}

function usedVariables(operation: DocumentNode): string[] {
  const names: string[] = []
  visit(operation, {
    [Kind.VARIABLE_DEFINITION]: ({ variable }) => void names.push(variable.name.value),
  })
  return names.filter((name) => name !== 'representations')
}
