/** Loaded before each gateway's own code (node --import), so that all of them are measured in one way, from inside. */
import { writeFile } from 'node:fs/promises'
import { type Profiler, Session } from 'node:inspector/promises'
import { isMainThread } from 'node:worker_threads'
import { answerParent } from './parent.js'

/** What a gateway's process has used. */
export interface Usage {
  /** CPU time of all its threads since it began, ms. */
  cpuMs: number
  /** Resident memory now, MiB. */
  memoryMib: number
}

export type ProbeQuestion = 'usage' | 'profile' | { saveProfile: string }

const session = new Session()

async function answer(question: ProbeQuestion): Promise<Usage | undefined> {
  if (question === 'usage') return usage()
  if (question === 'profile') return startProfile()
  await writeFile(question.saveProfile, JSON.stringify(await endProfile()))
  return undefined
}

function usage(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, memoryMib: process.memoryUsage.rss() / 2 ** 20 }
}

async function startProfile(): Promise<undefined> {
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 200 })
  await session.post('Profiler.start')
}

async function endProfile(): Promise<Profiler.Profile> {
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  return profile
}

if (isMainThread) answerParent(answer)
