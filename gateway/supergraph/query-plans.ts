import { operationFromDocument, type Schema } from '@apollo/federation-internals'
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner'
import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** Most memory the plans of one supergraph take, as characters of their JSON. */
const maxSize = 30 * 1024 * 1024

export interface QueryPlans {
  /** How many are known. */
  readonly size: number
  /**
   * How the subgraphs are asked for an operation; planned when it is asked for the first time.
   *
   * @param key the same for the same operation, and for no other
   * @throws GraphQLError if it cannot be planned
   */
  of(key: string, document: DocumentNode, operationName: string | undefined): QueryPlan
}

/** The plans of one supergraph, the least used ones forgotten. */
export function createQueryPlans(planner: QueryPlanner, apiSchema: Schema): QueryPlans {
  const plans = new LRUCache<string, QueryPlan>({
    maxSize,
    sizeCalculation: (plan) => JSON.stringify(plan).length,
  })
  return {
    get size() {
      return plans.size
    },
    of: (key, document, operationName) => {
      const known = plans.get(key)
      if (known) return known
      const named = operationName === undefined ? {} : { operationName }
      const plan = planner.buildQueryPlan(operationFromDocument(apiSchema, document, named))
      plans.set(key, plan)
      return plan
    },
  }
}
