import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Lines kept for the message of a failure. */
const kept = 20

/** Passes every line a process prints on, and returns the growing list of the last of them. */
export function followOutput(child: ChildProcess, log: (line: string) => void): string[] {
  const last: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      log(line)
      last.push(line)
      if (last.length > kept) last.shift()
    })
  }
  return last
}
