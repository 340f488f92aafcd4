import { HubError } from '../../platform/errors/hub-error.js'
import type { Edition, Release } from '../../platform/registry/release.js'
import type { SubgraphTarget } from '../subgraphs/sources.js'
import { type LoadedSupergraph, supergraphHash } from './supergraph.js'

/** The release of a gateway that knows of no registry: one supergraph for everybody, without partners. */
export function onlyRelease(supergraph: string): Release {
  const edition = { supergraph: supergraphHash(supergraph), partners: [] }
  return { number: 0, shares: [{ below: 100, edition }], sandboxes: {} }
}

/**
 * The subgraphs of an edition with the terms on which each is asked.
 *
 * @param isOwn whether a subgraph is the hub's own
 * @throws HubError SCHEMA_INVALID if one is neither the hub's own nor a partner's: nobody has said on what terms it
 *   may be asked
 */
export function targetsOf(
  { subgraphs }: LoadedSupergraph,
  { partners }: Edition,
  isOwn: (name: string) => boolean,
): SubgraphTarget[] {
  const terms = new Map(partners.map((partner) => [partner.name, partner]))
  return subgraphs.map(({ name, url, schemaOf }) => {
    const partner = terms.get(name) ?? null
    if (isOwn(name) === (partner !== null)) {
      throw new HubError('SCHEMA_INVALID', `The supergraph has a subgraph "${name}" that is not registered.`)
    }
    return { name, url, terms: partner, schemaOf }
  })
}
