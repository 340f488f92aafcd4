import { z } from 'zod'
import { sha256 } from './plain-operation.js'
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

/** Longest texts a report may hold, characters. What is longer was made up by somebody, and is left out or cut. */
export const longestCoordinate = 300
export const longestName = 200
export const longestOperation = 64 * 1024

/** Largest body of a report, bytes: what has been counted may have to be sent in several. */
export const reportLimitBytes = 4 * 1024 * 1024

const count = z.int().min(0)

/** A list that names nothing twice. */
function listedOnce<T extends z.ZodType>(item: T, most: number, nameOf: (item: z.output<T>) => string) {
  return z
    .array(item)
    .max(most)
    .refine((items) => new Set(items.map(nameOf)).size === items.length, 'names something twice')
}

/** How a partner's subgraph has done in the time of a report. */
const partnerReport = z.object({
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
    .array(z.object({ coordinate: z.string().max(longestCoordinate), problem: z.string().max(300), count }))
    .max(50),
})

export type PartnerReport = z.infer<typeof partnerReport>

/** How often an operation was executed, and what it names. Without any value its clients sent. */
export const operationReport = z
  .object({
    /** Hash of the text. */
    hash: textHash,
    /** The operation with every string and number in it replaced by an empty one: see `plainOperation`. */
    text: z.string().max(longestOperation),
    name: z.string().max(longestName).nullable(),
    /** The app that has registered it. */
    app: z.string().max(100).nullable(),
    count: z.int().min(1),
  })
  .refine(({ hash, text }) => sha256(text) === hash, 'the hash is of another text')

export type OperationReport = z.infer<typeof operationReport>

/** Body of `POST /registry/reports` of city: what one gateway has counted since its last report. */
export const gatewayReport = z.object({
  /** The gateway's process. */
  gateway: z.uuid(),
  /** Grows with each report of a gateway; one that was sent again is counted once. */
  sequence: z.int().min(1),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  partners: listedOnce(partnerReport, 500, ({ name }) => name),
  operations: listedOnce(operationReport, 200, ({ hash }) => hash),
  /** How often each field was asked for, by its coordinate: `District.name`. */
  fields: listedOnce(
    z.object({ coordinate: z.string().max(longestCoordinate), count: z.int().min(1) }),
    5_000,
    ({ coordinate }) => coordinate,
  ),
})

export type GatewayReport = z.infer<typeof gatewayReport>
