import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const hub = fileURLToPath(new URL('../bin/hub.js', import.meta.url))
const readyLine = 'Ctrl-C stops everything'

/** A hub started as a user starts it, on a state folder of its own. */
export interface BenchHub {
  address: string
  /** From the command to the line that says it is ready, ms. */
  startMs: number
  pid: number
  stop(): Promise<void>
}

/** Makes an empty state folder and removes it afterwards. */
export async function withStateFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bindeglied-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export async function startHub(stateDirectory: string): Promise<BenchHub> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['--enable-source-maps', hub, 'start'], {
    env: { ...process.env, HUB_STATE_DIRECTORY: stateDirectory, HUB_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const output = await untilReady(child)
  return {
    address: /gateway +(http:\S+)/.exec(output)?.[1] ?? '',
    startMs: performance.now() - startedAt,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGINT')
      await once(child, 'exit')
    },
  }
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
      if (output.includes(readyLine)) done(output)
    })
    child.once('exit', (code) => fail(new Error(`the hub ended with ${code}:\n${output}`)))
  })
}

export interface ProcessMemory {
  name: string
  /** Proportional set size: shared pages are counted once, split between their users. MiB. */
  mib: number
}

/** Memory of a process and all its descendants (Linux). PostgreSQL's many processes are one line. */
export async function memoryOfTree(root: number): Promise<ProcessMemory[]> {
  const processes = await readProcesses()
  const members = new Set([root])
  for (let grown = true; grown; ) {
    const found = processes.filter(({ pid, parent }) => members.has(parent) && !members.has(pid))
    for (const { pid } of found) members.add(pid)
    grown = found.length > 0
  }
  const byName = new Map<string, number>()
  for (const { pid, name } of processes) {
    if (members.has(pid)) byName.set(name, (byName.get(name) ?? 0) + (await proportionalSetSize(pid)))
  }
  return [...byName].map(([name, kib]) => ({ name, mib: kib / 1024 }))
}

async function readProcesses(): Promise<{ pid: number; parent: number; name: string }[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry)).map(Number)
  const found = await Promise.all(pids.map((pid) => readProcess(pid).catch(() => null)))
  return found.filter((process) => process !== null)
}

async function readProcess(pid: number) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').join(' ')
  const role = /hub\.js (serve \w+|start)/.exec(command)?.[1]
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  return { pid, parent, name: role ?? (command.includes('postgres') ? 'postgres' : command) }
}

async function proportionalSetSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss: +(\d+)/m.exec(rollup)?.[1] ?? 0)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
