import type { GraphQLSchema } from 'graphql'
import type { Caller } from '../../platform/caller/caller.js'
import type { Config } from '../../platform/config/config.js'
import type { Resolve } from '../../platform/outbound/guarded-connect.js'
import type { PartnerTerms } from '../../platform/registry/release.js'
import type { PartnerReport } from '../../platform/registry/report.js'
import type { CallerTokens } from '../caller/tokens.js'
import { createPartnerClient } from '../partner/client.js'
import { createHealth, type PartnerHealth } from '../partner/health/health.js'
import { type PolicySettings, policySettings } from '../partner/policy/settings.js'
import { callerClaims } from '../partner/signing/claims.js'
import type { PartnerSigner } from '../partner/signing/sign.js'
import { createPartnerSource } from '../partner/source.js'
import type { Sharing } from '../sharing/sharing.js'
import { subgraphAddress } from '../supergraph/routing.js'
import { createSubgraphClient } from './own-client.js'
import { createOwnSource } from './own-source.js'
import { createReferenceCounted } from './reference-counted.js'
import { sharedSource } from './shared-source.js'
import type { SubgraphSource } from './subgraph-fetch.js'

export interface SubgraphTarget {
  name: string
  /** The address the supergraph carries. */
  url: string | undefined
  /** Null: one of the hub's own, or of a gateway without a registry. */
  terms: PartnerTerms | null
  /** The subgraph's own schema; built when first asked for. */
  schemaOf: () => Promise<GraphQLSchema>
}

export interface SubgraphSources {
  /**
   * The sources of one generation. Pools, breakers and counts of a subgraph live on over generations as long as its
   * address stays.
   *
   * @throws HubError CONFIG_INVALID if one of the hub's own has no usable address
   */
  open(targets: readonly SubgraphTarget[]): OpenSources
  /** How many signing keys a partner has had that is asked now; undefined for who is none. */
  keyGenerationOf(name: string): number | undefined
  /** What became of partners' requests since the last call; see platform/registry/report.ts. */
  takeReports(): PartnerReport[]
  /** Ends all connections. */
  close(): Promise<void>
}

export interface OpenSources {
  sourceOf(name: string): SubgraphSource
  /** Lets go of what no other generation uses. */
  close(): Promise<void>
}

export interface SubgraphSourcesOptions {
  config: Pick<Config, 'gateway' | 'subgraphs' | 'partners'>
  tokenFor: CallerTokens
  signFor: PartnerSigner
  clock: () => Date
  /** How equal requests are made one; undefined where they are not. */
  sharing?: Sharing | undefined
  /** How partners that fail are treated. */
  policy?: PolicySettings
  /** Finds addresses of partners' hosts; the system's resolver unless a test brings its own. */
  resolve?: Resolve
}

/** A client of a subgraph at one address, and how the executor asks over it. */
interface Connection {
  name: string
  /** Undefined for one of the hub's own. */
  breakerState?: () => PartnerReport['breaker']
  sourceFor(target: SubgraphTarget): SubgraphSource
  close(): Promise<void>
  destroy(): Promise<void>
}

/** The subgraphs of supergraphs as the executor asks them, each over a client of its own. */
export function createSubgraphSources(options: SubgraphSourcesOptions): SubgraphSources {
  const connections = createReferenceCounted<Connection>()
  const health = createHealth(options.clock)
  const opened = new Set<readonly SubgraphTarget[]>()

  async function release(targets: readonly SubgraphTarget[]): Promise<void> {
    const unused = targets.map((target) => connections.release(keyOf(target)))
    await Promise.all(unused.map((connection) => connection?.close()))
  }

  function connect(target: SubgraphTarget): Connection {
    return target.terms
      ? connectPartner(target.name, target.url, options, health)
      : connectOwn(target, options)
  }

  return {
    open: (targets) => {
      // First, so that what cannot be used leaves nothing held.
      for (const target of targets) if (!target.terms) subgraphAddress(target, options.config.subgraphs)
      const sources = new Map(
        targets.map((target) => {
          const connection = connections.hold(keyOf(target), () => connect(target))
          const source = connection.sourceFor(target)
          return [target.name, sharedSource(source, toldTo(target), options.sharing)]
        }),
      )
      const held = [...targets]
      opened.add(held)
      return {
        sourceOf: (name) => sourceOf(sources, name),
        close: async () => {
          if (opened.delete(held)) await release(held)
        },
      }
    },
    keyGenerationOf: (name) => {
      const all = [...opened]
        .flat()
        .flatMap(({ terms }) => (terms?.name === name ? [terms.keyGeneration] : []))
      return all.length === 0 ? undefined : Math.max(...all)
    },
    takeReports: () =>
      health.take(
        connections
          .held()
          .flatMap(({ name, breakerState }) => (breakerState ? [{ name, state: breakerState() }] : [])),
      ),
    close: async () => {
      // What is closed after this has nothing left to close.
      opened.clear()
      await Promise.all(connections.held().map((connection) => connection.destroy()))
    },
  }
}

/** What a subgraph is told of who asks. */
function toldTo({ terms }: SubgraphTarget): (caller: Caller) => unknown {
  return terms ? (caller) => callerClaims(caller, terms.claims) : (caller) => caller
}

/** A subgraph that becomes a partner's, or stops being one, is asked in another way, even at the same address. */
function keyOf({ name, url, terms }: SubgraphTarget): string {
  return JSON.stringify([name, url, terms !== null])
}

function connectOwn(
  target: SubgraphTarget,
  { config: { gateway, subgraphs }, tokenFor }: SubgraphSourcesOptions,
): Connection {
  const client = createSubgraphClient({
    name: target.name,
    url: subgraphAddress(target, subgraphs),
    limits: gateway,
  })
  return {
    ...client,
    name: target.name,
    sourceFor: ({ name }) => createOwnSource(name, client, tokenFor),
  }
}

function connectPartner(
  name: string,
  url: string | undefined,
  { config, policy = policySettings, resolve, signFor }: SubgraphSourcesOptions,
  health: PartnerHealth,
): Connection {
  const counts = health.countsOf(name)
  const client = createPartnerClient({ url, limits: config.partners, policy, counts, resolve })
  return {
    ...client,
    name,
    sourceFor: ({ terms, schemaOf }) => {
      if (terms === null) throw new TypeError(`Subgraph "${name}" has no terms`)
      return createPartnerSource({ terms, schemaOf, client, counts, signFor })
    },
  }
}

/** The source of a subgraph. @throws TypeError for one that was not opened */
export function sourceOf(sources: ReadonlyMap<string, SubgraphSource>, name: string): SubgraphSource {
  const source = sources.get(name)
  if (source === undefined) throw new TypeError(`The supergraph has no subgraph "${name}"`)
  return source
}
