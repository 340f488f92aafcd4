import { fork } from 'node:child_process'
import { once } from 'node:events'

export interface ChildOptions {
  /** What it is, for what is said when it fails. */
  name: string
  /** The program's file. */
  file: string
  args?: readonly string[]
  variables?: Readonly<Record<string, string>>
  /** Flags of Node itself. */
  flags?: readonly string[]
}

/** A process of the benchmark, which answers questions of this one (see parent.ts). */
export interface Child {
  ask<Answer>(question: unknown): Promise<Answer>
  /** Rejects when it ends, with what it printed. */
  failed: Promise<never>
  /** Resolves when it has ended. */
  stop(): Promise<void>
}

/** Most of what a process prints that is kept, characters. */
const keptOutput = 2_000
/** Time to end by itself, ms. */
const endMs = 5_000

/** Starts a process on the Node that runs this one. Its questions fail with what it printed if it ends. */
export function startChild({ name, file, args = [], variables = {}, flags = [] }: ChildOptions): Child {
  const child = fork(file, args, {
    execPath: process.execPath,
    execArgv: [...flags],
    env: { ...process.env, NODE_ENV: 'production', ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = `${output}${chunk}`.slice(-keptOutput)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const ended = once(child, 'exit')
  const failed = ended.then(([code, signal]): never => {
    throw new Error(`${name} ended (${code ?? signal}): ${output.trim()}`)
  })
  // Whoever waits hears of it.
  failed.catch(() => {})
  return {
    ask: (question) => {
      const answer = new Promise<never>((resolve, reject) => {
        const read = (message: { answer?: never; problem?: string }) => {
          // A hub tells the one that started it other things, too.
          if (!('answer' in message || 'problem' in message)) return
          child.off('message', read)
          if (message.problem === undefined) resolve(message.answer as never)
          else reject(new Error(`${name}: ${message.problem}`))
        }
        child.on('message', read)
      })
      child.send({ question }, () => {})
      return Promise.race([answer, failed])
    },
    failed,
    stop: async () => {
      child.kill('SIGTERM')
      const slow = setTimeout(() => child.kill('SIGKILL'), endMs)
      await ended
      clearTimeout(slow)
    },
  }
}
