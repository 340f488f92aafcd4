import { Worker } from 'node:worker_threads'
import { messageOf } from '../../platform/errors/hub-error.js'
import { systemCode } from '../../platform/errors/system-code.js'
import type { OrderAnswer, OrderKind, Orders, SentOrder } from './order.js'
import { workerFile } from './planner-worker-file.js'
import { receivedError } from './sent-error.js'
import { ThreadFailure } from './thread-failure.js'

/** Memory for what has just been made, MiB: left to itself, V8 takes 50 more and is no faster for it. */
const youngMegabytes = 16

/** A thread that holds supergraphs and plans over them. One order at a time. */
export interface PlannerThread {
  /** Hashes of the supergraphs it holds. */
  readonly holds: ReadonlySet<string>
  /**
   * @param patienceMs how long it may take
   * @throws ThreadFailure, and then the thread has ended; what the order itself throws
   */
  do<Kind extends OrderKind>(
    kind: Kind,
    input: Orders[Kind]['input'],
    patienceMs: number,
  ): Promise<Orders[Kind]['outcome']>
  end(): Promise<void>
}

/** @param onEnd called once, whatever ends it */
export function startPlannerThread(memoryMegabytes: number, onEnd: () => void): PlannerThread {
  // It needs nothing of the environment, and so is not told the secrets in it.
  const worker = new Worker(workerFile, {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
  })
  // What ends it between two orders is none of theirs.
  worker.on('error', () => {}).on('exit', onEnd)
  // It keeps no process from ending but while somebody waits for it.
  worker.unref()
  const holds = new Set<string>()
  return {
    holds,
    do: async (kind, input, patienceMs) => {
      worker.ref()
      try {
        const answer = await answerOf(worker, { kind, input }, patienceMs)
        if ('error' in answer) throw receivedError(answer.error)
        if (kind === 'open') holds.add(input.supergraph)
        if (kind === 'forget') holds.delete(input.supergraph)
        return answer.outcome as Orders[typeof kind]['outcome']
      } catch (error) {
        if (error instanceof ThreadFailure) await worker.terminate()
        throw error
      } finally {
        worker.unref()
      }
    },
    end: async () => {
      await worker.terminate()
    },
  }
}

async function answerOf(worker: Worker, order: SentOrder, patienceMs: number): Promise<OrderAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<OrderAnswer>()
  const failed = (error: unknown) => reject(failureOf(error))
  const exited = () => reject(new ThreadFailure('FAILED', 'it ended'))
  const overdue = setTimeout(() => reject(new ThreadFailure('OVERDUE')), patienceMs)
  worker.on('message', resolve).on('error', failed).on('exit', exited)
  worker.postMessage(order)
  try {
    return await promise
  } finally {
    clearTimeout(overdue)
    worker.off('message', resolve).off('error', failed).off('exit', exited)
  }
}

function failureOf(error: unknown): ThreadFailure {
  const code = systemCode(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? 'OUT_OF_MEMORY' : 'FAILED'
  return new ThreadFailure(code, messageOf(error), { cause: error })
}
