import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { HubError } from '../platform/errors/hub-error.js'

export interface SubgraphContract {
  name: string
  /** Default address; a gateway's config may name another. */
  url: string
  sdl: string
}

/**
 * Composes subgraphs into a supergraph (Apollo Federation 2).
 *
 * @returns the supergraph's SDL
 * @throws HubError SCHEMA_INVALID with every composition error
 */
export function composeSupergraph(contracts: readonly SubgraphContract[]): string {
  const composed = composeServices(
    contracts.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  )
  if (composed.supergraphSdl !== undefined) return `${composed.supergraphSdl.trimEnd()}\n`
  const messages = composed.errors.map(({ message }) => message)
  throw new HubError('SCHEMA_INVALID', `The subgraphs do not compose: ${messages.join(' | ')}`)
}
