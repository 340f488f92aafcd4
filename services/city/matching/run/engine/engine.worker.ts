import { parentPort, workerData } from 'node:worker_threads'
import { match } from '../../../../../matching/match.js'
import type { Progress } from '../../../../../matching/problem.js'
import type { EngineOrder, EngineReport } from './engine-order.js'
import { foundPlan } from './found-plan.js'

// What runs in the engine's own thread: it matches what it was given, tells how far it is, and ends.

/** Progress is told no oftener, ms; a new step at once. */
const toldEveryMs = 200

const { problem, timeMs } = workerData as EngineOrder
const now = () => performance.now()
let told: { at: number; step: Progress['step'] | null } = { at: -Infinity, step: null }

function tell(report: EngineReport): void {
  parentPort?.postMessage(report)
}

function onProgress(progress: Progress): void {
  const at = now()
  if (progress.step === told.step && at < told.at + toldEveryMs) return
  told = { at, step: progress.step }
  tell({ progress })
}

tell({ plan: foundPlan(match(problem, { now, timeMs, onProgress })) })
