import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { HubError } from '../../platform/errors/hub-error.js'
import { apiKey } from '../graph/api-key.js'
import { type Ask, createGraphClient } from '../graph/graph-client.js'
import type { Lang, RegistrationState, ReportedRow } from '../register/operations.js'
import { registerFile, reportedRows } from '../register/register-file.js'
import { createProgressLine } from './progress-line.js'

interface RegisterOptions {
  organization: string
  url: string
  format?: 'csv' | 'json'
  lang: 'de' | 'en'
  dryRun?: boolean
  submit?: boolean
  anew?: boolean
  report?: string
  json?: boolean
}

/** Problems shown on the screen; `--report` has all. */
const shownRows = 20

/**
 * `hub register`: registers the initiatives of a file, by the graph alone. Exit code 1 if rows were refused.
 *
 * @throws HubError CONFIG_INVALID, FORMAT_UNKNOWN, FORMAT_UNRECOGNIZED, SOURCE_UNAVAILABLE, SOURCE_TOO_LARGE, and
 *   whatever the graph refuses
 */
export async function registerCommand(file: string, options: RegisterOptions): Promise<void> {
  const format = formatOf(file, options)
  const cancelled = new AbortController()
  const cancel = () =>
    cancelled.abort(
      new HubError('SOURCE_UNAVAILABLE', 'Interrupted; the same command goes on where this one ended.'),
    )
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  const { signal } = cancelled
  const ask = createGraphClient({ url: options.url, apiKey: apiKey(['read', 'initiatives:write']), signal })
  const lang = options.lang === 'de' ? 'DE' : 'EN'
  const { organization, dryRun = false, submit = false, anew = false } = options
  const progress = createProgressLine(process.stderr)
  const onProgress = (text: string) => progress.show(() => text)
  try {
    const registration = { file, organization, format, dryRun, submit, anew, lang } as const
    const state = await registerFile(ask, registration, { signal, onProgress })
    progress.end()
    await report(ask, state, lang, options)
    if (state.status !== 'FINISHED' || state.progress.refused > 0) process.exitCode = 1
  } catch (error) {
    // Whatever was under way when it was interrupted says so in its own way.
    throw signal.aborted ? signal.reason : error
  } finally {
    progress.end()
  }
}

function formatOf(file: string, { format }: RegisterOptions): 'CSV' | 'JSON' {
  const name = format ?? extname(file).slice(1).toLowerCase()
  if (name === 'csv') return 'CSV'
  if (name === 'json') return 'JSON'
  throw new HubError('FORMAT_UNKNOWN', `${file} is neither .csv nor .json: say which it is with --format.`)
}

async function report(
  ask: Ask,
  state: RegistrationState,
  lang: Lang,
  options: RegisterOptions,
): Promise<void> {
  const { id, status, failure, progress } = state
  if (options.report !== undefined) {
    const rows: ReportedRow[] = []
    for await (const row of reportedRows(ask, id, { lang })) rows.push(row)
    await writeFile(options.report, `${JSON.stringify({ id, status, failure, progress, rows }, null, 2)}\n`)
  }
  const refused = await firstRefused(ask, state, lang)
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ id, status, failure, progress, refused })}\n`)
    return
  }
  process.stdout.write(`${summaryOf(state)}\n`)
  for (const row of refused) process.stdout.write(`${lineOf(row)}\n`)
  if (progress.refused > refused.length) {
    process.stdout.write(
      `  … and ${progress.refused - refused.length} more; --report FILE writes them down.\n`,
    )
  }
}

async function firstRefused(
  ask: Ask,
  { id, progress }: RegistrationState,
  lang: Lang,
): Promise<ReportedRow[]> {
  const first: ReportedRow[] = []
  if (progress.refused === 0) return first
  for await (const row of reportedRows(ask, id, { lang, outcome: 'REFUSED' })) {
    first.push(row)
    if (first.length === shownRows) break
  }
  return first
}

function summaryOf({ id, status, failure, progress }: RegistrationState): string {
  const { total, registered, valid, alreadyThere, refused } = progress
  const counts: [number, string][] = [
    [registered, 'registered'],
    [valid, 'valid (dry run)'],
    [alreadyThere, 'there already'],
    [refused, 'refused'],
  ]
  const said = counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count.toLocaleString('en')} ${what}`)
  const rows = `${total.toLocaleString('en')} rows${said.length > 0 ? `: ${said.join(', ')}` : ''}`
  const why = failure === null ? '' : ` ${failure.message} [${failure.code}]`
  return `Registration ${id} is ${status}; ${rows}.${why}`
}

function lineOf({ row, line, externalId, problems }: ReportedRow): string {
  const place = line === null ? `row ${row}` : `line ${line}`
  const said = problems.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  return `  ${place}${externalId === null ? '' : ` (${externalId})`}: ${said.join('; ')}`
}
