import type { GraphQLFormattedError } from 'graphql'

/** A GraphQL response as a subgraph gives it (GraphQL specification, October 2021, 7.1). */
export interface SubgraphAnswer {
  data?: Record<string, unknown> | null
  errors?: GraphQLFormattedError[]
}

/** What is no answer, and why. */
export interface NoAnswer {
  kind: 'NO_GRAPHQL' | 'WRONG_ENTITIES'
  problem: string
}

/**
 * Reads a subgraph's answer.
 *
 * @param text the response body
 * @param entities how many entities were asked for; undefined where none were
 * @returns the answer, or why it is none
 */
export function readAnswer(text: string, entities: number | undefined): SubgraphAnswer | NoAnswer {
  const body = parsedOrUndefined(text)
  if (!isRecord(body)) return noGraphql('the body is no JSON object')
  const { data, errors } = body
  if (errors !== undefined && !isErrorList(errors)) return noGraphql('"errors" is no list of errors')
  if (data === undefined && errors === undefined) return noGraphql('neither "data" nor "errors" is there')
  if (data !== undefined && data !== null && !isRecord(data)) return noGraphql('"data" is no object')
  if (isRecord(data) && entities !== undefined && !isListOf(data._entities, entities)) {
    return { kind: 'WRONG_ENTITIES', problem: `"data._entities" is no list of ${entities}` }
  }
  return {
    ...(data === undefined ? {} : { data: data as Record<string, unknown> | null }),
    ...(errors === undefined ? {} : { errors: errors.map(publicPart) }),
  }
}

function noGraphql(problem: string): NoAnswer {
  return { kind: 'NO_GRAPHQL', problem }
}

/**
 * What of a subgraph's error goes on to clients: message, path, and extensions without stack traces. Not `http`
 * either, with which Apollo Server lets an error choose the status and headers of the gateway's own response.
 */
function publicPart({ message, path, extensions }: GraphQLFormattedError): GraphQLFormattedError {
  const { http, stacktrace, exception, serviceName, ...kept } = isRecord(extensions) ? extensions : {}
  return { message, ...(Array.isArray(path) ? { path } : {}), extensions: kept }
}

function isErrorList(value: unknown): value is GraphQLFormattedError[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((error) => isRecord(error) && typeof error.message === 'string')
  )
}

function isListOf(value: unknown, length: number): boolean {
  // Null stands for a list whose errors say what became of it.
  return value === null || (Array.isArray(value) && value.length === length)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
