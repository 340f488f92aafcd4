import { z } from 'zod'
import { textHash } from './release.js'

/** Upper ends of the buckets latencies are counted in, ms; a last one holds what took longer. */
export const latencyBoundsMs = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000] as const

/** Why a partner's subgraph could not be used. */
export const partnerFailures = [
  'ADDRESS_REFUSED',
  'UNREACHABLE',
  'TIMEOUT',
  'HTTP_ERROR',
  'TOO_LARGE',
  'NO_GRAPHQL',
  'WRONG_ENTITIES',
  'OVERLOADED',
  'BREAKER_OPEN',
] as const

export const breakerStates = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const

const count = z.int().min(0)

/** How a partner's subgraph has done in the time of a report. */
export const partnerReport = z.object({
  name: z.string().min(1).max(100),
  /** Requests the gateway made or would have made. */
  requests: count,
  failures: z.partialRecord(z.enum(partnerFailures), count),
  /** Requests that were sent again after a failure. */
  retries: count,
  /** Answers by how long they took, one count for each of `latencyBoundsMs` and one beyond. */
  latencies: z.array(count).length(latencyBoundsMs.length + 1),
  breaker: z.enum(breakerStates),
  lastFailure: z
    .object({ at: z.iso.datetime(), kind: z.enum(partnerFailures), message: z.string().max(500) })
    .nullable(),
  lastAnswerAt: z.iso.datetime().nullable(),
  /** Values that are not what the partner's own schema says. */
  violations: z
    .array(z.object({ coordinate: z.string().max(300), problem: z.string().max(300), count }))
    .max(50),
})

export type PartnerReport = z.infer<typeof partnerReport>

/** How often an operation was executed, and what it names. Without any value its clients sent. */
export const operationReport = z.object({
  /** Hash of the text. */
  hash: textHash,
  /** The operation with every string and number in it replaced by an empty one. */
  text: z.string().max(64 * 1024),
  name: z.string().max(200).nullable(),
  /** The app that has registered it. */
  app: z.string().max(100).nullable(),
  count: z.int().min(1),
})

export type OperationReport = z.infer<typeof operationReport>

/** Body of `POST /registry/reports` of city: what one gateway has counted since its last report. */
export const gatewayReport = z.object({
  /** The gateway's process. */
  gateway: z.uuid(),
  /** Grows with each report of a gateway; one that was sent again is counted once. */
  sequence: z.int().min(1),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  partners: z.array(partnerReport).max(500),
  operations: z.array(operationReport).max(200),
  /** How often each field was asked for, by its coordinate: `District.name`. */
  fields: z.array(z.object({ coordinate: z.string().max(300), count: z.int().min(1) })).max(5_000),
})

export type GatewayReport = z.infer<typeof gatewayReport>
