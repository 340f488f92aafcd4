import { createHash, randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { HubError } from '../../platform/errors/hub-error.js'
import type { Ask } from '../graph/graph-client.js'
import { fileParts } from './file-parts.js'
import {
  type Lang,
  operations,
  type RegistrationState,
  type ReportedRow,
  type RowPage,
} from './operations.js'

export interface FileRegistration {
  file: string
  organization: string
  format: 'CSV' | 'JSON'
  dryRun: boolean
  submit: boolean
  /** Begins anew, although this file was sent before. */
  anew: boolean
  lang: Lang
}

export interface Watching {
  signal: AbortSignal
  onProgress: (text: string) => void
  /** Pause between two looks at how far it is, ms. */
  lookEveryMs?: number
}

const usualLookEveryMs = 500

/**
 * Sends a file and waits until each row has its outcome. Called again for the same file it goes on where it ended:
 * what it sends carries keys made from the file.
 *
 * @returns the registration as it ended, or was stopped
 * @throws HubError with the code of the graph's refusal; STATE_REFUSED for one that was cancelled; as `fileParts`
 */
export async function registerFile(
  ask: Ask,
  { file, organization, format, dryRun, submit, anew, lang }: FileRegistration,
  watching: Watching,
): Promise<RegistrationState> {
  const { hash, parts } = await fileParts(file)
  const salt = anew ? randomUUID() : ''
  const options = JSON.stringify([hash, organization, format, dryRun, submit, salt])
  const key = createHash('sha256').update(options).digest('base64url')
  const { registration } = await ask<{ registration: { id: string } }>(operations.start, {
    ...{ organizationId: organization, format, dryRun, submit, lang },
    fileName: basename(file).slice(0, 200),
    idempotencyKey: `${key}:start`,
  })
  const { id } = registration
  const found = await stateOf(ask, id, lang)
  if (found.status === 'OPEN') await sendParts(ask, found, parts, { key, lang, watching })
  if (found.status === 'OPEN' || found.status === 'STOPPED') {
    // One that was stopped is run again each time, so that has a key of its own.
    const idempotencyKey = found.status === 'OPEN' ? `${key}:run` : randomUUID()
    await ask(operations.run, { id, parts: parts.length, idempotencyKey, lang })
  }
  return untilEnded(ask, id, lang, watching)
}

interface Sending {
  key: string
  lang: Lang
  watching: Watching
}

async function sendParts(
  ask: Ask,
  { id, partsThere }: RegistrationState,
  parts: readonly string[],
  { key, lang, watching }: Sending,
): Promise<void> {
  const there = new Set(partsThere)
  for (const [index, content] of parts.entries()) {
    const part = index + 1
    if (there.has(part)) continue
    await ask(operations.add, { id, part, content, idempotencyKey: `${key}:${part}`, lang })
    watching.onProgress(`part ${part} of ${parts.length} sent`)
  }
}

async function untilEnded(
  ask: Ask,
  id: string,
  lang: Lang,
  { signal, onProgress, lookEveryMs = usualLookEveryMs }: Watching,
): Promise<RegistrationState> {
  for (;;) {
    const state = await stateOf(ask, id, lang)
    if (state.status === 'CANCELLED') {
      throw new HubError('STATE_REFUSED', 'This registration was cancelled: begin anew with --anew.')
    }
    if (state.status !== 'RUNNING') return state
    const { done, total } = state.progress
    onProgress(`${done.toLocaleString('en')} of ${total.toLocaleString('en')} rows`)
    await sleep(lookEveryMs, undefined, { signal })
  }
}

async function stateOf(ask: Ask, id: string, lang: Lang): Promise<RegistrationState> {
  const { registration } = await ask<{ registration: RegistrationState | null }>(operations.state, {
    id,
    lang,
  })
  if (registration === null) {
    throw new HubError('NOT_FOUND', 'This registration is not there any more: begin anew with --anew.')
  }
  return registration
}

/** Rows of one page: the most the graph gives. */
const pageSize = 100

/** What became of the rows, in the order of the file. */
export async function* reportedRows(
  ask: Ask,
  id: string,
  { lang, outcome = null }: { lang: Lang; outcome?: ReportedRow['outcome'] | null },
): AsyncGenerator<ReportedRow> {
  let after: string | null = null
  do {
    const { edges, pageInfo } = await pageAfter(ask, { id, lang, outcome, after })
    for (const { node } of edges) yield node
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)
}

async function pageAfter(ask: Ask, variables: Record<string, unknown>): Promise<RowPage> {
  const { registration } = await ask<{ registration: { rows: RowPage } | null }>(operations.rows, {
    ...variables,
    first: pageSize,
  })
  return registration?.rows ?? { edges: [], pageInfo: { hasNextPage: false, endCursor: null } }
}
