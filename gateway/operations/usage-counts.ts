import type { ApolloServerPlugin, GraphQLRequestContextExecutionDidStart } from '@apollo/server'
import { type DocumentNode, separateOperations } from 'graphql'
import { type PlainOperation, plainOperation, sha256 } from '../../platform/registry/plain-operation.js'
import {
  type GatewayReport,
  longestCoordinate,
  longestName,
  longestOperation,
} from '../../platform/registry/report.js'
import type { GatewayContext } from '../context.js'
import { type BusyOperations, createBusyOperations, type Operation } from './busy-operations.js'
import { coordinatesIn } from './coordinates.js'
import type { RegisteredOperations } from './registered-operations.js'

/** Operations and fields that are counted between two reports; what comes beyond is not told apart any more. */
const mostOperations = 2_000
const mostFields = 5_000

/** What has been counted. */
export interface Usage extends Pick<GatewayReport, 'operations' | 'fields'> {
  /** Executions of operations, and fields, that were too many or too long. */
  dropped: number
}

/** How often operations and their fields are asked for: counts only, and nothing clients wrote into them. */
export interface UsageCounts {
  /** Counts every operation that is executed. */
  plugin: ApolloServerPlugin<GatewayContext>
  /** What has been counted since it was last taken. */
  take(): Usage
  /** The operations that have been executed most lately, as clients sent them, with the values in them. */
  busiest(n: number): Operation[]
  /** Takes operations for busy, the busiest first, until there are busier ones. */
  recall(operations: readonly Operation[]): void
}

interface Counted {
  plain: PlainOperation
  coordinates: readonly string[]
  /** SHA-256 of the text as it was sent. */
  queryHash: string
  count: number
}

/** @param registered tells which app has registered an operation */
export function createUsageCounts(registered?: Pick<RegisteredOperations, 'textOf'>): UsageCounts {
  // Documents are Apollo Server's, one for each text and generation: what is known of them goes with them.
  const known = new WeakMap<DocumentNode, Map<string | null, Counted | null>>()
  let counted = new Set<Counted>()
  let dropped = 0
  const busy = createBusyOperations()

  function count(context: GraphQLRequestContextExecutionDidStart<GatewayContext>): void {
    const { document, operationName, contextValue } = context
    if (contextValue.rehearsal) return
    const byName = known.get(document) ?? new Map<string | null, Counted | null>()
    known.set(document, byName)
    const operation = byName.get(operationName) ?? countedOf(context)
    byName.set(operationName, operation)
    if (operation === null) return
    noteBusy(busy, context)
    if (
      operation.plain.text.length > longestOperation ||
      (!counted.has(operation) && counted.size >= mostOperations)
    ) {
      dropped += 1
      return
    }
    operation.count += 1
    counted.add(operation)
  }

  return {
    plugin: {
      requestDidStart: async () => ({ executionDidStart: async (context) => count(context) }),
    },
    take: () => {
      const taken = [...counted]
      const { fields, left } = fieldsOf(taken)
      const usage = { operations: operationsOf(taken, registered), fields, dropped: dropped + left }
      for (const operation of taken) operation.count = 0
      counted = new Set()
      dropped = 0
      busy.age()
      return usage
    },
    busiest: busy.first,
    recall: (operations) => {
      // Of two that are equally busy, the one noted last counts for more.
      for (const operation of operations.toReversed()) {
        busy.note(keyOf(sha256(operation.text), operation.name), operation)
      }
    },
  }
}

/** @returns null for an operation that asks for nothing but the schema */
function countedOf({
  document,
  operationName,
  schema,
  queryHash,
}: GraphQLRequestContextExecutionDidStart<GatewayContext>): Counted | null {
  const executed = separateOperations(document)[operationName ?? '']
  const plain = plainOperation(document, operationName)
  if (executed === undefined || plain === undefined) return null
  const coordinates = coordinatesIn(executed, schema)
  return coordinates.length === 0 ? null : { plain, coordinates, queryHash, count: 0 }
}

function noteBusy(
  busy: BusyOperations,
  { queryHash, source, operationName }: GraphQLRequestContextExecutionDidStart<GatewayContext>,
): void {
  busy.note(keyOf(queryHash, operationName), { text: source, name: operationName })
}

function keyOf(queryHash: string, operationName: string | null): string {
  return `${queryHash} ${operationName ?? ''}`
}

/** Texts that differ in their values only are one operation, and so is one text in two generations. */
function operationsOf(
  counted: readonly Counted[],
  registered: Pick<RegisteredOperations, 'textOf'> | undefined,
): Usage['operations'] {
  const byHash = new Map<string, Usage['operations'][number]>()
  for (const { plain, queryHash, count } of counted) {
    const name = plain.name?.slice(0, longestName) ?? null
    const there = byHash.get(plain.hash) ?? { ...plain, name, app: null, count: 0 }
    const app = there.app ?? registered?.textOf(queryHash)?.app ?? null
    byHash.set(plain.hash, { ...there, app, count: there.count + count })
  }
  return [...byHash.values()]
}

function fieldsOf(counted: readonly Counted[]): { fields: Usage['fields']; left: number } {
  const counts = new Map<string, number>()
  for (const { coordinates, count } of counted) {
    for (const coordinate of coordinates) counts.set(coordinate, (counts.get(coordinate) ?? 0) + count)
  }
  const fields = [...counts]
    .filter(([coordinate]) => coordinate.length <= longestCoordinate)
    .slice(0, mostFields)
    .map(([coordinate, count]) => ({ coordinate, count }))
  return { fields, left: counts.size - fields.length }
}
