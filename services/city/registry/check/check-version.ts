import type { Database } from '../../../../platform/database/database.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { Logger } from '../../../../platform/telemetry/logger.js'
import type { CheckResult } from '../../../../schema/checks/check.js'
import type { StoredFinding } from '../../../../schema/checks/finding.js'
import type { CheckOrder } from '../../../../schema/checks/subject.js'
import type { SubgraphContract } from '../../../../schema/compose.js'
import { inThread } from '../composition/in-thread.js'
import { ThreadFailure } from '../composition/thread-failure.js'
import type { AskingParts } from '../host/prove-host.js'
import { usedOperations } from '../use/used-operations.js'
import { liveFacts } from './live-facts.js'

/** What a partner wants to publish, and what it would join. */
export interface Candidate {
  subgraph: {
    id: string
    name: string
    organizationId: string
    /** Entities of others it may add fields to. */
    mayExtend: readonly string[]
    /** What its host has to show. */
    hostToken: string
  }
  /** Where it is served; null: nothing that runs is asked, neither its host nor its service. */
  url: string | null
  sdl: string
  /** What it has live now; null if that is nothing. */
  liveSdl: string | null
  /** What is live without this one, the hub's own included. */
  others: readonly SubgraphContract[]
  liveSupergraph: string
  /** It is only asked what would be found: that its service has another schema yet is a warning then. */
  dryRun?: boolean
}

export interface CheckOutcome {
  /** Errors first. */
  findings: readonly StoredFinding[]
  /** Composed with the candidate; null if that is impossible. */
  supergraph: string | null
  /** Whether it takes something from frontends, used or not. */
  breaking: boolean
  hostProven: boolean
  /** Its SDL written in one way: the hash of it is what an approval belongs to. Null if it is no GraphQL. */
  normalizedSdl: string | null
}

export interface CheckParts extends AskingParts {
  database: Pick<Database, 'rows'>
  logger: Logger
  clock: () => Date
}

/**
 * Checks what a partner wants to publish by all rules of `schema/checks`: asks its host and its running subgraph, if there
 * is an address, and looks at the schema in a thread of its own.
 *
 * @throws HubError SCHEMA_INVALID if the schema needs more time or memory than a check may take; the signal's reason
 *   once it is aborted
 */
export async function checkVersion(parts: CheckParts, candidate: Candidate): Promise<CheckOutcome> {
  const { subgraph, url, sdl, liveSdl, others, liveSupergraph, dryRun } = candidate
  const { name, mayExtend, hostToken } = subgraph
  const [live, operations] = await Promise.all([
    url === null ? null : liveFacts(parts, { name, url, sdl, token: hostToken }),
    usedOperations(parts.database, parts.clock()),
  ])
  const about = { name, url: url ?? '', sdl, liveSdl, live, dryRun }
  const order = { ...about, mayExtend, others, liveSupergraph, operations }
  const { findings, supergraph, breaking, normalizedSdl } = await inOwnThread(parts, order)
  return { findings, supergraph, breaking, hostProven: live?.host.proven ?? false, normalizedSdl }
}

async function inOwnThread({ logger, signal }: CheckParts, order: CheckOrder): Promise<CheckResult> {
  try {
    return await inThread('check', order, signal)
  } catch (error) {
    if (!(error instanceof ThreadFailure)) throw error
    logger.warn({ err: error, subgraph: order.name }, 'the check of a schema did not come to its end')
    const reason = 'It may be too large or nested in too many ways: simplify it.'
    throw new HubError('SCHEMA_INVALID', `The schema could not be checked (${error.code}). ${reason}`, {
      cause: error,
    })
  }
}
