import type { FetchNode } from '@apollo/query-planner'
import type { GraphQLFormattedError } from 'graphql'
import { subgraphFailure } from '../../subgraphs/failure.js'
import type { ResultPath } from './object-path.js'

/** What an error is said to be where its subgraph gives no code, as @apollo/gateway does. */
const generalCode = 'DOWNSTREAM_SERVICE_ERROR'

/** Most errors made of those of one answer, beyond one for each: an entity can be wanted in very many places. */
export const mostRepeated = 1000

/**
 * Where clients know the place of a subgraph's error.
 *
 * @param path as the subgraph states it
 * @param most how many are of use
 */
export type PlacesOf = (path: ResultPath, most: number) => ResultPath[]

/** Makes the errors of a subgraph's answer those of the client's operation. */
export type ClientErrors = (
  errors: readonly GraphQLFormattedError[],
  placesOf: PlacesOf,
) => GraphQLFormattedError[]

export function compileClientErrors({ serviceName, outputRewrites = [] }: FetchNode): ClientErrors {
  const keys = new Map(
    outputRewrites.flatMap((rewrite) =>
      rewrite.kind === 'KeyRenamer' ? [[rewrite.path.at(-1), rewrite.renameKeyTo] as const] : [],
    ),
  )
  const renamed = (path: ResultPath): ResultPath =>
    keys.size === 0 ? path : path.map((key) => (typeof key === 'string' ? (keys.get(key) ?? key) : key))

  return (errors, placesOf) => {
    let left = mostRepeated
    return errors.flatMap((error) => {
      const coded = withCode(error, serviceName)
      if (error.path === undefined) return [coded]
      const places = placesOf(renamed(error.path), left + 1)
      left -= Math.max(0, places.length - 1)
      return places.map((path) => ({ ...coded, path }))
    })
  }
}

function withCode(
  { message, path, extensions }: GraphQLFormattedError,
  subgraph: string,
): GraphQLFormattedError {
  return {
    message: message || `Subgraph "${subgraph}" says that a field failed, and not why.`,
    ...(path ? { path } : {}),
    extensions: { ...extensions, code: extensions?.code ?? generalCode },
  }
}

/** The error of an answer that has neither what was asked for nor an error that says why. */
export function nothingAnswered(subgraph: string, path: ResultPath): GraphQLFormattedError {
  const { code, message } = subgraphFailure('SUBGRAPH_INVALID_ANSWER', subgraph)
  return { message, path, extensions: { code, subgraph } }
}
