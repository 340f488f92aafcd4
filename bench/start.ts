import { setTimeout as sleep } from 'node:timers/promises'
import { median, memoryOfTree, startHub, withStateFolder } from './hub-process.js'

/** Starts of each kind; the middle one counts. */
const rounds = 3
/** Quiet time before memory is read, ms. */
const restMs = 5_000

const cold: number[] = []
const warm: number[] = []
let memory: Awaited<ReturnType<typeof memoryOfTree>> = []
for (let round = 0; round < rounds; round++) {
  await withStateFolder(async (folder) => {
    for (const times of [cold, warm]) {
      const hub = await startHub(folder)
      times.push(hub.startMs)
      if (times === warm) {
        await sleep(restMs)
        memory = await memoryOfTree(hub.pid)
      }
      await hub.stop()
    }
  })
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const lines = [
  `node ${process.version}`,
  `start, empty folder (database made, migrated, example content): ${seconds(median(cold))} (${cold.map(seconds).join(', ')})`,
  `start, folder of an earlier start: ${seconds(median(warm))} (${warm.map(seconds).join(', ')})`,
  `memory at rest, proportional set size: ${memory.reduce((sum, { mib }) => sum + mib, 0).toFixed(0)} MiB`,
  ...memory.map(({ name, mib }) => `  ${name.padEnd(16)} ${mib.toFixed(0).padStart(5)} MiB`),
]
process.stdout.write(`${lines.join('\n')}\n`)
