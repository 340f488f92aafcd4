import type { GraphQLRequest } from '@apollo/server'

/** Hash of a text, as Apollo's persisted queries and GraphQL over HTTP's persisted documents have it. */
const hashPattern = /^(?:sha256:)?([0-9a-f]{64})$/

/** An operation a request names instead of saying it. */
export interface NamedOperation {
  /** SHA-256 of its text, hexadecimal; null for a name no operation here has. */
  hash: string | null
  /** Whether Apollo's protocol of automatic persisted queries goes on where it is not known. */
  automatic: boolean
}

/**
 * Finds what a request without a text names: by `extensions.persistedQuery.sha256Hash`, or by `documentId` in the body
 * or the query string.
 */
export function namedOperation(request: GraphQLRequest): NamedOperation | undefined {
  const { persistedQuery } = (request.extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } }
  if (persistedQuery !== undefined && persistedQuery !== null) {
    return { hash: hashIn(persistedQuery.sha256Hash), automatic: true }
  }
  const documentId = documentIdOf(request)
  return documentId === undefined ? undefined : { hash: hashIn(documentId), automatic: false }
}

function documentIdOf({ http }: GraphQLRequest): unknown {
  if (http?.method === 'GET') return new URLSearchParams(http.search).get('documentId') ?? undefined
  const body: unknown = http?.body
  return typeof body === 'object' && body !== null && 'documentId' in body ? body.documentId : undefined
}

function hashIn(id: unknown): string | null {
  return (typeof id === 'string' && hashPattern.exec(id)?.[1]) || null
}
