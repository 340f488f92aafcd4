import type { QueryPlan } from '@apollo/query-planner'
import { BulkheadRejectedError, bulkhead } from 'cockatiel'
import { type DocumentNode, GraphQLError, print } from 'graphql'
import type { Config } from '../../platform/config/config.js'
import type { ErrorCode } from '../../platform/errors/codes.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { sha256 } from '../../platform/registry/plain-operation.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import type { SupergraphContents } from './contents.js'
import { createFaults } from './faults.js'
import type { OrderKind, Orders } from './order.js'
import { createSingleFlight } from './single-flight.js'
import { type PlannerThread, startPlannerThread } from './thread.js'
import { ThreadFailure } from './thread-failure.js'
import { tooComplex } from './too-complex.js'

/** Operations that wait to be planned; more are refused, for they would wait longer than whoever asked does. */
const mostWaiting = 200
/** How long anything but planning may take, ms. */
const readingMs = 60_000

/** A supergraph whose operations can be planned. */
export interface PlannedSupergraph {
  contents: SupergraphContents
  /**
   * How the subgraphs are asked for an operation. Equal ones that are asked for at the same time are planned once.
   *
   * @param document valid in the supergraph's API schema
   * @throws GraphQLError if it cannot be planned; OPERATION_TOO_COMPLEX if not within the bounds, TOO_MANY_REQUESTS if
   *   too many wait
   */
  plan(document: DocumentNode, operationName: string | undefined): Promise<QueryPlan>
  /** SDL of a subgraph's own schema, without directives. @throws Error if it has no such subgraph */
  subgraphSchema(name: string): Promise<string>
  /** Lets go of it; nothing may be asked of it any more. */
  close(): Promise<void>
}

/** Plans operations away from the thread that answers requests. */
export interface Planner {
  /**
   * Takes up a supergraph that is not open already.
   *
   * @param supergraph hash of the text
   * @param text the supergraph as SDL
   * @throws HubError SCHEMA_INVALID if it cannot be used, ThreadFailure if the thread cannot be
   */
  open(supergraph: string, text: string): Promise<PlannedSupergraph>
  /** Ends the thread; what waits fails. */
  close(): Promise<void>
}

export interface PlannerOptions {
  bounds: Config['planning']
  logger: Logger
}

/**
 * A planner in a thread of its own, the only one of the process, so that neither new supergraphs nor new operations
 * hold up requests. An operation that takes too long, or too much memory, ends the thread; another one takes its place,
 * reads again what is in use, and goes on with those that wait.
 */
export function createPlanner({ bounds, logger }: PlannerOptions): Planner {
  const turn = bulkhead(1, Number.POSITIVE_INFINITY)
  // Within the one above: who reads a supergraph waits for one operation at most, however many there are.
  const planning = bulkhead(1, mostWaiting)
  const faults = createFaults()
  const flights = createSingleFlight<QueryPlan>()
  /** Of the supergraphs that are open, by hash. */
  const texts = new Map<string, string>()
  let thread: PlannerThread | undefined
  let closed = false

  function startThread(): PlannerThread {
    const started = startPlannerThread(bounds.memoryMegabytes, () => {
      if (thread === started) thread = undefined
    })
    thread = started
    return started
  }

  /** A thread that holds the supergraph. */
  async function threadWith(supergraph: string): Promise<PlannerThread> {
    const text = texts.get(supergraph)
    if (closed || text === undefined) throw new Error('The planner is closed, or the supergraph is')
    const running = thread ?? startThread()
    if (!running.holds.has(supergraph)) await running.do('open', { supergraph, text }, readingMs)
    return running
  }

  const order = <Kind extends OrderKind>(
    kind: Kind,
    input: Orders[Kind]['input'],
    patienceMs = readingMs,
  ): Promise<Orders[Kind]['outcome']> =>
    turn.execute(async () => (await threadWith(input.supergraph)).do(kind, input, patienceMs))

  async function plan(key: string, input: Orders['plan']['input']): Promise<QueryPlan> {
    for (;;) {
      faults.refuse(key)
      try {
        return await planning.execute(() => order('plan', input, bounds.timeMs))
      } catch (error) {
        if (error instanceof BulkheadRejectedError) throw busy()
        if (!(error instanceof ThreadFailure) || closed) throw error
        faults.note(key)
        const { code, message: cause } = error
        logger.warn({ code, cause, operation: key }, 'an operation has ended the thread of the planner')
        if (code === 'OVERDUE') throw tooComplex()
      }
    }
  }

  async function forget(supergraph: string): Promise<void> {
    texts.delete(supergraph)
    await turn.execute(async () => {
      if (thread?.holds.has(supergraph)) await thread.do('forget', { supergraph }, readingMs)
    })
  }

  return {
    open: async (supergraph, text) => {
      texts.set(supergraph, text)
      try {
        const contents = await order('contents', { supergraph })
        return {
          contents,
          plan: (document, operationName) => {
            const operation = print(document)
            const key = sha256(JSON.stringify([supergraph, operation, operationName]))
            return flights(key, () => plan(key, { supergraph, operation, operationName }))
          },
          subgraphSchema: (name) => order('subgraphSchema', { supergraph, name }),
          close: () => forget(supergraph),
        }
      } catch (error) {
        texts.delete(supergraph)
        throw unusable(error)
      }
    },
    close: async () => {
      closed = true
      await thread?.end()
    },
  }
}

function busy(): GraphQLError {
  return new GraphQLError(
    'Too many new operations are being planned at the moment: try again in some seconds.',
    { extensions: { code: 'TOO_MANY_REQUESTS' satisfies ErrorCode, http: { status: 503 } } },
  )
}

function unusable(error: unknown): unknown {
  if (!(error instanceof ThreadFailure) || error.code === 'FAILED') return error
  const bound = error.code === 'OVERDUE' ? 'time' : 'memory: raise HUB_PLANNING_MEMORY_MB'
  return new HubError('SCHEMA_INVALID', `Reading the supergraph takes too much ${bound}.`, { cause: error })
}
