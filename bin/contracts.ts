import { parseConfig } from '../platform/config/config.js'
import { buildSubgraph } from '../platform/graph/subgraph.js'
import type { ServiceDefinition } from '../platform/service/definition.js'
import { composeSupergraph } from '../schema/compose.js'

/**
 * The contracts of services by file name: an SDL each, and the supergraph, with the addresses of one machine.
 *
 * @throws HubError SCHEMA_INVALID
 */
export function contractFiles(services: readonly ServiceDefinition[]): Map<string, string> {
  const { subgraphs } = parseConfig({})
  const contracts = services.map(({ name, graph }) => ({
    name,
    url: subgraphs[name].url,
    sdl: buildSubgraph(graph).sdl,
  }))
  const files = new Map(contracts.map(({ name, sdl }) => [`${name}.graphql`, sdl]))
  return files.set('supergraph.graphql', composeSupergraph(contracts))
}
