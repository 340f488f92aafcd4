import { GraphQLError } from 'graphql'
import type { ErrorCode } from '../../platform/errors/codes.js'

/** The refusal of an operation before anything of it is executed: HTTP 400, whatever media type was asked for. */
export function refusal(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } })
}
