import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseConfig } from '../platform/config/config.js'
import { projectFile } from '../platform/project-files.js'
import { subgraphNames } from '../platform/subgraphs.js'
import type { SubgraphContract } from './compose.js'

/** What a version of the hub brings without any partner. */
export interface OwnContracts {
  contracts: readonly SubgraphContract[]
  /** What they compose to. */
  supergraph: string
  /** SHA-256 of all of it: another one where anything differs, how it was composed included. */
  hash: string
}

/** Reads the committed contracts; with the addresses of one machine, for a gateway's config has the others. */
export async function ownContracts(): Promise<OwnContracts> {
  const { subgraphs } = parseConfig({})
  const read = subgraphNames.map(async (name) => ({
    name,
    url: subgraphs[name].url,
    sdl: await committed(name),
  }))
  return hashed(await Promise.all(read), await committed('supergraph'))
}

/** Contracts with the hash of them and of what they compose to. */
export function hashed(contracts: readonly SubgraphContract[], supergraph: string): OwnContracts {
  const hash = createHash('sha256')
    .update(JSON.stringify([contracts, supergraph]))
    .digest('hex')
  return { contracts, supergraph, hash }
}

function committed(name: string): Promise<string> {
  return readFile(projectFile(`schema/${name}.graphql`), 'utf8')
}
