import { HubError } from '../../platform/errors/hub-error.js'
import { apiKey } from '../graph/api-key.js'
import { type Ask, createGraphClient } from '../graph/graph-client.js'
import { exitCodeOf } from './exit-code.js'
import { readSchemaFile } from './schema-file.js'
import { ofFailure, type Verdict } from './verdict.js'
import { verdictText } from './verdict-text.js'
import type { Lang } from './words.js'

/** What both commands are called with. */
export interface JudgeOptions {
  name: string
  /** File of the schema. */
  schema: string
  /** Address of the subgraph. */
  endpoint?: string
  /** Address of the graph. */
  url: string
  lang: Lang
  json?: boolean
}

/** A schema as it is put before the hub. */
export interface Question {
  name: string
  sdl: string
  lang: 'DE' | 'EN'
}

/** For one answer, ms: the hub composes, and asks the partner's server, before it gives one. */
const patienceMs = 90_000

/** Puts a schema before the hub, prints what it says, and sets the exit code. */
export async function judge(
  options: JudgeOptions,
  put: (ask: Ask, question: Question) => Promise<Verdict>,
): Promise<void> {
  const { name, schema: file, lang, json = false } = options
  const verdict = await verdictOf(options, put)
  process.exitCode = exitCodeOf(verdict)
  if (json) process.stdout.write(`${JSON.stringify(verdict)}\n`)
  else if (verdict.error === null) process.stdout.write(verdictText(verdict, { name, file, lang }))
  else process.stderr.write(`hub: ${verdict.error.message} [${verdict.error.code}]\n`)
}

async function verdictOf(
  { name, schema, url, lang }: JudgeOptions,
  put: (ask: Ask, question: Question) => Promise<Verdict>,
): Promise<Verdict> {
  // Whoever interrupts the command ends it; it leaves nothing half done.
  const { signal } = new AbortController()
  try {
    const key = apiKey(['read', 'subgraphs:write'])
    const sdl = await readSchemaFile(schema)
    const ask = createGraphClient({ url, apiKey: key, signal, patienceMs })
    return await put(ask, { name, sdl, lang: lang === 'de' ? 'DE' : 'EN' })
  } catch (error) {
    if (error instanceof HubError) return ofFailure(error)
    throw error
  }
}
