import { z } from 'zod'

/** What a partner's subgraph may be told of who asks; nothing unless a coordinator has allowed it. */
export const callerClaims = ['SUBJECT', 'ROLES', 'ORGANIZATIONS'] as const

export type CallerClaimName = (typeof callerClaims)[number]

/** SHA-256 of a text, hexadecimal. */
export const textHash = z.string().regex(/^[0-9a-f]{64}$/)

/** On what terms the gateway asks a partner's subgraph. */
export const partnerTerms = z.object({
  /** Name of the subgraph in the supergraph. */
  name: z.string().min(1),
  /** Id of the organization. */
  organization: z.string().min(1),
  /** How many signing keys it has had: which one the gateway signs with. */
  keyGeneration: z.int().min(1),
  claims: z.array(z.enum(callerClaims)),
  /** Its types stay in the graph so that nobody's operation breaks, but it is not asked. */
  suspended: z.boolean(),
})

export type PartnerTerms = z.infer<typeof partnerTerms>

/** A supergraph, and the partners in it; subgraphs that are no partner's are the hub's own. */
export const edition = z.object({
  /** Hash of the supergraph's text. */
  supergraph: textHash,
  partners: z.array(partnerTerms),
})

export type Edition = z.infer<typeof edition>

/** Answer of `GET /registry/release` of city: which supergraph is for whom. */
export const release = z.object({
  /** Grows with each release. */
  number: z.int().min(1),
  /**
   * For everybody, by ascending `below`: a request whose lot (0 to 99) is below it gets the first such edition. The
   * last one has 100 and is what is live; those before it are canaries.
   */
  shares: z.array(z.object({ below: z.int().min(1).max(100), edition })).min(1),
  /** What members and API keys of an organization get instead, by its id. */
  sandboxes: z.record(z.string(), edition),
})

export type Release = z.infer<typeof release>

/**
 * A line of `GET /registry/changes`: `start` when the stream begins, `alive` every second, and otherwise what is new:
 * a release, or a registered operation (see `registeredOperations`).
 */
export const registryChange = z.union([
  z.object({ kind: z.enum(['start', 'alive', 'operations']) }),
  z.object({ kind: z.literal('release'), number: z.int() }),
])

export type RegistryChange = z.infer<typeof registryChange>

/** Answer of `GET /registry/operations?after=<revision>`: what has been registered or removed since, the oldest first. */
export const registeredOperations = z.object({
  operations: z.array(
    z.object({
      /** Grows with each change of the list. */
      revision: z.int().min(1),
      app: z.string().min(1),
      hash: textHash,
      /** Null: removed. */
      text: z.string().nullable(),
    }),
  ),
  /** Whether there are more after the last of these. */
  more: z.boolean(),
})

export type RegisteredOperations = z.infer<typeof registeredOperations>
