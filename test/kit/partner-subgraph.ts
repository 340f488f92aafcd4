import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectFile } from '../../platform/project-files.js'

const example = fileURLToPath(projectFile('examples/partner-subgraph'))

/** What the example publishes. */
export const partnerSchemaFile = join(example, 'schema.graphql')

/** A copy of the example, for tests that change what it says. */
export async function copyPartner(folder: string): Promise<void> {
  await cp(example, folder, { recursive: true })
  await symlink(fileURLToPath(projectFile('node_modules')), join(folder, 'node_modules'))
}

/** The example of a partner's subgraph in a process of its own, as a partner runs it. */
export interface RunningPartner {
  /** Its GraphQL endpoint. */
  url: string
  /** Everything printed so far, both streams. */
  output(): string
  stop(): Promise<void>
}

export interface PartnerOptions {
  /** Public address of the hub whose signatures it believes. Absent: it answers everybody. */
  hub?: string
  name?: string
  /** What it answers as proof of its host. */
  hostToken?: string
  /** Where it listens; a free port unless said, so that one can come back where it was. */
  port?: number
  /** Of a copy of the example. */
  folder?: string
}

/** Starts the example; it listens when this resolves. Fails with what it printed if it ends before. */
export async function startPartner(options: PartnerOptions = {}): Promise<RunningPartner> {
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}/graphql`
  const variables = {
    PORT: String(port),
    HUB_HOST_TOKEN: options.hostToken ?? '',
    ...(options.hub === undefined
      ? { ALLOW_UNSIGNED: 'yes' }
      : { HUB_URL: options.hub, SUBGRAPH_NAME: options.name ?? 'repair-cafes', SUBGRAPH_URL: url }),
  }
  const { child, output, ended } = runPartner(variables, options.folder)
  await new Promise<void>((listening, fail) => {
    child.stdout.on('data', () => output().includes('listens on') && listening())
    void ended.then((code) => fail(new Error(`the partner ended with ${code}:\n${output()}`)))
  })
  return {
    url,
    output,
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Runs the example with nothing in its environment but these. */
export function runPartner(variables: NodeJS.ProcessEnv, folder = example) {
  const child = spawn(process.execPath, [join(folder, 'main.js')], {
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk
    })
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, output: () => text, ended }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
