import { composeServices } from '@apollo/composition'
import { type GraphQLError, parse } from 'graphql'
import { HubError } from '../platform/errors/hub-error.js'

export interface SubgraphContract {
  name: string
  /** Default address; a gateway's config may name another. */
  url: string
  sdl: string
}

/** One reason why subgraphs do not compose. */
export interface CompositionProblem {
  /** Code of the composition's own list, such as `FIELD_TYPE_MISMATCH`. */
  code: string
  message: string
  /** Where it lies, as far as that is known; lines and columns begin with 1. */
  places: readonly { subgraph: string; line: number; column: number }[]
}

/** What composing gives: a supergraph's SDL, or everything that stands in its way. */
export type Composition = { supergraph: string } | { problems: readonly CompositionProblem[] }

/**
 * Composes subgraphs into a supergraph (Apollo Federation 2).
 *
 * @throws GraphQLError if an SDL cannot be parsed
 */
export function compose(contracts: readonly SubgraphContract[]): Composition {
  const composed = composeServices(
    contracts.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  )
  if (composed.supergraphSdl === undefined) return { problems: composed.errors.map(problemOf) }
  return { supergraph: `${composed.supergraphSdl.trimEnd()}\n` }
}

/**
 * The same, for contracts that are expected to compose.
 *
 * @returns the supergraph's SDL
 * @throws HubError SCHEMA_INVALID with every composition error
 */
export function composeSupergraph(contracts: readonly SubgraphContract[]): string {
  const composed = compose(contracts)
  if ('supergraph' in composed) return composed.supergraph
  const messages = composed.problems.map(({ message }) => message)
  throw new HubError('SCHEMA_INVALID', `The subgraphs do not compose: ${messages.join(' | ')}`)
}

function problemOf({ message, extensions, nodes = [] }: GraphQLError): CompositionProblem {
  const places = nodes.flatMap((node) => {
    const { subgraph } = node as { subgraph?: string }
    const start = node.loc?.startToken
    return subgraph === undefined || start === undefined
      ? []
      : [{ subgraph, line: start.line, column: start.column }]
  })
  return { code: String(extensions.code ?? 'INVALID_GRAPHQL'), message, places }
}
