import { GraphQLError, type GraphQLFormattedError, Lexer, type Source, TokenKind } from 'graphql'
import type { OperationLimits } from '../../platform/config/config.js'

/** How graphql-js (16) says that its parser stopped at `maxTokens`; it has no code of its own for it. */
const parserStopped = /^Syntax Error: Document contains more that \d+ tokens/

/** How it says that selections of the same field were too many to be compared with each other (a quadratic effort). */
const validationStopped = 'Validation aborted.'

/**
 * The coded error in place of graphql-js's own, where it gave up for a limit: OPERATION_TOO_LONG, OPERATION_TOO_COSTLY.
 *
 * @param formatted the error as clients would get it
 * @param error the error as it was thrown
 */
export function limitOfGraphqlJs(
  formatted: GraphQLFormattedError,
  error: unknown,
  limits: OperationLimits,
): GraphQLFormattedError | undefined {
  if (parserStopped.test(formatted.message)) return tooLong(error, limits)
  if (formatted.message !== validationStopped) return undefined
  const message = 'The operation names the same fields too often to be validated: ask for each field once.'
  return { message, extensions: { code: 'OPERATION_TOO_COSTLY' } }
}

function tooLong(error: unknown, { maxTokens }: OperationLimits): GraphQLFormattedError {
  const tokens = error instanceof GraphQLError && error.source ? countTokens(error.source) : undefined
  return {
    message:
      `The operation has ${tokens ?? `more than ${maxTokens}`} tokens, the limit is ${maxTokens}: ` +
      'put values into variables, or split it into several operations.',
    extensions: { code: 'OPERATION_TOO_LONG' },
  }
}

/** How many tokens a text has; undefined if it is not GraphQL to its end. Its length is bounded by the body limit. */
function countTokens(source: Source): number | undefined {
  try {
    const lexer = new Lexer(source)
    let tokens = 0
    while (lexer.advance().kind !== TokenKind.EOF) tokens++
    return tokens
  } catch {
    return undefined
  }
}
