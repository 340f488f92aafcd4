import type { Config } from '../../platform/config/config.js'
import { HubError } from '../../platform/errors/hub-error.js'

/**
 * Where the gateway reaches a subgraph: the configured address, for the hub's own ones live wherever this
 * installation put them, else the address the supergraph carries, as for a partner's subgraph.
 *
 * @throws HubError CONFIG_INVALID if neither is an http or https address
 */
export function subgraphAddress(
  { name, url }: { name: string; url?: string | undefined },
  subgraphs: Partial<Config['subgraphs']>,
): URL {
  const configured = Object.hasOwn(subgraphs, name)
    ? subgraphs[name as keyof typeof subgraphs]?.url
    : undefined
  const address = configured ?? url ?? ''
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return new URL(address)
  throw new HubError(
    'CONFIG_INVALID',
    `Settings to correct: subgraph "${name}" has no address; publish it with an http:// or https:// address.`,
  )
}
