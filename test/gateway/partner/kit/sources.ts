import { buildSchema, type GraphQLFormattedError } from 'graphql'
import { ownContext } from '../../../../gateway/context.js'
import { type PolicySettings, policySettings } from '../../../../gateway/partner/policy/settings.js'
import { createPartnerKeys, type PartnerKeys } from '../../../../gateway/partner/signing/keys.js'
import { createPartnerSigner } from '../../../../gateway/partner/signing/sign.js'
import type { Sharing } from '../../../../gateway/sharing/sharing.js'
import {
  createSubgraphSources,
  type OpenSources,
  type SubgraphSources,
  type SubgraphTarget,
} from '../../../../gateway/subgraphs/sources.js'
import { anonymous, type Caller } from '../../../../platform/caller/caller.js'
import { parseConfig } from '../../../../platform/config/config.js'
import type { Resolve } from '../../../../platform/outbound/guarded-connect.js'
import type { PartnerTerms } from '../../../../platform/registry/release.js'
import { createLogger } from '../../../../platform/telemetry/logger.js'
import { keys } from '../../kit/gateway.js'
import { subgraphFetch } from '../../kit/subgraph-fetch.js'

export const publicUrl = 'https://stadt.example'

/** The partner's own schema, as the gateway reads it from a supergraph. */
export const partnerSchema = `
  type Query { cafes: [Cafe] cafe(id: ID!): Cafe place: Place found: Found }
  type Mutation { open(id: ID!): Cafe }
  type Cafe implements Place { id: ID! name: String seats: Int rating: Float isOpen: Boolean kind: Kind owner: Owner! tags: [String!] extra: Anything times: [[Int]] neighbour: Cafe }
  type Owner { name: String! }
  type Park implements Place { id: ID! name: String area: Float }
  type District { id: ID! cafes: [Cafe!] motto: String! }
  interface Place { id: ID! name: String }
  union Found = Cafe | Park
  enum Kind { QUIET LOUD }
  scalar Anything`

export const partnerTerms: PartnerTerms = {
  name: 'cafes',
  organization: 'organization of the cafes',
  keyGeneration: 1,
  claims: [],
  suspended: false,
}

/** For tests of what a breaker would end. */
export const neverOpens: Partial<PolicySettings['breaker']> = {
  lastRequests: 1_000,
  leastRequests: 1_000,
  timeoutsInRow: 1_000,
}

export interface SourcesOptions {
  /** Settings as in the environment. */
  settings?: Record<string, string>
  breaker?: Partial<PolicySettings['breaker']>
  patience?: Partial<PolicySettings['patience']>
  turns?: Partial<PolicySettings['turns']>
  retry?: Partial<PolicySettings['retry']>
  resolve?: Resolve
  clock?: () => Date
  sharing?: Sharing
}

export interface OpenedSources {
  sources: SubgraphSources
  partnerKeys: PartnerKeys
  /** Lines of the log. */
  log: Record<string, unknown>[]
  /** A partner's subgraph at an address, on terms. */
  open(url: string | undefined, terms?: Partial<PartnerTerms>): OpenPartner
}

export interface Answer {
  data?: Record<string, unknown> | null
  errors?: GraphQLFormattedError[]
}

export interface Asking {
  variables?: object
  caller?: Caller
  signal?: AbortSignal
}

export interface OpenPartner extends Pick<OpenSources, 'close'> {
  ask(query: string, asking?: Asking): Promise<Answer>
}

/** The gateway's sources as they are in it, with partners on this machine allowed unless a test says otherwise. */
export function openSources({
  settings,
  breaker,
  patience,
  turns,
  retry,
  resolve,
  clock = () => new Date(),
  sharing,
}: SourcesOptions = {}): OpenedSources {
  const config = parseConfig({
    HUB_CALLER_PRIVATE_KEY: keys.privateKey,
    HUB_PARTNER_PRIVATE_ADDRESSES: 'true',
    HUB_PUBLIC_URL: publicUrl,
    ...settings,
  })
  const partnerKeys = createPartnerKeys(config.caller.privateKey)
  const sources = createSubgraphSources({
    config,
    tokenFor: async () => 'token-of-a-caller',
    signFor: createPartnerSigner({ keys: partnerKeys, issuer: config.publicUrl, clock }),
    clock,
    sharing,
    policy: {
      breaker: { ...policySettings.breaker, ...breaker },
      patience: { ...policySettings.patience, ...patience },
      turns: { waitingForEach: 1, longestWaitMs: 60_000, ...turns },
      retry: { ...policySettings.retry, delayMs: 1, ...retry },
    },
    ...(resolve ? { resolve } : {}),
  })
  const log: Record<string, unknown>[] = []
  const destination = { write: (line: string) => void log.push(JSON.parse(line)) }
  const logger = createLogger({ level: 'debug', format: 'json' }, 'gateway', destination)
  return {
    sources,
    partnerKeys,
    log,
    open: (url, terms) => {
      const opened = sources.open([partnerTarget(url, terms)])
      const source = opened.sourceOf('cafes')
      return {
        ask: (query, { variables = {}, caller = anonymous, signal = new AbortController().signal } = {}) =>
          source.ask(subgraphFetch(query, variables), {
            ...ownContext(logger),
            caller,
            signal,
            requestId: 'request-1',
          }),
        close: opened.close,
      }
    },
  }
}

export function partnerTarget(url: string | undefined, terms: Partial<PartnerTerms> = {}): SubgraphTarget {
  return {
    name: 'cafes',
    url,
    terms: { ...partnerTerms, ...terms },
    schemaOf: async () => buildSchema(partnerSchema),
  }
}
