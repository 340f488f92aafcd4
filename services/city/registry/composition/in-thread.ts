import { Worker } from 'node:worker_threads'
import { HubError, messageOf } from '../../../../platform/errors/hub-error.js'
import { systemCode } from '../../../../platform/errors/system-code.js'
import { workerFile } from './compose-worker-file.js'
import type { OrderAnswer, OrderKind, Orders, SentOrder } from './order.js'
import { ThreadFailure } from './thread-failure.js'

/** Most memory of the thread, MiB. */
const memoryMegabytes = 1_024
/** How long one order may take, ms. */
const patienceMs = 60_000
/** Orders that wait; more are refused, for they would wait longer than whoever asked does. */
const mostWaiting = 32
/** How long the thread waits for another order before it ends, ms: starting it takes longer than most orders. */
const idleMs = 30_000

// One thread for the process, so that any number of publishers takes one core and no more.
let thread: Worker | null = null
let ending: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * Does what takes a second of work in a thread of its own, so that requests are answered meanwhile, and that what goes
 * wrong in it ends nothing else. Orders wait for each other.
 *
 * @throws ThreadFailure; HubError TOO_MANY_REQUESTS if too many wait; the signal's reason once it is aborted
 */
export async function inThread<Kind extends OrderKind>(
  kind: Kind,
  input: Orders[Kind]['input'],
  signal?: AbortSignal,
): Promise<Orders[Kind]['outcome']> {
  if (waiting >= mostWaiting) {
    throw new HubError(
      'TOO_MANY_REQUESTS',
      'Es werden gerade zu viele Schemas geprüft / Too many schemas are being checked at the moment: try again in a minute.',
    )
  }
  waiting += 1
  const done = last.then(() => {
    signal?.throwIfAborted()
    return answer({ kind, input }, signal) as Promise<Orders[Kind]['outcome']>
  })
  last = done.catch(() => {}).finally(() => (waiting -= 1))
  return done
}

async function answer(order: SentOrder, signal: AbortSignal | undefined) {
  clearTimeout(ending)
  const worker = thread ?? startThread()
  thread = worker
  worker.ref()
  try {
    const said = await answerOf(worker, order, signal)
    if ('error' in said) throw new ThreadFailure('FAILED', said.error)
    worker.unref()
    ending = setTimeout(() => endThread(worker), idleMs).unref()
    return said.outcome
  } catch (error) {
    // Who knows what it is at: the next order gets a new one.
    await endThread(worker)
    throw error
  }
}

function startThread(): Worker {
  // It needs nothing of the environment, and so is not told the secrets in it.
  const worker = new Worker(workerFile, {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  })
  // What ends it between two orders is none of theirs.
  worker.on('error', () => {})
  worker.on('exit', () => {
    if (thread === worker) thread = null
  })
  return worker
}

async function endThread(worker: Worker): Promise<void> {
  if (thread === worker) thread = null
  await worker.terminate()
}

async function answerOf(
  worker: Worker,
  order: SentOrder,
  signal: AbortSignal | undefined,
): Promise<OrderAnswer> {
  const over = new AbortController()
  const once = { once: true, signal: over.signal }
  const overdue = AbortSignal.timeout(patienceMs)
  const { promise, resolve, reject } = Promise.withResolvers<OrderAnswer>()
  const failed = (error: unknown) => reject(failureOf(error))
  const exited = () => reject(new ThreadFailure('FAILED', 'it ended'))
  signal?.addEventListener('abort', () => reject(signal.reason), once)
  overdue.addEventListener('abort', () => reject(new ThreadFailure('OVERDUE')), once)
  worker.on('message', resolve).on('error', failed).on('exit', exited)
  worker.postMessage(order)
  try {
    return await promise
  } finally {
    over.abort()
    worker.off('message', resolve).off('error', failed).off('exit', exited)
  }
}

function failureOf(error: unknown): ThreadFailure {
  const code = systemCode(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? 'OUT_OF_MEMORY' : 'FAILED'
  return new ThreadFailure(code, messageOf(error), { cause: error })
}
