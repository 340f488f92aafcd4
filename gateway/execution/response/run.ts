import type { GraphQLFormattedError } from 'graphql'
import type { ErrorCode } from '../../../platform/errors/codes.js'
import type { OperationVariables } from '../variables.js'

/** What is kept while one response is made. */
export interface Run {
  readonly variables: OperationVariables['values']
  /** From the root to the value being completed; one array for all of them, since most values never need their path. */
  readonly path: (string | number)[]
  readonly errors: GraphQLFormattedError[]
}

/** What makes of a value of the subgraphs one that may go to the client: a JSON value, null, or `lost`. */
export type Complete = (value: unknown, run: Run) => unknown

/** Stands for a value that is null where null may not be; what contains it is lost as well, up to where null may be. */
export const lost = Symbol('lost')

/** Errors in one response. A list of 100,000 wrong values is one mistake of one subgraph. */
const mostErrors = 100

export function startRun(variables: OperationVariables['values']): Run {
  return { variables, path: [], errors: [] }
}

/** Adds an error at the run's path. */
export function report(
  { path, errors }: Run,
  message: string,
  code: ErrorCode = 'SUBGRAPH_INVALID_ANSWER',
): void {
  if (errors.length < mostErrors) errors.push({ message, path: [...path], extensions: { code } })
}
