import { Worker } from 'node:worker_threads'
import type { Progress } from '../../../../../matching/problem.js'
import { systemCode } from '../../../../../platform/errors/system-code.js'
import { EngineFailure } from './engine-failure.js'
import type { EngineOrder, EngineReport, FoundPlan } from './engine-order.js'
import { workerFile } from './engine-worker-file.js'

export interface EngineOptions {
  /** Most memory the engine may take, MiB. */
  memoryMegabytes: number
  /** Ends the engine's thread. */
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

/** The engine keeps to its time by itself, but for reading and writing: after so much more it is ended. */
const overtime = (timeMs: number) => 2 * timeMs + 60_000

/**
 * Matches in a thread of its own, so that requests are answered meanwhile, and that what goes wrong in it ends nothing
 * else.
 *
 * @throws EngineFailure OUT_OF_MEMORY, OVERDUE, ENGINE_FAILED; the signal's reason once it is aborted
 */
export async function runEngine(
  order: EngineOrder,
  { memoryMegabytes, signal, onProgress }: EngineOptions,
): Promise<FoundPlan> {
  signal.throwIfAborted()
  // It needs nothing of the environment, and so is not told the secrets in it.
  const worker = new Worker(workerFile, {
    workerData: order,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  })
  const overdue = AbortSignal.timeout(overtime(order.timeMs))
  try {
    return await planOf(worker, { signal, overdue, onProgress })
  } finally {
    await worker.terminate()
  }
}

interface Watching extends Pick<EngineOptions, 'signal' | 'onProgress'> {
  overdue: AbortSignal
}

function planOf(worker: Worker, { signal, overdue, onProgress }: Watching): Promise<FoundPlan> {
  return new Promise((resolve, reject) => {
    worker.on('message', (report: EngineReport) => {
      if ('plan' in report) resolve(report.plan)
      else onProgress(report.progress)
    })
    worker.on('error', (error) => reject(failureOf(error)))
    worker.on('exit', () => reject(new EngineFailure('ENGINE_FAILED')))
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    overdue.addEventListener('abort', () => reject(new EngineFailure('OVERDUE')), { once: true })
  })
}

function failureOf(error: unknown): EngineFailure {
  const code = systemCode(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? 'OUT_OF_MEMORY' : 'ENGINE_FAILED'
  return new EngineFailure(code, { cause: error })
}
