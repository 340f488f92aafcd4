import type { GraphQLFormattedError } from 'graphql'
import type { ErrorCode } from '../../../platform/errors/codes.js'

/** Errors of one answer that go on to clients. */
export const mostErrors = 50
const longestMessage = 500
const longestPath = 50

const failed = 'SUBGRAPH_ERROR' satisfies ErrorCode
/** What Apollo's and other servers say where they know no code: clients would read it as a failure of the hub. */
const unspecific = 'INTERNAL_SERVER_ERROR' satisfies ErrorCode

/**
 * What of a partner's errors goes on to clients: the first of them, each with a message of bounded length, its path
 * and its code, and nothing else of what the partner has put there.
 */
export function partnerErrors(
  errors: readonly GraphQLFormattedError[],
  subgraph: string,
): GraphQLFormattedError[] {
  return errors.slice(0, mostErrors).map(({ message, path, extensions }) => ({
    message: message.slice(0, longestMessage),
    ...(isPath(path) ? { path } : {}),
    extensions: { code: codeOf(extensions?.code), subgraph },
  }))
}

function codeOf(code: unknown): string {
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,99}$/.test(code) && code !== unspecific
    ? code
    : failed
}

function isPath(path: unknown): path is (string | number)[] {
  return (
    Array.isArray(path) &&
    path.length <= longestPath &&
    path.every((step) => typeof step === 'string' || Number.isSafeInteger(step))
  )
}
