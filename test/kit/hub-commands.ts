import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { subgraphVariable } from '../../platform/config/config.js'
import { projectFile } from '../../platform/project-files.js'
import { subgraphNames } from '../../platform/subgraphs.js'

const hub = fileURLToPath(projectFile('dist/bin/hub.js'))

/** A command of the built hub, started as a user starts it. */
export interface Started {
  process: ChildProcess
  /** Everything printed so far, both streams. */
  output(): string
  /** Resolves when the text has been printed; fails with everything printed if the process ends before. */
  printed(text: string | RegExp): Promise<void>
  /** Exit code, once the process has ended and closed its output. */
  ended: Promise<number | null>
}

/** A folder of its own in which hubs are started, with ports of their own. */
export interface HubCommands {
  folder: string
  environment: NodeJS.ProcessEnv
  /** Where the gateway listens. */
  address: string
  run(args: readonly string[], variables?: NodeJS.ProcessEnv): Started
  /** Ends everything that still runs. */
  stopAll(): Promise<void>
  /** Ends everything and removes the folder. */
  remove(): Promise<void>
}

export async function hubCommands(): Promise<HubCommands> {
  const folder = await mkdtemp(join(tmpdir(), 'bindeglied-start-'))
  const [gatewayPort, ...ports] = await freePorts(1 + subgraphNames.length)
  const environment = {
    PATH: process.env.PATH,
    HUB_STATE_DIRECTORY: join(folder, 'state'),
    HUB_PORT: String(gatewayPort),
    HUB_LOG_FORMAT: 'json',
    ...Object.fromEntries(
      subgraphNames.map((name, index) => [subgraphVariable(name, 'PORT'), String(ports[index])]),
    ),
  }
  const started: Started[] = []
  async function stopAll(): Promise<void> {
    for (const { process, ended } of started.splice(0)) {
      process.kill('SIGTERM')
      await ended
    }
  }
  return {
    folder,
    environment,
    address: `http://127.0.0.1:${gatewayPort}`,
    run(args, variables = {}) {
      const command = startCommand(args, { ...environment, ...variables })
      started.push(command)
      return command
    },
    stopAll,
    async remove() {
      await stopAll()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function startCommand(args: readonly string[], environment: NodeJS.ProcessEnv): Started {
  const child = spawn(process.execPath, [hub, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk
      for (const look of waiting) look()
    })
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    process: child,
    output: () => text,
    ended,
    printed: (wanted) =>
      new Promise((done, fail) => {
        const look = () => {
          if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) done()
        }
        waiting.add(look)
        look()
        void ended.then((code) => fail(new Error(`ended with ${code} before printing "${wanted}":\n${text}`)))
      }),
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  for (const server of servers) server.close()
  return ports
}
