import { operationFromDocument, type Schema } from '@apollo/federation-internals'
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner'
import { parse } from 'graphql'
import { messageOf } from '../../platform/errors/hub-error.js'
import { tooComplex } from './too-complex.js'

export interface OperationToPlan {
  planner: QueryPlanner
  /** What clients see, as the planner's package has it. */
  apiSchema: Schema
  /** A document, valid in that schema. */
  operation: string
  /** Which of its operations; undefined where there is one only. */
  operationName: string | undefined
}

/** How the planner begins to tell that there are more ways to a field than it was told to look at. */
const tooManyWays = 'Too many options generated'

/**
 * How the subgraphs are asked for an operation: plain data.
 *
 * @throws GraphQLError if it cannot be planned, OPERATION_TOO_COMPLEX if only with very much work
 */
export function planOperation({ planner, apiSchema, operation, operationName }: OperationToPlan): QueryPlan {
  const document = parse(operation, { noLocation: true })
  const named = operationName === undefined ? {} : { operationName }
  try {
    return planner.buildQueryPlan(operationFromDocument(apiSchema, document, named))
  } catch (error) {
    throw messageOf(error).startsWith(tooManyWays) ? tooComplex() : error
  }
}
