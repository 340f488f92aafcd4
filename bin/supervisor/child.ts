import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { HubError } from '../../platform/errors/hub-error.js'
import type { NoticeMessage, ReadyMessage } from '../process.js'

const hub = fileURLToPath(new URL('../hub.js', import.meta.url))

/** Time a process may take to let running requests end, ms. */
const graceMs = 10_000

export interface ChildOptions {
  arguments: readonly string[]
  environment: NodeJS.ProcessEnv
}

/** A process of the hub that answers requests. */
export interface Child {
  ready: ReadyMessage['ready']
  /** Resolves with the reason when the process has ended. */
  ended: Promise<string>
  stop(): Promise<void>
}

/**
 * Starts a process and waits until it answers.
 *
 * @throws HubError PROCESS_FAILED if it ends before
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const child = forkHub(options)
  const ended = untilEnded(child)
  const ready = await Promise.race([
    untilReady(child),
    ended.then((reason) => failedToStart(options, reason)),
  ])
  return { ready, ended, stop: () => stopChild(child, ended) }
}

/**
 * Runs a command of the hub to its end; its output is held back, but for what it has to tell people.
 *
 * @returns these notices
 * @throws HubError PROCESS_FAILED
 */
export async function runToEnd(options: ChildOptions): Promise<string[]> {
  const child = forkHub(options)
  const notices: string[] = []
  child.on('message', (message) => notices.push((message as NoticeMessage).notice))
  const reason = await untilEnded(child)
  if (reason !== 'code 0') throw failedToStart(options, reason)
  return notices
}

function forkHub({ arguments: args, environment }: ChildOptions): ChildProcess {
  return fork(hub, args, {
    env: environment,
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', args[0] === 'serve' ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    // A process group of its own, so that Ctrl-C reaches the supervisor only, which knows the order to stop in.
    detached: true,
  })
}

function untilReady(child: ChildProcess): Promise<ReadyMessage['ready']> {
  return new Promise((done) => child.once('message', (message) => done((message as ReadyMessage).ready)))
}

function untilEnded(child: ChildProcess): Promise<string> {
  return new Promise((done) => child.once('exit', (code, signal) => done(signal ?? `code ${code}`)))
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await ended
  clearTimeout(force)
}

function failedToStart({ arguments: args }: ChildOptions, reason: string): never {
  throw new HubError(
    'PROCESS_FAILED',
    `"hub ${args.join(' ')}" ended with ${reason}; the line above says why.`,
  )
}
