import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { ErrorCode } from '../../platform/errors/codes.js'

const internal = 'INTERNAL_SERVER_ERROR' satisfies ErrorCode

/** What a client reads of a failure nobody expected. */
export const internalMessage = 'Something failed on our side; the log has it under the request id.'

/** Whether an error is one nobody expected: its message may hold anything, so only the log gets it. */
export function isInternal(error: Pick<GraphQLFormattedError, 'extensions'>): boolean {
  return (error.extensions?.code ?? internal) === internal
}

/**
 * The form in which clients get an error: message, place and code; the subgraph's name where it came from one;
 * nothing of an unexpected one but that it happened.
 */
export function clientError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace, ...extensions } = formatted.extensions ?? {}
  if (!isInternal({ extensions })) return { ...formatted, extensions }
  const { subgraph } = extensions
  return {
    ...formatted,
    message: internalMessage,
    extensions: { code: internal, ...(subgraph === undefined ? {} : { subgraph }) },
  }
}

/** The text of an error for the log: with the stack where it is a mistake of the code. */
export function logText(error: Error): string {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
  return cause instanceof GraphQLError ? cause.message : (cause.stack ?? cause.message)
}
