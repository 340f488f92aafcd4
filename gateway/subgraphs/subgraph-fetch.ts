import type { GatewayContext } from '../context.js'
import type { SubgraphAnswer } from './answer.js'
import { lostPath } from './lost-path.js'

/** What is the same in every request of one operation to one subgraph. */
export interface FetchOperation {
  /** The operation as GraphQL text; the planner writes its kind first. */
  text: string
  /** Whether it is a mutation. */
  isChange: boolean
  /** Where an answer that does not come would have gone; see `lostPath`. */
  lostPath: readonly (string | number)[]
}

/** One request to a subgraph. */
export interface SubgraphFetch {
  operation: FetchOperation
  /** JSON text of the GraphQL over HTTP request, variables and all. */
  body: string
  /** The variables in it, but for the representations of entities. */
  variables: Readonly<Record<string, unknown>>
  /** Types of the entities that are asked for, in their order; undefined where none are. */
  entityTypes: readonly string[] | undefined
}

/** One subgraph, as an operation's program asks it. */
export interface SubgraphSource {
  /**
   * A subgraph that fails is an answer, too: one with a coded error and no data, so that it costs its own fields only.
   *
   * @returns an answer that belongs to who asked: it may be written into
   */
  ask(fetch: SubgraphFetch, context: GatewayContext): Promise<SubgraphAnswer>
}

export function fetchOperation(text: string): FetchOperation {
  return { text, isChange: text.startsWith('mutation'), lostPath: lostPath(text) }
}
