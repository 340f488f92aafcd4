import { GraphQLError, type GraphQLErrorExtensions } from 'graphql'
import type { ErrorCode } from '../../platform/errors/codes.js'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'

/** An error as plain data: between threads an error is copied without what makes it one of its kind. */
export type SentError =
  | { kind: 'HUB'; message: string; code: ErrorCode }
  | { kind: 'GRAPHQL'; message: string; extensions: GraphQLErrorExtensions }
  | { kind: 'OTHER'; message: string }

export function sentError(error: unknown): SentError {
  const message = messageOf(error)
  if (error instanceof HubError) return { kind: 'HUB', message, code: error.code }
  // Without its places, which are in a text the client has not written.
  if (error instanceof GraphQLError) return { kind: 'GRAPHQL', message, extensions: { ...error.extensions } }
  return { kind: 'OTHER', message }
}

/** The error again, with the stack of who receives it. */
export function receivedError(sent: SentError): Error {
  if (sent.kind === 'HUB') return new HubError(sent.code, sent.message)
  if (sent.kind === 'GRAPHQL') return new GraphQLError(sent.message, { extensions: sent.extensions })
  return new Error(sent.message)
}
