import { createGateway } from '../../../gateway/app.js'
import { generateCallerKeys } from '../../../platform/caller/token.js'
import { parseConfig } from '../../../platform/config/config.js'
import { listen } from '../../../platform/http/server.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { composeTown, clock as townClock } from './town.js'

/** One pair for a test file: what the gateway signs with and subgraphs check with. */
export const keys = await generateCallerKeys()

export interface Answer {
  /** What was asked, so that a failing test prints it beside what came back. */
  asked: unknown
  status: number
  headers: Record<string, string>
  /** Parsed where it is JSON. */
  body: unknown
}

export interface RunningGateway {
  url: string
  /** Lines the gateway has logged so far. */
  log: Record<string, unknown>[]
  /** Asks over HTTP as a program does. */
  query(query: string, more?: { variables?: object; headers?: Record<string, string> }): Promise<Answer>
  /** Any HTTP request. */
  request(path: string, init?: RequestInit): Promise<Answer>
  close(): Promise<void>
}

export interface StartOptions {
  /** Addresses of subgraphs by name. */
  subgraphs?: Record<string, string>
  /** Settings as in the environment. */
  settings?: Record<string, string>
  supergraph?: string
  /** Folder for the last release that served. */
  keptIn?: string
  clock?: () => Date
}

/** The real gateway on a free port. */
export async function startGateway({
  subgraphs = {},
  settings = {},
  supergraph = composeTown(),
  keptIn,
  clock = townClock,
}: StartOptions): Promise<RunningGateway> {
  const urls = Object.entries(subgraphs).map(([name, url]) => [`HUB_${name.toUpperCase()}_URL`, url])
  const config = parseConfig({
    HUB_CALLER_PRIVATE_KEY: keys.privateKey,
    // Where nobody listens, whatever else runs on this machine.
    HUB_IDENTITY_URL: 'http://127.0.0.1:9/graphql',
    HUB_CITY_URL: 'http://127.0.0.1:9/graphql',
    ...Object.fromEntries(urls),
    ...settings,
  })
  const log: Record<string, unknown>[] = []
  const destination = { write: (line: string) => void log.push(JSON.parse(line)) }
  const logger = createLogger({ level: 'debug', format: 'json' }, 'gateway', destination)
  const kept = keptIn === undefined ? {} : { keptIn }
  const gateway = await createGateway({ config, supergraph, ...kept, logger, clock })
  const url = await listen(gateway.server, { host: '127.0.0.1', port: 0, setting: 'HUB_PORT' })
  const request = (path: string, init?: RequestInit) => ask(url, path, init)
  return {
    url,
    log,
    request,
    query: (query, { variables, headers } = {}) =>
      request('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    close: () => gateway.close(),
  }
}

async function ask(url: string, path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url + path, { redirect: 'manual', ...init })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return {
    asked: { path, ...init },
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: isJson && text !== '' ? JSON.parse(text) : text,
  }
}
