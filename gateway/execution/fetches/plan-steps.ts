import type { FetchNode, PlanNode, QueryPlan, ResponsePath } from '@apollo/query-planner'
import { type ObjectPath, objectPath } from './object-path.js'

/** One request to a subgraph, or none where nothing needs it. */
export interface PlanStep {
  fetch: FetchNode
  /** Where its answer goes, and for entities where those it asks for are. */
  places: readonly Place[]
  /** The steps that must have ended before it, as positions in the list. */
  after: readonly number[]
}

export interface Place {
  path: ObjectPath
  /** All of them hold, or nothing is wanted here. */
  conditions: readonly Condition[]
}

/** What `@skip` and `@include` have made of parts of the plan. */
export interface Condition {
  variable: string
  value: boolean
}

interface Draft {
  fetch: FetchNode
  places: Place[]
  after: Set<number>
  /** How many steps at least must have been taken when this one has ended. */
  depth: number
}

/** Where in the plan a node is. */
interface Position extends Place {
  prefix: ResponsePath
  after: ReadonlySet<number>
}

/**
 * The steps of a plan in an order in which each comes after those it waits for.
 *
 * Fetches of entities that may run at the same time, and ask one subgraph for the same of other entities, are one step
 * with many places. Only those are joined that have the same number of steps before them, so no two steps ever wait for
 * each other; a step then waits for all that was before any of its parts.
 *
 * @throws TypeError for `@defer`, which the planner does not plan unless it is told to
 */
export function planSteps({ node }: QueryPlan): PlanStep[] {
  const drafts: Draft[] = []
  const joinable = new Map<string, number>()

  /** @returns the steps after which the node is done */
  function read(node: PlanNode, position: Position): ReadonlySet<number> {
    switch (node.kind) {
      case 'Sequence':
        return node.nodes.reduce((after, child) => read(child, { ...position, after }), position.after)
      case 'Parallel':
        return new Set(node.nodes.flatMap((child) => [...read(child, position)]))
      case 'Flatten': {
        const prefix = [...position.prefix, ...node.path]
        return read(node.node, { ...position, prefix, path: objectPath(prefix) })
      }
      case 'Fetch':
        return new Set([add(node, position)])
      case 'Condition':
        return new Set([
          ...branch(node.ifClause, { variable: node.condition, value: true }, position),
          ...branch(node.elseClause, { variable: node.condition, value: false }, position),
        ])
      default:
        throw new TypeError(`A plan has a node of kind ${node.kind}`)
    }
  }

  function branch(node: PlanNode | undefined, condition: Condition, position: Position): ReadonlySet<number> {
    if (node === undefined) return position.after
    return read(node, { ...position, conditions: [...position.conditions, condition] })
  }

  function add(fetch: FetchNode, { path, conditions, after }: Position): number {
    const depth = 1 + Math.max(0, ...[...after].map((index) => drafts[index]?.depth ?? 0))
    const key = fetch.requires && JSON.stringify([depth, sameness(fetch)])
    const joined = key === undefined ? undefined : joinable.get(key)
    const draft = joined === undefined ? undefined : drafts[joined]
    if (joined !== undefined && draft) {
      draft.places.push({ path, conditions })
      for (const index of after) draft.after.add(index)
      return joined
    }
    const index = drafts.push({ fetch, places: [{ path, conditions }], after: new Set(after), depth }) - 1
    if (key !== undefined) joinable.set(key, index)
    return index
  }

  // A subscription's event is there already; what is left is fetched for each.
  const first = node?.kind === 'Subscription' ? node.rest : node
  if (first) read(first, { prefix: [], path: [], conditions: [], after: new Set() })
  return inOrder(drafts)
}

/** What two fetches have in common that can be one. Names of operations are for the subgraph's log only. */
function sameness({ operationName, operation, operationDocumentNode, id, ...fetch }: FetchNode): unknown {
  const named = operationName === undefined ? operation : operation.replace(operationName, '')
  return [named.replace(/^(query|mutation) +/, '$1'), fetch]
}

/** A step that was joined may wait for one that was found after it. */
function inOrder(drafts: readonly Draft[]): PlanStep[] {
  const order = drafts.map((_, index) => index).sort((a, b) => depthOf(a) - depthOf(b))
  const positions = new Map(order.map((index, position) => [index, position]))
  return order.flatMap((index) => {
    const draft = drafts[index]
    if (draft === undefined) return []
    const after = [...draft.after].map((earlier) => positions.get(earlier) ?? 0)
    return [{ fetch: draft.fetch, places: draft.places, after }]
  })

  function depthOf(index: number): number {
    return drafts[index]?.depth ?? 0
  }
}
